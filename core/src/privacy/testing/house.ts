import { randomUUID } from 'node:crypto';
import { openCast, type Cast } from '../../testing/cast.ts';
import {
  notePlugin,
  openBrowser,
  openTestPlatform,
  type Store,
  type TestBrowser,
  type TestPlatform,
} from '../../testing/index.ts';
import { entryPrivacy, ledgerPlugin } from './ledger-plugin.ts';

/** Words that stand in everything of one person, and of a colleague of the same customer. */
export const words = {
  name: 'Quentin Zephyr',
  email: 'quentin@zephyr.test',
  phone: '+1 312 555 0143',
  digits: '3125550143',
};

/** A shop with a customer of whom there is something everywhere. */
export interface House extends TestPlatform {
  readonly cast: Cast;
  readonly customer: string;
  readonly quentin: string;
  readonly ida: string;
  readonly browsers: { readonly quentin: TestBrowser; readonly ida: TestBrowser };
  /** Numbers of the orders of both. */
  readonly orders: { readonly quentin: number; readonly ida: number };
  run(text: string, ...values: unknown[]): Promise<readonly Record<string, unknown>[]>;
  /** Brings every order of the customer to its end. */
  finish(): Promise<void>;
}

export async function openHouse(store: Store, server: Parameters<typeof ledgerPlugin>[1] = {}): Promise<House> {
  const jobs = [{ name: 'remind', run: async () => undefined }];
  const ledger = ledgerPlugin({ entry: entryPrivacy }, { jobs, ...server });
  const test = await openTestPlatform({ plugins: [notePlugin(), ledger], store });
  const cast = await openCast(test);
  const { platform, shop } = test;
  const run: House['run'] = async (text, ...values) => {
    const call = { name: `test.${text.replaceAll(/\W/g, '').slice(0, 55)}`, text, values };
    return (await platform.database.withTenant(shop).run(call))[0] as Record<string, unknown>[];
  };
  const made = await platform.seed.customer(shop, {
    name: 'Zephyr Prints',
    phone: '+1 312 555 0199',
    contacts: [
      { name: words.name, email: words.email },
      { name: 'Ida Other', email: 'ida@zephyr.test' },
    ],
    addresses: [{ label: 'Dock', value: { street: '1 Long Lane', name: words.name } }],
  });
  const [quentin, ida] = made.contacts as [string, string];
  await run('update core.contact set phone = $1 where id = $2', words.phone, quentin);
  const signedIn = async (id: string): Promise<TestBrowser> => {
    const browser = openBrowser(platform);
    browser.take(await platform.seed.cookie(shop, { type: 'contact', id }));
    return browser;
  };
  const browsers = { quentin: await signedIn(quentin), ida: await signedIn(ida) };
  const orders = {
    quentin: await order(browsers.quentin, `Shirts for ${words.name}`, words.digits),
    ida: await order(browsers.ida, 'Caps', `Ask ${words.name.toUpperCase()}, ${words.email}`, 'Ida Other'),
  };
  await draftOf(browsers.quentin, 'A draft', words.name);
  await strangerIn(test);
  await openBrowser(platform).portal.access.start.mutate({ email: words.email });
  const { staff } = cast.owner;
  const person = { customer: made.id, id: quentin, name: words.name, email: words.email, phone: words.phone };
  await staff.customers.updateContact.mutate({ ...person, name: 'Quentin Z. Zephyr', rights: ['order', 'contacts'] });
  await staff.customers.updateContact.mutate({ ...person, rights: ['order', 'contacts'] });
  await staff.customers.update.mutate({
    id: made.id,
    name: 'Zephyr Prints',
    email: 'office@zephyr.test',
    phone: null,
    note: `${words.name} likes blue`,
  });
  await keep(run, shop, made.id);
  await answers(run, orders.quentin, quentin);
  await remind(test);
  await platform.settle();
  const finish = async (): Promise<void> => {
    const { rows } = await staff.orders.list.query({});
    for (const { id, status, customer_id: owner } of rows as { id: string; status: string; customer_id: string }[]) {
      if (owner !== made.id) continue;
      if (status === 'new') await staff.orders.move.mutate({ id, to: 'doing' });
      await staff.orders.move.mutate({ id, to: 'done' });
    }
    await platform.settle();
  };
  return { ...test, cast, customer: made.id, quentin, ida, browsers, orders, run, finish };
}

/** A file whose bytes name the person. */
async function draftOf(
  browser: TestBrowser,
  title: string,
  text: string,
  sender = `${words.name} <${words.email}>`,
): Promise<string> {
  const { id } = await browser.portal.requests.begin.mutate({ kind: 'note' });
  const body = new FormData();
  body.set('title', title);
  body.set('files', new File([sender], `${sender.split(' <')[0]}.txt`, { type: 'text/plain' }));
  await browser.fetch(`/files/drafts/${id}/what`, { method: 'POST', body });
  const { files } = await browser.portal.requests.open.query({ id });
  const form = { lines: [{ text, count: '3' }], files: files.map((file) => file.id) };
  await browser.portal.requests.save.mutate({ id, part: 'what', base: 0, form: { title }, keepMine: true });
  await browser.portal.requests.save.mutate({ id, part: 'lines', base: 0, form, keepMine: true });
  return id;
}

async function order(browser: TestBrowser, title: string, text: string, sender?: string): Promise<number> {
  const id = await draftOf(browser, title, text, sender);
  return (await browser.portal.requests.submit.mutate({ id })).number!;
}

/** A machine that fills in somebody's address: it waits in quarantine. */
async function strangerIn({ platform }: TestPlatform): Promise<void> {
  const browser = openBrowser(platform);
  const introduction = { name: 'Q. Zephyr-Smith', email: words.email, company: 'Zephyr', trap: 'filled' };
  const { id } = await browser.portal.requests.begin.mutate({ kind: 'note', introduction });
  const form = { lines: [{ text: words.name, count: '1' }], files: [] };
  await browser.portal.requests.save.mutate({ id, part: 'what', base: 0, form: { title: 'From a machine' } });
  await browser.portal.requests.save.mutate({ id, part: 'lines', base: 0, form });
  await browser.portal.requests.submit.mutate({ id });
}

async function keep(run: House['run'], shop: string, customer: string): Promise<void> {
  const entry = `insert into px_ledger.entry (tenant_id, id, customer_id, payer, memo, detail, minor) values ($1, $2, $3, $4, $5, $6, $7)`;
  const detail = JSON.stringify({ said: `paid by ${words.name}`, parts: [1, 2] });
  await run(entry, shop, randomUUID(), customer, words.name, `from ${words.email}`, detail, 12_550);
  await run(entry, shop, randomUUID(), randomUUID(), 'Tom', 'from tom', '{}', 700);
}

/** The person approves something, from where and with what the shop is told. */
async function answers(run: House['run'], number: number, contact: string): Promise<void> {
  const [by, decision, line] = [
    { type: 'contact', id: contact },
    { choice: 'approve', reason: `As ${words.name} said` },
    { label: 'ledger.payer', value: { type: 'text', text: words.name } },
  ];
  const [asked] = await run(
    `insert into core.approval (tenant_id, id, order_id, plugin, subject, version, title, title_values, lines, apart, hash, state, asked_at, asked_by,
        decided_at, decided_by, decision)
      select tenant_id, $1, id, 'ledger', $1, 1, 'ledger.question', '{}', $5::jsonb, $6::jsonb, repeat('a', 64), 'approved', now(), '{"type":"system"}',
        now(), $2::jsonb, $3::jsonb from core.orders where number = $4 returning id`,
    randomUUID(),
    JSON.stringify(by),
    JSON.stringify(decision),
    number,
    JSON.stringify([line]),
    JSON.stringify(line.value),
  );
  await run(
    `insert into core.approval_answer (tenant_id, id, approval_id, position, contact_id, at, by, decision, address, device)
      select tenant_id, id, id, 0, $2, decided_at, decided_by, decision, '192.0.2.77', 'Firefox, Windows' from core.approval
      where id = $1 returning id`,
    asked!['id'],
    contact,
  );
}

/** A job that waits for tomorrow, and one that failed. */
async function remind({ platform, shop }: TestPlatform): Promise<void> {
  const data = JSON.stringify({ tenantId: shop, plugin: 'ledger', job: 'remind', data: { to: words.email } });
  const text = `insert into jobs.job (name, data, output, start_after) values ('work', $1::jsonb, $2::jsonb, now() + interval '1 day')`;
  const output = JSON.stringify({ message: `No mailbox for ${words.email}` });
  await platform.database.withPlatform('puts a job there').run({ name: 'test.job', text, values: [data, output] });
}
