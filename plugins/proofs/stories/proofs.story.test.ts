import { weighScripts } from '@docket/ui/testing/weigh-scripts.ts';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { mockup, type Picture } from './support/mockups.ts';
import { keepPicture, openPrintShop, quality, type Made, type PrintShop, type Who } from './support/print-shop.ts';

let shop: PrintShop;
beforeAll(async () => {
  shop = await openPrintShop();
}, 180_000);
afterAll(() => shop?.close());

const desk = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true };
const still = { javaScriptEnabled: false };

async function openOrder(who: Who, { number }: Made, how: object = desk): Promise<Page> {
  const page = await shop.open(who, how);
  const path = who === 'robin' ? `admin/orders/${number}` : `orders/${number}`;
  await page.goto(`${shop.url}/${path}`, { waitUntil: 'networkidle' });
  return page;
}

/** In both themes; a colour that is on its way from one to the other is neither. */
async function looksGood(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await quality(page)).toEqual([]);
    await keepPicture(page, `${name}-${colorScheme}`);
  }
}

const work = 'Gildan 5000, Black – Left chest';
const proof = (page: Page, name = work): Locator => page.getByRole('article', { name });
const giving = (page: Page): Locator => proof(page).locator('form[action*="/mockups"]');

/** Opens what is folded behind these words, where it is. */
async function unfold(page: Page, words: RegExp): Promise<void> {
  const fold = proof(page)
    .locator('details', { has: page.locator('summary', { hasText: words }) })
    .first();
  if ((await fold.getAttribute('open')) === null) await fold.locator('summary').first().click();
}

/** Staff add a mockup, as from the file picker, with what to say about it. */
async function give(page: Page, files: readonly Picture[], note = ''): Promise<void> {
  await unfold(page, /^\s*Add a (new )?mockup/);
  if (note !== '')
    await giving(page)
      .getByLabel(/^What (changed|to look at)/)
      .fill(note);
  await giving(page)
    .getByLabel('Pictures or PDF')
    .setInputFiles([...files]);
  await giving(page).getByRole('button', { name: 'Add the mockup' }).click();
  await page.getByText('The mockup is added.').waitFor();
}

/** Staff send what is ready; a file that is still looked at cannot be sent yet. */
async function send(page: Page): Promise<void> {
  await shop.platform.settle();
  await page.reload({ waitUntil: 'networkidle' });
  await page.getByRole('button', { name: 'Send for approval' }).click();
  await page.getByText('Sent for approval. Whoever may approve gets a mail.').waitFor();
}

/** An order whose first mockup waits for the customer, and the staff's page of it. */
async function sent(...files: readonly Picture[]): Promise<{ readonly order: Made; readonly staff: Page }> {
  const order = await shop.order();
  const staff = await openOrder('robin', order);
  await give(staff, files.length > 0 ? files : [mockup('front.svg', 'black')]);
  await send(staff);
  return { order, staff };
}

type AnswerId = 'approve' | 'correct' | 'revise' | 'decline';

/** Opens one of the answers, and answers its form. */
async function answering(page: Page, id: AnswerId): Promise<Locator> {
  const answer = proof(page).locator(`[data-answer=${id}]`);
  if ((await answer.getAttribute('open')) === null) await answer.locator('summary').click();
  return answer.locator('form');
}

const points = ['Spelling is right', 'Its size is right', 'It sits where I want it'];

async function approve(page: Page): Promise<void> {
  const form = await answering(page, 'approve');
  for (const point of points) await form.getByLabel(point).check();
  await form.getByRole('button', { name: /^Approve this proof/ }).click();
  await proof(page).locator('header').getByText('Approved', { exact: true }).waitFor();
}

async function say(page: Page, id: 'revise' | 'decline', words: string): Promise<void> {
  const form = await answering(page, id);
  await form.getByRole('textbox').fill(words);
  await form.getByRole('button').click();
}

/** The newest mail to Sarah about this; waits for it. It is none of the first `former` of all. */
const mailAbout = (subject: RegExp, former: number) =>
  vi.waitFor(
    () =>
      shop.post.mails
        .slice(former)
        .findLast(({ to, parsed }) => to.includes('sarah@smith.test') && subject.test(parsed.subject ?? '')) ??
      expect.unreachable('No mail has come.'),
    { timeout: 15_000, interval: 100 },
  );

/** The link of the newest mail that asks the customer. */
async function linkOfMail(former: number): Promise<string> {
  const { parsed } = await mailAbout(/Your answer is needed/, former);
  return /href="([^"]+)"/.exec(parsed.html || '')![1]!.replaceAll('&amp;', '&');
}

/** Proves Sarah's address by the code that is mailed, from the entrance on. */
async function signIn(page: Page): Promise<void> {
  const former = shop.post.mails.length;
  await page.getByLabel('Your e-mail address').fill('sarah@smith.test');
  await page.getByRole('button', { name: 'Mail me a code' }).click();
  const { parsed } = await mailAbout(/sign-in code/, former);
  await page.getByLabel('Code from the mail').fill(/is:\s+(\S+)/.exec(parsed.text ?? '')![1]!);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Writes a note, at the place that was pointed at or at none. */
async function jot(page: Page, words: string): Promise<void> {
  const form = proof(page).getByRole('form', { name: /^Add a note to the mockup: / });
  await form.getByLabel('Note').fill(words);
  await form.getByRole('button', { name: 'Add note' }).click();
}

/** The words of what has the focus, or of its label. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement: element } = document;
    const label = element instanceof HTMLInputElement ? element.labels?.[0] : element;
    return label?.textContent.trim() ?? '';
  });

/** Whether it is seen without scrolling. */
async function isInSight(words: Locator, { height }: { readonly height: number }): Promise<boolean> {
  const box = await words.boundingBox();
  return box !== null && box.y >= 0 && box.y + box.height <= height;
}

async function tryToProduce(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Other status' }).click();
  await page.getByRole('button', { name: 'In production', exact: true }).click();
}

describe('a mockup', { timeout: 180_000 }, () => {
  it('[G-58] [G-59] [G-60] [G-61] [G-62] [G-65] is dropped, sent, mailed, approved point by point, and opens production', async () => {
    const order = await shop.order();
    await shop.people.robin.staff.orders.move.mutate({ id: order.id, to: 'goods' });
    const staff = await openOrder('robin', order);
    await looksGood(staff, 'staff-empty-1280');
    await tryToProduce(staff);
    await staff.getByText(/is not approved as it will be made/).waitFor();
    expect(await shop.statusOf(order)).toBe('goods');
    await keepPicture(staff, 'staff-refused-1280');

    await staff.reload({ waitUntil: 'networkidle' });
    await drop(giving(staff).getByLabel('Pictures or PDF'), [
      mockup('front.svg', 'black'),
      mockup('detail.svg', 'black', 60),
    ]);
    await giving(staff).getByText('detail.svg').waitFor();
    await giving(staff).getByRole('button', { name: 'Add the mockup' }).click();
    await staff.getByText('The mockup is added.').waitFor();
    await expect.poll(() => staff.locator('img[alt^="Mockup 1"]').first().evaluate(isDrawn)).toBe(true);
    await looksGood(staff, 'staff-ready-1280');
    const former = shop.post.mails.length;
    await send(staff);
    await looksGood(staff, 'staff-waiting-1280');

    const page = await shop.open('sarah', desk);
    await page.goto(`${shop.url}/portal/smith-embroidery`, { waitUntil: 'networkidle' });
    await page.getByText('One thing waits for your answer').waitFor();
    const link = await linkOfMail(former);
    expect(link).toMatch(new RegExp(`/orders/${order.number}\\?at=proof-g1\\.i1$`));
    await page.goto(link, { waitUntil: 'networkidle' });
    expect(page.url()).toBe(link.replace('?at=', '#'));
    expect(await proof(page).evaluate((element) => element === document.querySelector(':target'))).toBe(true);
    expect(
      await proof(page)
        .getByRole('img', { name: /^Mockup 1 .*picture/ })
        .count(),
    ).toBeGreaterThanOrEqual(2);
    await looksGood(page, 'customer-waiting-1280');
    await approve(page);
    await looksGood(page, 'customer-approved-1280');

    await proof(staff).getByText('Approved by Sarah Smith').waitFor();
    await shop.platform.settle();
    expect(await shop.statusOf(order)).toBe('art-approved');
    await staff.reload({ waitUntil: 'networkidle' });
    await looksGood(staff, 'staff-approved-1280');
    await tryToProduce(staff);
    await expect.poll(() => shop.statusOf(order)).toBe('production');
    await staff.goto(`${shop.url}/admin/notices`, { waitUntil: 'networkidle' });
    await staff
      .getByText(/approved/i)
      .first()
      .waitFor();
  });

  it('[G-59] is where the mail leads whoever has to sign in first, with and without script', async () => {
    const former = shop.post.mails.length;
    await sent();
    const link = await linkOfMail(former);
    const [order] = link.split('?');
    for (const how of [desk, { ...phone, ...still }]) {
      const page = await shop.visit(how);
      await page.goto(link);
      await signIn(page);
      await page.waitForURL(`${order}#proof-g1.i1`);
      expect(await proof(page).evaluate((element) => element === document.querySelector(':target'))).toBe(true);
      for (const elsewhere of ['//evil.test', 'javascript:alert(1)', 'a b']) {
        await page.goto(`${order}?at=${encodeURIComponent(elsewhere)}`);
        expect(page.url()).toBe(order);
      }
      await page.context().close();
    }
  });

  it('[G-59] [G-60] is approved from its mail by keys alone: five of them, and two for each point of the list', async () => {
    const former = shop.post.mails.length;
    await sent();
    const page = await shop.open('sarah', desk);
    await page.goto(await linkOfMail(former), { waitUntil: 'networkidle' });
    const { keyboard } = page;
    await keyboard.press('Tab');
    expect(await focused(page)).toBe(`To the answer: ${work}`);
    await keyboard.press('Enter');
    await keyboard.press('Tab');
    for (const point of points) {
      await keyboard.press('Tab');
      expect(await focused(page)).toContain(point);
      await keyboard.press('Space');
    }
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await proof(page).locator('header').getByText('Approved', { exact: true }).waitFor();
  });

  it('[G-63] goes back twice with words, and every round stays with its picture', async () => {
    const { order, staff } = await sent(mockup('first.svg', 'black'));
    const page = await openOrder('sarah', order);
    await say(page, 'revise', 'The crest is too small.');
    await proof(page).getByText('Changes requested by Sarah Smith').waitFor();
    await looksGood(page, 'customer-revision-1280');
    await proof(staff).getByText('The crest is too small.').waitFor();
    await looksGood(staff, 'staff-revision-1280');

    const home = await shop.open('robin', desk);
    await home.goto(`${shop.url}/admin`, { waitUntil: 'networkidle' });
    await home.getByRole('heading', { name: 'Mockups that need you' }).waitFor();
    await looksGood(home, 'staff-home-1280');
    await home
      .getByRole('link', { name: new RegExp(`${order.number}`) })
      .first()
      .click();
    await proof(home).waitFor();
    await home.context().close();

    await give(staff, [mockup('second.svg', 'black', 34)], 'The crest is half as large again.');
    await send(staff);
    await proof(page).getByText('The crest is half as large again.').waitFor();
    await say(page, 'revise', 'Now in white, please.');
    await proof(staff).getByText('Now in white, please.').waitFor();
    await give(staff, [mockup('third.svg', 'black', 34, '#ffffff')], 'White.');
    await send(staff);

    await page.goto(`${shop.url}/orders/${order.number}`, { waitUntil: 'networkidle' });
    await proof(page).getByText('2 earlier rounds').click();
    for (const words of ['The crest is too small.', 'Now in white, please.'])
      await proof(page).getByText(words).waitFor();
    expect(
      await proof(page)
        .getByRole('img', { name: /^Mockup 1/ })
        .count(),
    ).toBe(1);
    await looksGood(page, 'customer-rounds-1280');
    await approve(page);
  });

  it('[D-7] [G-64] is declined: the shop decides what follows, and its customer reads that it gets in touch', async () => {
    const { order, staff } = await sent();
    const page = await openOrder('sarah', order, phone);
    await looksGood(page, 'customer-waiting-360');
    await say(page, 'decline', 'The event is cancelled.');
    await proof(page)
      .getByText(/Declined\. The shop will contact you\./)
      .waitFor();
    await looksGood(page, 'customer-declined-360');
    await proof(staff)
      .getByText(/Declined: cancel the order, or send another mockup\./)
      .waitFor();
    await looksGood(staff, 'staff-declined-1280');
    const small = await openOrder('robin', order, phone);
    await looksGood(small, 'staff-declined-360');
  });

  it('holds no more when sizes change, and is asked about again as it is now', async () => {
    const { order } = await sent();
    const page = await openOrder('sarah', order);
    await approve(page);
    await shop.revise(order, { sizes: { M: '24', L: '12' } });
    await shop.platform.settle();
    await proof(page).getByText('Waits for your approval').waitFor();
    await proof(page).getByText('M 24, L 12').or(proof(page).getByText(/L 12/)).first().waitFor();
    await proof(page).getByText('One earlier round').click();
    await proof(page).getByText('What was asked reads otherwise now. It is asked again as it is.').waitFor();
    await looksGood(page, 'customer-asked-again-1280');
    await approve(page);
  });

  it('is answered as it is: whoever answers an older one is shown the new one, and keeps their words', async () => {
    const { order, staff } = await sent();
    const page = await openOrder('sarah', order);
    const form = await answering(page, 'revise');
    await form.getByRole('textbox').fill('A little higher, please.');
    await give(staff, [mockup('second.svg', 'black', 30)], 'Larger.');
    await send(staff);
    await page
      .getByText('There is something new')
      .or(page.getByText(/changed/))
      .first()
      .waitFor();
    await form.getByRole('button').click();
    await proof(page).getByText('What is asked was changed since it was shown.').waitFor();
    await proof(page).getByText('Larger.').waitFor();
    expect(await proof(page).locator('[data-answer=revise]').getByRole('textbox').inputValue()).toBe(
      'A little higher, please.',
    );
    await looksGood(page, 'customer-newer-1280');
    await approve(page);
  });

  it('is answered once: a correction that comes after a colleague’s approval is not taken, and its words stand there', async () => {
    const { order } = await sent();
    const late = await openOrder('bob', order, phone);
    const form = await answering(late, 'correct');
    for (const point of points) await form.getByLabel(point).check();
    await form.getByRole('textbox').fill('Smyth, with a y.');
    await approve(await openOrder('sarah', order));
    await form.getByRole('button').click();
    const told = proof(late).getByText(/Sarah Smith has answered this otherwise already\.$/);
    await told.waitFor();
    expect(await isInSight(told, phone.viewport)).toBe(true);
    await proof(late).getByText('Smyth, with a y.').waitFor();
    await looksGood(late, 'customer-too-late-360');
  });

  it('is withdrawn with a reason, and removed where nobody saw it', async () => {
    const { order, staff } = await sent();
    const page = await openOrder('sarah', order);
    await unfold(staff, /^\s*Withdraw/);
    const form = staff.getByRole('form', { name: /^Withdraw/ });
    await form.getByRole('button').click();
    await form.getByText('The reason is missing. Your customer reads it.').waitFor();
    await form.getByLabel('Why').fill('The wrong shirt.');
    await form.getByRole('button').click();
    await staff.getByText('The mockup is withdrawn.').waitFor();
    await proof(page).getByText('The wrong shirt.').waitFor();
    await looksGood(page, 'customer-withdrawn-1280');
    await give(staff, [mockup('wrong-again.svg', 'white')]);
    await staff.getByRole('button', { name: /^Remove Mockup 2/ }).click();
    await staff.getByText('The mockup is removed.').waitFor();
    expect(await page.content()).not.toContain('wrong-again');
  });

  it('is looked at closely: places are pointed at by keys and fingers, noted by number, and dealt with one by one', async () => {
    const { order, staff } = await sent();
    const page = await openOrder('sarah', order);
    await proof(page).getByRole('button', { name: 'Zoom in' }).click();
    await proof(page).getByRole('button', { name: 'Point at a place' }).click();
    await page.keyboard.press('Shift+ArrowUp');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await looksGood(page, 'customer-pointing-1280');
    await jot(page, 'This letter is too thin.');
    await proof(page).getByRole('button', { name: 'Note 1: This letter is too thin.' }).waitFor();

    const small = await openOrder('sarah', order, phone);
    await proof(small).getByRole('button', { name: 'Point at a place' }).tap();
    const frame = proof(small).getByRole('group', { name: /look closely$/ });
    const { width, height } = (await frame.boundingBox())!;
    await frame.tap({ position: { x: width * 0.5, y: height * 0.6 } });
    await jot(small, 'A little lower.');
    await proof(small).getByRole('button', { name: 'Note 2: A little lower.' }).waitFor();
    await looksGood(small, 'customer-noted-360');
    await say(small, 'revise', 'As I noted on the picture.');

    await staff.reload({ waitUntil: 'networkidle' });
    await proof(staff).getByRole('button', { name: 'Mark as done 1' }).click();
    await staff.getByText('The note is marked.').waitFor();
    await looksGood(staff, 'staff-notes-1280');
    await give(staff, [mockup('second.svg', 'black', 34)], 'Thicker, and lower.');
    await send(staff);

    await page.goto(`${shop.url}/orders/${order.number}`, { waitUntil: 'networkidle' });
    await proof(page).getByText('Compare with the one before').click();
    await proof(page).getByRole('radio', { name: 'Wipe' }).check();
    await looksGood(page, 'customer-wiping-1280');
    await proof(page).getByText('One earlier round').click();
    await proof(page).getByText('This letter is too thin.').waitFor();
  });

  it('keeps what is typed in one of its forms while another is sent, and nothing of what arrived', async () => {
    const { order, staff } = await sent();
    const page = await openOrder('sarah', order);
    const wish = 'A little larger, please.';
    const changed = (): Promise<string> =>
      giving(staff)
        .getByLabel(/^What (changed|to look at)/)
        .inputValue();
    const wished = async (): Promise<string> => (await answering(page, 'revise')).getByRole('textbox').inputValue();
    await (await answering(page, 'revise')).getByRole('textbox').fill(wish);
    await unfold(page, /Note something on the picture/);
    await jot(page, 'This letter is too thin.');
    await page.getByText('The note is added.').waitFor();
    await expect.poll(() => proof(page).locator('[data-answer=revise]').getAttribute('open')).not.toBeNull();
    await expect.poll(wished).toBe(wish);
    await expect.poll(() => proof(page).locator('[name=text]').inputValue()).toBe('');

    // The network fails, and somebody goes back.
    await page.context().setOffline(true);
    await say(page, 'revise', wish);
    await page.waitForURL(/^chrome-error:/);
    await page.context().setOffline(false);
    await page.goBack({ waitUntil: 'networkidle' });
    await expect.poll(wished).toBe(wish);
    await say(page, 'revise', wish);
    await proof(page).getByText('Changes requested by Sarah Smith').waitFor();
    await page.goBack({ waitUntil: 'networkidle' });
    await expect.poll(() => proof(page).getByRole('textbox').count()).toBe(0);

    // A page that somebody types into is not drawn anew.
    const noted = staff.getByRole('button', { name: 'Mark as done 1' });
    await noted.waitFor();
    await unfold(staff, /^\s*Add a (new )?mockup/);
    await giving(staff)
      .getByLabel(/^What (changed|to look at)/)
      .fill('Half as large again.');
    await noted.click();
    await staff.getByText('The note is marked.').waitFor();
    await expect.poll(changed).toBe('Half as large again.');
    await give(staff, [mockup('second.svg', 'black', 34)]);
    await unfold(staff, /^\s*Add a (new )?mockup/);
    await expect.poll(changed).toBe('');
    await send(staff);
    await page.goto(`${shop.url}/orders/${order.number}`, { waitUntil: 'networkidle' });
    await expect.poll(wished).toBe('');
  });

  it('is looked at, and not answered, by whoever may not approve', async () => {
    const { order } = await sent();
    const page = await openOrder('vera', order);
    await proof(page)
      .getByText(/waits for a colleague who may approve/)
      .waitFor();
    expect(await proof(page).getByRole('form').count()).toBe(0);
    await looksGood(page, 'customer-looks-1280');
  });

  it('[G-60] [G-66] is added, sent and answered without script', async () => {
    const order = await shop.order();
    const staff = await openOrder('robin', order, { ...desk, ...still });
    expect(await staff.getByRole('button', { name: 'Send for approval' }).count()).toBe(0);
    await give(staff, [mockup('front.svg', 'black')]);
    await send(staff);
    const page = await openOrder('sarah', order, { ...phone, ...still });
    const noting = proof(page).getByRole('form', { name: /^Add a note to the mockup: / });
    await proof(page).getByText('Note something on the picture').click();
    await noting.getByLabel('Where on the picture').selectOption('Top left');
    await noting.getByLabel('Note').fill('Straight, please.');
    await noting.getByRole('button').click();
    await page.getByText('The note is added.').waitFor();
    await proof(page).getByRole('listitem').filter({ hasText: 'Straight, please.' }).getByText('Top left').waitFor();
    const form = await answering(page, 'approve');
    await form.getByLabel(points[0]!).check();
    await form.getByRole('button').click();
    await proof(page).getByText('Confirm each of them, or request changes.').waitFor();
    expect(await page.title()).toMatch(/^Error: /);
    const left = proof(page).getByText(/Not confirmed yet: Its size is right; It sits where I want it$/);
    expect(await isInSight(left, phone.viewport)).toBe(true);
    expect(await form.getByLabel(points[0]!).isChecked()).toBe(true);
    expect(await form.getByLabel(points[1]!).isChecked()).toBe(false);
    await keepPicture(page, 'customer-no-script-360');
    const correct = await answering(page, 'correct');
    for (const point of points) await correct.getByLabel(point).check();
    await correct.getByLabel('What to correct').fill('“Lakeview”, in one word.');
    await correct.getByRole('button').click();
    await proof(page).getByText('Approved by Sarah Smith, with a correction').waitFor();
    await staff.reload();
    await proof(staff).getByText('“Lakeview”, in one word.').waitFor();
    const [asked] = await shop.people.robin.staff.approvals.ofOrder.query({ order: order.id });
    expect(asked!.answers).toMatchObject([
      {
        from: {
          address: expect.stringMatching(/127\.0\.0\.1$/) as string,
          device: expect.stringContaining('Chrome') as string,
        },
      },
    ]);
  });

  it('[G-60] [G-62] goes to two people by a day, both of whom have to approve: the second one moves the order', async () => {
    const order = await shop.order();
    const staff = await openOrder('robin', order);
    await give(staff, [mockup('front.svg', 'black')]);
    await shop.platform.settle();
    await staff.reload({ waitUntil: 'networkidle' });
    const form = staff.getByRole('form', { name: 'Send for approval' });
    await form.getByRole('radio', { name: 'All of those whom I choose' }).check();
    await form.getByRole('button').click();
    await form.getByText(/^Nobody is chosen/).waitFor();
    for (const person of ['Sarah Smith', 'Bob Brown']) await form.getByLabel(person).check();
    const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
    await form.getByLabel('Answer by').fill(day);
    await looksGood(staff, 'staff-who-answers-1280');
    await staff.setViewportSize(phone.viewport);
    await looksGood(staff, 'staff-who-answers-360');
    await staff.setViewportSize(desk.viewport);
    await form.getByRole('button').click();
    await staff.getByText('Sent for approval. Whoever may approve gets a mail.').waitFor();

    const [first, second] = [await openOrder('sarah', order), await openOrder('bob', order, phone)];
    await proof(first)
      .getByRole('link', { name: /^Ask a colleague/ })
      .waitFor();
    await looksGood(second, 'customer-expected-360');
    const answer = await answering(first, 'approve');
    for (const point of points) await answer.getByLabel(point).check();
    await answer.getByRole('button', { name: /^Approve this proof/ }).click();
    await proof(first).getByText('You approved; Bob Brown has to, too.').waitFor();
    await looksGood(first, 'customer-agreed-1280');
    await proof(staff).getByText('Still missing: Bob Brown').waitFor();
    await looksGood(staff, 'staff-half-1280');
    await shop.platform.settle();
    expect(await shop.statusOf(order)).not.toBe('art-approved');
    await second.reload({ waitUntil: 'networkidle' });
    await approve(second);
    await shop.platform.settle();
    expect(await shop.statusOf(order)).toBe('art-approved');
    await looksGood(second, 'customer-both-360');
  });

  it.each([
    ['with', desk],
    ['without', { ...phone, ...still }],
  ])(
    '[G-60] [G-65] is approved on the phone, and staff write it down with what proves it, %s script',
    async (script, how) => {
      const { order, staff: sender } = await sent();
      const staff = script === 'with' ? sender : await openOrder('robin', order, how);
      await unfold(staff, /^\s*Write down an answer/);
      const form = proof(staff).locator('form[action*="/offline"]');
      await form.getByLabel('Who answered').selectOption('Sarah Smith');
      await form.getByRole('radio', { name: 'Approved' }).check();
      if (script === 'with') {
        await form.getByLabel('What proves it').setInputFiles([note]);
        await looksGood(staff, 'staff-writes-down-1280');
        await staff.setViewportSize(phone.viewport);
        await looksGood(staff, 'staff-writes-down-360');
        await staff.setViewportSize(desk.viewport);
        await form.getByRole('button', { name: 'Write down this answer' }).click();
        await form.getByText(/3 points are not confirmed/).waitFor();
      }
      for (const point of points) await form.getByLabel(point).check();
      if (script === 'without') {
        await form.getByLabel('In their words').fill(said);
        await form.getByLabel('What proves it').setInputFiles([program]);
        await form.getByRole('button', { name: 'Write down this answer' }).click();
        await form.getByText(program.name).waitFor();
        expect(staff.url()).not.toMatch(/Sarah|approve/);
        expect(await form.getByLabel('In their words').inputValue()).toBe(said);
        for (const point of points) expect(await form.getByLabel(point).isChecked()).toBe(true);
        expect(await form.getByRole('radio', { name: 'Approved' }).isChecked()).toBe(true);
        await keepPicture(staff, 'staff-writes-down-again-360');
        await form.getByLabel('What proves it').setInputFiles([note]);
      }
      await form.getByRole('button', { name: 'Write down this answer' }).click();
      await staff.getByText('The answer is written down, with what proves it.').waitFor();
      await proof(staff).getByText('By phone; written down by Robin Ink').waitFor();
      await proof(staff).getByRole('link', { name: note.name }).waitFor();
      if (script === 'with') await looksGood(staff, 'staff-written-down-1280');
      await shop.platform.settle();
      expect(await shop.statusOf(order)).toBe('art-approved');
      const page = await openOrder('sarah', order, phone);
      await proof(page).getByText('By phone; written down by the shop').waitFor();
      for (const kept of [note.name, 'Robin']) expect(await page.content()).not.toContain(kept);
      if (script === 'with') await looksGood(page, 'customer-written-down-360');
    },
  );

  it('brings at most 60 kB of script to its customer', async () => {
    const { order } = await sent();
    const page = await shop.open('sarah', phone);
    const weigh = weighScripts(page);
    await page.goto(`${shop.url}/orders/${order.number}`, { waitUntil: 'networkidle' });
    expect(await weigh()).toBeLessThanOrEqual(60_000);
  });
});

/** What staff keep of a call. */
const note: Picture = { name: 'call.txt', mimeType: 'text/plain', buffer: Buffer.from('Sarah: yes, all of it.') };

/** What nobody takes, and words that are not to be typed twice. */
const program: Picture = {
  name: 'call.exe',
  mimeType: 'application/octet-stream',
  buffer: Buffer.from('MZ\u0003'.padEnd(2000, '\u0004')),
};
const said = 'Sarah, by phone: "Yes & go ahead,\nbut be quick."';

const isDrawn = (image: Element): boolean => (image as HTMLImageElement).naturalWidth > 0;

/** Drops files on an element, as from the folder of a desk. */
async function drop(target: Locator, files: readonly Picture[]): Promise<void> {
  const told = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, text: buffer.toString('base64') }));
  await target.evaluate((input, dropped) => {
    const transfer = new DataTransfer();
    for (const { name, mimeType, text } of dropped) {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.codePointAt(0)!);
      transfer.items.add(new File([bytes], name, { type: mimeType }));
    }
    // A browser fills the input itself when somebody lets go above it.
    (input as HTMLInputElement).files = transfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, told);
}
