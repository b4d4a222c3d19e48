import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { openBrowser } from '@docket/core/testing';
import type { Json } from '@docket/sdk';
import { distributor } from '../../src/rules/samples.fixture.ts';
import { picture, vectorDrawing } from './artwork.ts';
import { sheetOf } from './order-sheet.ts';
import { ask } from './questions.ts';
import { customer, type StoryShop } from './shop.ts';

/** Who looks at a page: a `sender` has sent an order through the public form, an `entrant` came in by an address alone. */
export type Reader = 'stranger' | 'sender' | 'entrant' | 'contact' | 'owner';

/** A page of the portal or the admin, by its path below the shop. */
export interface SomePage {
  readonly path: string;
  readonly reader: Reader;
  /** `Cookie` of a sender's or an entrant's browser. */
  readonly cookie?: string;
}

/** Fills the shop so that every page has something to show, and lists every page of both apps. */
export async function allPages(shop: StoryShop): Promise<readonly SomePage[]> {
  const number = await shop.order(sheetOf(distributor), [vectorDrawing(), picture('small.png', 90)]);
  const { draft, sent } = await someDrafts(shop);
  const { customerId, contactId, addressId, requestId, memberId, token, invitation } = await staffIds(shop, number);
  const { twinId, goneId } = await twinsOf(shop, customerId);
  const { mute, replaced } = await otherCustomers(shop);
  const [setAside, discarded] = [await sentByMachine(shop), await discardedByStaff(shop)];
  const changeId = await changeAsked(shop, requestId);
  const waitingId = await askedAgain(shop, requestId);
  const imported = await importsOf(shop);
  await ask(shop, { number, detail: 'New Person', amount: 4550, counter: true, daysLeft: 4 });
  const open = await ask(shop, { number, detail: 'A note.', amount: 100, daysLeft: -3 });
  const answered = await answeredQuestion(shop, number);
  const sender = await sentByStranger(shop);
  const entrant = await enteredByAddress(shop, customerId);
  const of = (reader: Reader, paths: readonly string[]) => paths.map((path) => ({ path, reader }));
  const by = (cookie: string, pages: readonly SomePage[]) => pages.map((page) => ({ ...page, cookie }));
  return [
    ...of('stranger', [entrant.link]),
    ...by(entrant.cookie, of('entrant', [entrant.home, '/', '/submit', '/sign-in', `/orders/${number}`])),
    ...by(
      sender.cookie,
      of('sender', [sender.draft, `${sender.draft}/review`, `${sender.taken}/sent`, `${sender.setAside}/sent`]),
    ),
    ...of('stranger', ['/', '/submit', `/portal/${customer.slug}`, `/portal/${replaced}`, '/no-such-page']),
    ...of('stranger', ['/sign-in', '/previews', `/welcome/${invitation}`]),
    ...of('contact', ['/sign-in']),
    ...of('contact', ['/', `/portal/${customer.slug}`, '/portal/somebody-else', '/submit']),
    ...of('contact', ['/devices', '/devices/data', '/mails', '/approvals']),
    ...of('contact', [`/approvals/${open}`, `/approvals/${answered}`, `/approvals/${open}/forward`]),
    ...of(
      'contact',
      ['', '/basics?check=1', '/garments?check=1', '/delivery?check=1'].map((part) => draft + part),
    ),
    ...of(
      'contact',
      ['/artwork?check=1', '/review'].map((part) => draft + part),
    ),
    ...of('contact', [`${sent}/sent`, `/orders/${number}`, `/orders/${number}/cancel`, '/orders/99999']),
    ...of(
      'contact',
      ['waiting', 'cancelled'].map((tab) => `/portal/${customer.slug}?tab=${tab}`),
    ),
    ...of('contact', ['/company/people', '/company/people/new', `/company/people/${contactId}`]),
    ...of('contact', ['/company/addresses', '/company/addresses/new', `/company/addresses/${addressId}`]),
    ...of('stranger', ['/admin/sign-in', `/admin/welcome/${token}`]),
    ...of(
      'owner',
      ['', '/orders', '/orders?search=nothing', '/orders/board', '/orders?mine=1', '/notices', '/account/notices'].map(
        (page) => `/admin${page}`,
      ),
    ),
    ...of(
      'owner',
      ['', '/files', '/timeline', '/print', '/assign'].map((page) => `/admin/orders/${number}${page}`),
    ),
    ...of(
      'owner',
      ['basics', 'garments', 'delivery', 'artwork'].map((part) => `/admin/orders/${number}/edit/${part}`),
    ),
    ...of('owner', ['/admin/requests/quarantine', `/admin/requests/${setAside}`, `/admin/requests/${discarded}`]),
    ...of('owner', [`/admin/requests/${waitingId}`, `/admin/requests/${waitingId}/edit/basics`]),
    ...of('owner', [
      '/admin/approvals',
      `/admin/approvals/${open}`,
      `/admin/approvals/${answered}`,
      '/admin/approvals?overdue=1',
      `/admin/changes/${changeId}`,
      '/admin/requests?intent=cancel',
      '/admin/requests?overdue=1',
    ]),
    ...of('owner', ['/admin/requests', `/admin/requests/${requestId}`, '/admin/customers', '/admin/customers/new']),
    ...of('owner', [`/admin/customers/${twinId}`, `/admin/customers/${goneId}`]),
    ...of('owner', ['/admin/customers/import', '/admin/customers/import?refused=import.uneven&row=2&found=1&wanted=2']),
    ...of(
      'owner',
      imported.map((id) => `/admin/customers/import/${id}`),
    ),
    ...of('owner', [
      `/admin/customers/${customerId}/defaults/garment`,
      `/admin/customers/${customerId}/defaults/garment/delivery`,
      `/admin/customers/${customerId}/addresses/${addressId}/garment`,
    ]),
    ...of('owner', [
      `/admin/customers/${mute}`,
      `/admin/customers/${mute}/keys`,
      `/admin/customers/${mute}/preview`,
      '/admin/customers?no-email=on&q=nothing',
    ]),
    ...of('owner', ['/admin/audit', '/admin/audit?kind=audit', `/admin/audit?subject=${customerId}`]),
    ...of(
      'owner',
      [
        '/access',
        '/privacy',
        `/privacy/${contactId}`,
        '/defaults',
        '/edit',
        '/keys',
        '/link',
        '/preview',
        '/merge',
        '/merge?q=nothing',
        `/merge?into=${twinId}`,
        '/people/new',
        `/people/${contactId}`,
        '/addresses/new',
        `/addresses/${addressId}`,
      ].map((page) => `/admin/customers/${customerId}${page}`),
    ),
    ...of('owner', [`/admin/customers/${customerId}`, '/admin/plugins', '/admin/plugins/garment-orders']),
    ...of('owner', ['/admin/forms', '/admin/forms/garment', '/admin/forms/no-such-form']),
    ...of('owner', [
      '/admin/services',
      '/admin/services/no-such-service',
      '/admin/services/no-such-service/defaults/garment',
      '/admin/services/no-such-service/defaults/garment/delivery',
    ]),
    ...of('owner', ['/admin/plugins/core', '/admin/settings/shop', '/admin/settings/host', '/admin/privacy']),
    ...of('owner', ['/admin/customers/email-match', '/admin/account', '/admin/account/factor']),
    ...of(
      'owner',
      ['', '/new', `/${memberId}`, '/roles', '/roles/production'].map((page) => `/admin/staff${page}`),
    ),
    ...of('owner', ['/admin/sign-out', '/admin/no-such-page']),
    ...of('stranger', [
      '/admin/forgotten',
      '/admin/sign-in/code',
      '/admin/set-up/no-such-link',
      '/unsubscribe/no-such-link',
    ]),
  ];
}

const routes = new URL('../../../../apps/', import.meta.url);
/** Operators have a story of their own. */
const isOfOperators = /^\/admin\/operator(\/|$)/;

/** Every page of both apps by its route, e.g. `/admin/staff/[member]`. */
export async function allRoutes(): Promise<readonly string[]> {
  const files = async (app: 'portal' | 'admin') =>
    (await readdir(new URL(`${app}/src/routes`, routes), { recursive: true })).map(
      (file) => `${app === 'admin' ? '/admin' : ''}/${file}`,
    );
  const found = [...(await files('portal')), ...(await files('admin'))].filter((file) =>
    file.endsWith('/+page.svelte'),
  );
  return found
    .map((file) => file.replace('/+page.svelte', '').replaceAll(/\/\([\w-]+\)/g, '') || '/')
    .filter((route) => !isOfOperators.test(route));
}

/** A draft with everything still to fix, and an order that was sent just now. */
async function someDrafts(shop: StoryShop): Promise<{ readonly draft: string; readonly sent: string }> {
  const { portal } = await browserOf(shop, await shop.contactCookie());
  const [draft, sent] = [
    await portal.requests.begin.mutate({ kind: 'garment' }),
    await portal.requests.begin.mutate({ kind: 'garment' }),
  ];
  await portal.requests.save.mutate({
    id: draft.id,
    part: 'basics',
    base: 0,
    form: { title: 'Half an order', dueOn: '2020-01-01' },
  });
  const sizes = { M: '-3', L: 'many' };
  await portal.requests.save.mutate({
    id: draft.id,
    part: 'garments',
    base: 0,
    form: { garments: [{ id: 'g1', sizes }] },
  });
  await portal.requests.submit.mutate({
    id: sent.id,
    kind: 'garment',
    content: { ...sheetOf(distributor), title: 'Sent just now' } as unknown as Json,
  });
  return { draft: `/draft/${draft.id}`, sent: `/draft/${sent.id}` };
}

/** A stranger's orders: one not sent yet, one that was taken, and one that was set aside, which the stranger is not told. */
async function sentByStranger(shop: StoryShop) {
  const browser = await browserOf(shop, '');
  const { requests } = browser.portal;
  const introduction = { name: 'Kit Visitor', email: 'kit@visitor.test', company: '' };
  const begun: string[] = [];
  for (const title of ['Visitor polos', 'Visitor caps', 'Visitor tees']) {
    const { id } = await requests.begin.mutate({ kind: 'garment', introduction });
    if (begun.length > 0)
      await requests.submit.mutate({ id, content: { ...sheetOf(distributor), title } as unknown as Json });
    begun.push(id);
  }
  const [draft, taken, setAside] = begun;
  // Within two seconds nothing is taken for a person's but by staff.
  const { staff } = await browserOf(shop, await shop.ownerCookie());
  await staff.requests.release.mutate({ id: taken! });
  return {
    draft: `/draft/${draft}`,
    taken: `/draft/${taken}`,
    setAside: `/draft/${setAside}`,
    cookie: browser.cookie(),
  };
}

/** Lets people in by an address alone, and somebody comes in so. */
async function enteredByAddress(shop: StoryShop, id: string) {
  const { staff } = await browserOf(shop, await shop.ownerCookie());
  await staff.access.setEmailMatch.mutate({ on: true, understood: true });
  const { slug, entryKey } = await staff.customers.get.query({ id });
  const browser = await browserOf(shop, '');
  await browser.portal.access.match.mutate({ email: customer.contact.email, link: `${slug}.${entryKey}` });
  return { link: `/portal/${slug}.${entryKey}`, home: `/portal/${slug}`, cookie: browser.cookie() };
}

/** What a machine has sent through the public form; answers the request's id. */
export async function sentByMachine(shop: StoryShop, title = 'Buy our pills'): Promise<string> {
  const { portal } = await browserOf(shop, '');
  const introduction = { name: 'Bot', email: 'bot@spam.test', company: '', trap: 'http://spam.test' };
  const { id } = await portal.requests.begin.mutate({ kind: 'garment', introduction });
  const content = { ...sheetOf(distributor), title } as unknown as Json;
  await portal.requests.submit.mutate({ id, content });
  return id;
}

/** The same, thrown away. */
async function discardedByStaff(shop: StoryShop): Promise<string> {
  const { staff } = await browserOf(shop, await shop.ownerCookie());
  const id = await sentByMachine(shop);
  await staff.requests.discard.mutate({ ids: [id] });
  return id;
}

/** A change of the order of a request, which waits for a decision; answers its id. */
async function changeAsked(shop: StoryShop, requestId: string): Promise<string> {
  const id = randomUUID();
  const text = `insert into core.request (tenant_id, id, intent, kind, door, flow, state, customer_id, contact_id, proof, submitted,
      submitted_hash, kind_version, order_id, base_version, decision, submitted_at)
    select o.tenant_id, $1, 'change', o.kind, 'portal', o.flow, 'waiting', o.customer_id, o.contact_id, 'session',
      jsonb_set(v.content, '{title}', '"Another title"'), 'unknown', v.kind_version, o.id, 1, '{}', now()
    from core.orders o join core.order_version v on v.tenant_id = o.tenant_id and v.order_id = o.id where o.request_id = $2`;
  const query = { name: 'story.change', text, values: [id, requestId] };
  await shop.platform.database.withTenant(shop.id).run(query);
  return id;
}

/** The same as the order of a request, asked for once more without its files: it waits, and staff have corrected it. */
async function askedAgain(shop: StoryShop, requestId: string): Promise<string> {
  const id = randomUUID();
  const text = `insert into core.request (tenant_id, id, intent, kind, door, flow, state, customer_id, contact_id, proof, submitted,
      content, content_version, submitted_hash, kind_version, decision, submitted_at)
    select r.tenant_id, $1, 'create', r.kind, 'portal', r.flow, 'waiting', r.customer_id, r.contact_id, 'session', r.submitted,
      jsonb_set(r.submitted, '{title}', '"A corrected title"'), 2, 'unknown', r.kind_version, '{}', now()
    from core.request r where r.id = $2`;
  const query = { name: 'story.asked-again', text, values: [id, requestId] };
  await shop.platform.database.withTenant(shop.id).run(query);
  return id;
}

/** Something that was asked about an order and declined; answers its id. */
async function answeredQuestion(shop: StoryShop, number: number): Promise<string> {
  const id = await ask(shop, { number, detail: 'Declined.', amount: 200, counter: true });
  const { portal } = await browserOf(shop, await shop.contactCookie());
  const { hash } = await portal.approvals.record.query({ id });
  const counter = { minor: 100, currency: 'USD' };
  await portal.approvals.decide.mutate({
    decisions: [{ approval: id, hash }],
    choice: 'decline',
    reason: 'Too much.',
    counter,
  });
  return id;
}

/** A customer for whom nobody can sign in, and a link that was replaced. */
async function otherCustomers(shop: StoryShop): Promise<{ readonly mute: string; readonly replaced: string }> {
  const { staff } = await browserOf(shop, await shop.ownerCookie());
  const { id, slug } = await staff.customers.create.mutate({ name: 'Mute & Sons' });
  await staff.customers.rotateLink.mutate({ id, current: slug });
  return { mute: id, replaced: slug };
}

/** Files of customers: one that is not confirmed, one that is done and one that was taken back. */
async function importsOf(shop: StoryShop): Promise<readonly string[]> {
  const owner = await browserOf(shop, await shop.ownerCookie());
  const { imports } = owner.staff;
  const bring = async (word: string): Promise<string> => {
    const text = `Client\tMail\tBirthday\n${word}\t${word}@brought.test\t1 May\n${word} Two\tno address\t`;
    const answer = await owner.fetch('/files/customer-imports', {
      method: 'POST',
      body: new URLSearchParams({ text }),
    });
    return answer.headers.get('location')!.split('/').at(-1)!;
  };
  const ids = [await bring('Sequoia'), await bring('Juniper'), await bring('Tamarind')];
  for (const id of ids.slice(1)) {
    const { columns } = await imports.get.query({ id });
    await imports.start.mutate({ id, columns: [...columns] });
  }
  await shop.platform.settle();
  await imports.undo.mutate({ id: ids[2]! });
  return ids;
}

async function staffIds(shop: StoryShop, number: number) {
  const { staff } = await browserOf(shop, await shop.ownerCookie());
  const { order } = await staff.orders.get.query({ number });
  const { contacts, addresses } = await staff.customers.get.query({ id: order.customer_id });
  const link = await shop.platform.seed.invite(shop.id, {
    name: 'New Person',
    email: 'new@inkwell.test',
    role: 'production',
  });
  const { people } = await staff.access.people.query({ customer: order.customer_id });
  const { members } = await staff.members.list.query({});
  await staff.keys.make.mutate({ contact: contacts[0]!.id, name: 'Warehouse' });
  const { id: invitation } = await staff.access.invite.mutate({ contact: people[0]!.id });
  return {
    customerId: order.customer_id,
    contactId: contacts[0]!.id,
    addressId: addresses[0]!.id,
    requestId: order.request_id,
    memberId: members.find(({ name }) => name === 'New Person')!.id,
    token: link.split('/').at(-1)!,
    invitation,
  };
}

/** A customer with much that the given one has too, and one that was merged into it. */
async function twinsOf(shop: StoryShop, id: string): Promise<{ readonly twinId: string; readonly goneId: string }> {
  const { staff } = await browserOf(shop, await shop.ownerCookie());
  const { contacts, addresses } = await staff.customers.get.query({ id });
  const { name, email } = contacts[0]!;
  const twin = await staff.customers.create.mutate({ name: `${customer.name} Inc.`, contactName: name, email });
  const other = { label: addresses[0]!.label, value: { street: '1 Other Street' } };
  await staff.customers.addAddress.mutate({ customer: twin.id, ...other });
  await staff.customers.update.mutate({ id: twin.id, name: customer.name, email, phone: '1', note: 'A note.' });
  const gone = await staff.customers.create.mutate({ name: 'Northgate' });
  const kept = { name: customer.name, email, phone: '1', note: 'A note.' };
  await staff.customers.merge.mutate({ id: gone.id, into: twin.id, ...kept });
  return { twinId: twin.id, goneId: gone.id };
}

async function browserOf(shop: StoryShop, cookie: string) {
  const { origin, pathname } = new URL(shop.url);
  const browser = openBrowser(shop.platform, { origin, base: pathname });
  if (cookie !== '') browser.take(cookie);
  return browser;
}
