import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepPicture, openBrowser, widths, type StoryBrowser, type Window } from './support/browser.ts';
import { codeIn, mailTo } from './support/mail.ts';
import { overflowing } from './support/page-quality.ts';
import { customer, openShop, owner, type StoryShop } from './support/shop.ts';

const buyer = { company: 'Großhandel Élan', email: 'bo@elan.test' } as const;

let shop: StoryShop;
let browser: StoryBrowser;
let staff: Window;
beforeAll(async () => {
  shop = await openShop();
  browser = await openBrowser();
  staff = await browser.open({ cookie: { url: shop.url, text: await shop.ownerCookie() } });
  await staff.context.grantPermissions(['clipboard-read', 'clipboard-write']);
});
afterAll(async () => {
  await browser.close();
  await shop.close();
});

const clipboard = (): Promise<string> => staff.page.evaluate(() => navigator.clipboard.readText());

async function signIn({ page }: Window, email: string): Promise<void> {
  await page.getByLabel('Your e-mail address').fill(email);
  await page.getByRole('button', { name: 'Mail me a code' }).click();
  const field = page.getByLabel('Code from the mail');
  await field.waitFor();
  await field.fill(codeIn(await mailTo(shop.post, email, /sign-in code/)));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

describe('a new customer and its link', () => {
  let link: string;
  let phone: Window;

  it('[G-37] [G-38] [G-42] is added by its name alone; the link is there, and staff are warned that nobody can get in', async () => {
    const { page } = staff;
    await page.goto(`${shop.url}/admin/customers`);
    await page.getByRole('link', { name: 'Add a customer' }).click();
    await page.getByLabel('Name of the customer').fill(buyer.company);
    await keepPicture(page, 'customer-new');
    await page.getByRole('button', { name: 'Add customer' }).click();
    await page.getByRole('heading', { level: 1, name: buyer.company }).waitFor();
    await page.getByText('Nobody can get in: add an e-mail').waitFor();
    await keepPicture(page, 'customer-without-email');
  });

  it('[G-46] [G-48] is copied with one click, bare, and opens on a phone without script; a stranger sees the neutral message', async () => {
    await staff.page.getByRole('button', { name: 'Copy link' }).click();
    await staff.page.getByRole('status').getByText('Copied').first().waitFor({ state: 'attached' });
    link = await clipboard();
    expect(link).toBe(`${shop.url}/portal/grosshandel-elan`);
    phone = await browser.open({ width: widths.phone, javaScript: false });
    await phone.page.goto(link);
    await phone.page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(await overflowing(phone.page)).toEqual([]);
    await phone.page.getByLabel('Your e-mail address').fill(buyer.email);
    await phone.page.getByRole('button', { name: 'Mail me a code' }).click();
    await phone.page.getByText(`If the shop knows ${buyer.email}, a code is on its way`).waitFor();
    await shop.platform.settle();
    expect(shop.post.mails.filter(({ to }) => to.includes(buyer.email))).toEqual([]);
  });

  it('[G-41] lets the customer in once the e-mail is there, with the code from the mail and no other change', async () => {
    await staff.page.getByLabel('E-mail of the person').fill(buyer.email);
    await staff.page.getByRole('button', { name: 'Let this address in' }).click();
    await staff.page.getByText('The person can sign in with this address').waitFor();
    expect(await staff.page.getByText('Nobody can get in').count()).toBe(0);
    await keepPicture(staff.page, 'customer-with-email');
    await phone.page.goto(link);
    await signIn(phone, buyer.email);
    await phone.page.getByRole('heading', { level: 1, name: `Orders of ${buyer.company}` }).waitFor();
    expect(await overflowing(phone.page)).toEqual([]);
    await keepPicture(phone.page, 'customer-at-home');
  });

  it('[G-46] [G-49] comes as a QR code and with a message that says what to do', async () => {
    const { page } = staff;
    await page.setViewportSize({ width: widths.phone, height: 900 });
    await page.getByText('Message to send with it').click();
    await page.getByRole('button', { name: 'Copy message' }).click();
    await expect.poll(clipboard).toContain('Hello Großhandel Élan,');
    const message = await clipboard();
    for (const said of [link, 'enter your e-mail, no password', 'send us orders', owner.name])
      expect(message).toContain(said);
    await keepPicture(page, 'customer-phone');
    await page.setViewportSize({ width: widths.desktop, height: 900 });
    const picture = page.getByRole('img', { name: 'QR code of the portal link' });
    expect(await picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download QR code' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('grosshandel-elan-qr.svg');
  });

  it('[G-39] stays when the customer is renamed', async () => {
    const { page } = staff;
    await page.getByRole('link', { name: 'Edit details' }).click();
    await page.getByLabel('Name of the customer').fill('Elan Wholesale');
    await page.getByLabel('Phone').fill('312 555 0177');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('heading', { level: 1, name: 'Elan Wholesale' }).waitFor();
    expect(await page.getByText(link, { exact: true }).isVisible()).toBe(true);
    await phone.page.goto(link);
    await phone.page.getByRole('heading', { level: 1, name: 'Orders of Elan Wholesale' }).waitFor();
  });

  it('[D-1] has one canonical form, and the other leads to it', async () => {
    const answer = await fetch(link.replace('/portal/', '/public/portal/'), { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([308, new URL(link).pathname]);
  });

  it('[D-2] is replaced on purpose; the old one leads the customer on and explains itself to everybody else', async () => {
    const { page } = staff;
    await page.getByRole('link', { name: 'Replace this link' }).click();
    await page.getByText('The present link stops working').waitFor();
    await keepPicture(page, 'customer-replace-link');
    await page.getByRole('button', { name: 'Replace the link' }).click();
    await page.getByText('The link is replaced. Give the new one to the customer').waitFor();
    await page.getByRole('button', { name: 'Copy link' }).click();
    await expect.poll(clipboard).toMatch(/\/portal\/grosshandel-elan-[0-9a-f]{10}$/);
    const next = await clipboard();

    await phone.page.goto(link);
    expect(phone.page.url()).toBe(next);
    const stranger = await browser.open({ width: widths.phone, javaScript: false });
    const answer = await stranger.page.goto(link);
    expect(answer?.status()).toBe(410);
    await stranger.page.getByRole('heading', { level: 1, name: 'This link was replaced.' }).waitFor();
    const said = await stranger.page.content();
    expect(said).toContain('Ask Inkwell for the new one.');
    for (const secret of ['Elan Wholesale', buyer.email, new URL(next).pathname]) expect(said).not.toContain(secret);
    await keepPicture(stranger.page, 'customer-old-link');
  });

  it('[D-3] [abuse 24] tells a stranger nothing of who is a customer: known and unknown names answer alike', async () => {
    const plain = async (slug: string): Promise<string> => {
      const answer = await fetch(`${shop.url}/portal/${slug}`);
      const nonces = /nonce(?:-|=")[\w+/=]+/g;
      const text = (await answer.text()).replaceAll(nonces, '').replaceAll(slug, 'slug');
      const headers = [...answer.headers].filter(([name]) => !['date', 'etag', 'content-length'].includes(name));
      return JSON.stringify([answer.status, headers, text]).replaceAll(nonces, '');
    };
    expect(await plain('nobody-promotional-x')).toBe(await plain(customer.slug));
  });
});

describe('the people and addresses of a customer', () => {
  it('are changed by its own people in the portal, without script, within their rights; a removal is taken back', async () => {
    const { context, page } = await browser.open({
      width: widths.phone,
      javaScript: false,
      cookie: { url: shop.url, text: await shop.contactCookie() },
    });
    await page.goto(`${shop.url}/portal/${customer.slug}`);
    await page.getByRole('link', { name: 'Company' }).click();
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    await page.getByRole('link', { name: 'Add a person' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Cleo Clerk');
    await page.getByLabel('E-mail address').fill('cleo@northgate.test');
    await page.getByLabel('Approve').uncheck();
    await page.getByRole('button', { name: 'Add a person' }).click();
    await page.getByText('Order · Pay · See charges', { exact: true }).waitFor();
    await keepPicture(page, 'portal-people');

    const colleague = await browser.open({ javaScript: false });
    await colleague.page.goto(shop.url);
    await signIn(colleague, 'cleo@northgate.test');
    await colleague.page.getByRole('heading', { level: 1, name: `Orders of ${customer.name}` }).waitFor();
    await page.getByRole('button', { name: 'Remove Cleo Clerk' }).click();
    await page.getByText('The person is removed and signed out everywhere').waitFor();
    await colleague.page.reload();
    await colleague.page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('It is back').waitFor();
    expect(await page.getByText('Cleo Clerk').isVisible()).toBe(true);
    await page.getByRole('button', { name: `Remove ${customer.contact.name}` }).click();
    await page.getByText('Nobody else manages the people of your company.').waitFor();

    await page.getByRole('link', { name: 'Addresses' }).click();
    await page.getByRole('link', { name: 'Change Warehouse' }).click();
    await page.getByLabel('Street and number').fill('14 Canal Street');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('14 Canal Street').waitFor();
    await page.getByRole('button', { name: 'Remove Warehouse' }).click();
    await page.getByText('No address yet').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('14 Canal Street').waitFor();
    await keepPicture(page, 'portal-addresses');
    await context.close();
  });

  it('are changed by staff, each thing on a page of its own', async () => {
    const { page } = staff;
    await page.goto(`${shop.url}/admin/customers?q=NORTHGATE+cle`);
    await page.getByRole('link', { name: customer.name }).click();
    await page.getByRole('link', { name: 'Change Cleo Clerk' }).click();
    await page.getByLabel('Manage people').check();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Order · Pay · See charges · Manage people', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Remove Cleo Clerk' }).click();
    await page.getByText('The person is removed and signed out everywhere').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('It is back').waitFor();
    await page.getByRole('link', { name: 'Add an address' }).click();
    await page.getByLabel('Name of this address').fill('Dock');
    await page.getByLabel('Street and number').fill('1 Pier');
    await page.getByLabel('City').fill('Chicago');
    await page.getByLabel('Country').fill('US');
    await page.getByRole('button', { name: 'Add an address' }).click();
    await page.getByText('The address is kept').waitFor();
    await keepPicture(page, 'customer-people');
    expect(staff.faults).toEqual([]);
  });

  it('[G-41] are found by filters that stand in the address of the page', async () => {
    const { page } = staff;
    const { seed } = shop.platform;
    await seed.customer(shop.id, { name: 'Quiet Ltd', contacts: [] });
    await page.goto(`${shop.url}/admin/customers`);
    await page.getByLabel('Without e-mail').check();
    await page.getByRole('button', { name: 'Search' }).click();
    await page.waitForURL(/no-email=on/);
    await page.getByRole('link', { name: 'Quiet Ltd' }).waitFor();
    expect(await page.getByRole('link', { name: customer.name }).count()).toBe(0);
    await keepPicture(page, 'customers-without-email');
    await page.reload();
    expect(await page.getByLabel('Without e-mail').isChecked()).toBe(true);
  });
});
