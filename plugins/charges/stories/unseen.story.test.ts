import { inflateRawSync } from 'node:zlib';
import { proceduresOf } from '@docket/core/testing';
import { pluginCaller } from '@docket/sdk/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShownCharges } from '../src/rules/shown.ts';
import type { ChargesApi } from '../src/server.ts';
import { openCarrier, type Carrier } from './support/carrier.ts';

/** Words and amounts that stand in charges, and nowhere else. */
const canaries = ['quetzal', 'axolotl', 'numbat', 'okapi', '7,777.77', '777777', '7777.77', '432.10', '43210'];

let carrier: Carrier;
let order: Awaited<ReturnType<Carrier['order']>>;
/** Where Pat’s and Carl’s ears stood before anything was charged, and what they hear from there on by then. */
let marks: Readonly<Record<'pat' | 'carl', string>>;
let before: Readonly<Record<'pat' | 'carl', readonly unknown[]>>;

type Contact = 'pat' | 'carl';
const chargesOf = (who: 'ann' | Contact) =>
  pluginCaller<ChargesApi>((who === 'ann' ? carrier.people.ann.staff : carrier.people[who].portal) as never, 'charges');

async function hintsOf(who: Contact, since: string) {
  const answer = await carrier.people[who].fetch(`/live?since=${since}`);
  return (await answer.json()) as { readonly mark: string; readonly hints: readonly unknown[] };
}

const add = (typed: object) => {
  const charge = { order: order.id, id: crypto.randomUUID(), type: 'waiting', quantity: '1', ...typed };
  return chargesOf('ann').mutate('add', charge as never);
};

/** A charge that waits, one that was amended, one that was rejected and one that is withdrawn: Carl’s own order, and he may approve. */
beforeAll(async () => {
  carrier = await openCarrier();
  order = await carrier.order('carl');
  await carrier.platform.settle();
  marks = { pat: (await hintsOf('pat', '')).mark, carl: (await hintsOf('carl', '')).mark };
  before = { pat: (await hintsOf('pat', marks.pat)).hints, carl: (await hintsOf('carl', marks.carl)).hints };
  const staff = chargesOf('ann');
  await add({ description: 'Quetzal handling', rate: '7777.77', noted: 'Axolotl log' });
  await add({ description: 'Quetzal storage', rate: '432.10' });
  await add({ description: 'Quetzal tail lift', rate: '432.10' });
  const [, second, third] = (await staff.query('sheet', { order: order.id })).charges;
  const seen = ({ id: charge, version }: { id: string; version: number }) => ({ order: order.id, charge, version });
  await staff.mutate('withdraw', { ...seen(second!), reason: 'The numbat was right.' });
  const { id, hash } = (await chargesOf('pat').query('shown', { order: order.id }))!.charges[2]!.question!;
  await carrier.people.pat.portal.approvals.decide.mutate({
    decisions: [{ approval: id, hash }],
    choice: 'decline',
    reason: 'An okapi did it.',
    counter: { minor: 43_210, currency: 'EUR' },
  });
  await staff.mutate('takeCounter', seen(third!));
  await carrier.platform.settle();
}, 180_000);
afterAll(() => carrier?.close());

/** What a browser is sent, of every page that tells of orders. */
async function pagesOf(who: Contact): Promise<ReadonlyMap<string, string>> {
  const paths = [
    '/',
    '/portal/acme-coatings',
    '/portal/acme-coatings?search=handling',
    `/orders/${order.number}`,
    `/orders/${order.number}/cancel`,
    '/approvals',
    '/company/people',
    '/devices/data',
  ];
  const cookie = carrier.people[who].cookie();
  return collected(paths, async (path) => fetch(`${carrier.url}${path}`, { headers: { cookie } }));
}

/** What every query of the portal and of programs answers to everything that could be asked of the order. */
async function answersOf(who: Contact): Promise<ReadonlyMap<string, string>> {
  const queries = proceduresOf(carrier.platform.registry.plugins).filter(
    ({ door, type }) => door === 'portal' && type === 'query',
  );
  expect(queries.length).toBeGreaterThan(20);
  const { id, number } = order;
  const inputs = [{}, { order: id }, { number }, { id }, { search: '' }, { search: 'quetzal' }, { kind: 'transport' }];
  const paths = queries.flatMap(({ path }) =>
    inputs.map((input) => `/trpc/portal/${path}?input=${encodeURIComponent(JSON.stringify(input))}`),
  );
  return collected(paths, (path) => carrier.people[who].fetch(path));
}

/** The files of what somebody takes along of their data, unpacked. */
async function exportOf(who: Contact): Promise<string> {
  const { id } = await carrier.people[who].portal.privacy.export.mutate({});
  const zip = Buffer.from(await (await carrier.people[who].fetch(`/files/exports/${id}`)).arrayBuffer());
  const texts: string[] = [];
  for (
    let at = zip.readUInt32LE(zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1')) + 16);
    zip.readUInt32LE(at) === 0x02014b50;
  ) {
    const [method, size, local] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)];
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const bytes = zip.subarray(start, start + size);
    texts.push((method === 0 ? bytes : inflateRawSync(bytes)).toString());
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return texts.join('\n');
}

/** What the stream of somebody brings, from now until it is closed. */
async function listenAs(who: Contact): Promise<{ readonly heard: () => string; readonly close: () => Promise<void> }> {
  const response = await carrier.people[who].fetch('/live');
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';
  const listening = (async () => {
    for (let part = await reader.read(); !part.done; part = await reader.read()) heard += part.value;
  })();
  return {
    heard: () => heard,
    async close() {
      await reader.cancel();
      await listening;
    },
  };
}

const mailsTo = (who: Contact): string =>
  carrier.post.mails
    .filter(({ to }) => to.includes(`${who}@acme.test`))
    .map(({ raw, parsed }) => [raw.toString(), parsed.subject, parsed.text, parsed.html].join('\n'))
    .join('\n');

async function collected(
  paths: readonly string[],
  ask: (path: string) => Promise<Response>,
): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>();
  for (const path of paths) {
    const response = await ask(path);
    answers.set(path, `${JSON.stringify([...response.headers])} ${await response.text()}`);
  }
  return answers;
}

const canariesIn = (text: string): readonly string[] => canaries.filter((one) => text.toLowerCase().includes(one));
const tellers = (answers: ReadonlyMap<string, string>): readonly string[] =>
  [...answers].flatMap(([path, text]) => (canariesIn(text).length > 0 ? [path] : []));

describe('[T-28] charges of an order', () => {
  it('are on no page of a contact who may not see them, though it is the contact’s own order', async () => {
    const pages = await pagesOf('carl');
    expect(pages.get(`/orders/${order.number}`)).toContain('Antwerpen');
    expect(tellers(pages)).toEqual([]);
    expect([...pages.values()].filter((html) => html.includes('charges:slot'))).toEqual([]);
  });

  it('are in no answer of the API to such a contact, whatever is asked', async () => {
    const answers = await answersOf('carl');
    expect([...answers.values()].some((text) => text.includes(order.id))).toBe(true);
    expect(tellers(answers)).toEqual([]);
  });

  it('are in no answer to a program of such a contact', async () => {
    const contacts = await carrier.people.ann.staff.customers.list.query({ search: 'Acme' });
    const { contacts: people } = await carrier.people.ann.staff.customers.get.query({ id: contacts.rows[0]!.id });
    const carl = people.find(({ name }) => name === 'Carl')!;
    const { key } = await carrier.people.ann.staff.keys.make.mutate({ contact: carl.id, name: 'Warehouse' });
    const queries = proceduresOf(carrier.platform.registry.plugins).filter(
      ({ door, type }) => door === 'api' && type === 'query',
    );
    const paths = queries.flatMap(({ path }) =>
      [{}, { order: order.id }, { number: order.number }, { id: order.id }].map(
        (input) => `/trpc/api/${path}?input=${encodeURIComponent(JSON.stringify(input))}`,
      ),
    );
    const headers = { authorization: `Bearer ${key}` };
    const answers = await collected(paths, (path) => fetch(`${carrier.url}${path}`, { headers }));
    expect(tellers(answers)).toEqual([]);
  });

  it('are in no mail to such a contact, nor are its questions', () => {
    expect(canariesIn(mailsTo('carl'))).toEqual([]);
    expect(mailsTo('carl')).not.toMatch(/approv|charge/i);
  });

  it('are in nothing that such a contact takes along', async () => {
    const taken = await exportOf('carl');
    expect(taken).toContain('Antwerpen');
    expect(canariesIn(taken)).toEqual([]);
  });

  it('are not heard of by such a contact: neither a hint nor the stream says that the order changed', async () => {
    expect((await hintsOf('carl', marks.carl)).hints).toEqual(before.carl);
    const [carl, pat] = [await listenAs('carl'), await listenAs('pat')];
    // Both are told in the same rounds: when Pat has heard of the second charge, Carl would have of the first.
    for (const round of [1, 2]) {
      await add({ description: 'Quetzal gate', rate: '432.10' });
      await expect.poll(() => pat.heard().split(order.id).length - 1).toBeGreaterThanOrEqual(round);
    }
    expect(canariesIn(carl.heard())).toEqual([]);
    expect(carl.heard()).not.toContain(order.id);
    await Promise.all([carl.close(), pat.close()]);
  });

  it('[T-27] are seen by a colleague of the same customer who may: on the page, in the API, by mail and live', async () => {
    const page = (await pagesOf('pat')).get(`/orders/${order.number}`)!;
    expect(canariesIn(page)).toEqual(expect.arrayContaining(['quetzal', 'axolotl', 'numbat', '7,777.77', '432.10']));
    expect(tellers(await answersOf('pat')).some((path) => path.includes('x.charges.shown'))).toBe(true);
    const shown: ShownCharges | null = await chargesOf('pat').query('shown', { order: order.id });
    expect(shown?.charges.map(({ standing }) => standing)).toEqual([
      'to-approve',
      'withdrawn',
      'to-approve',
      'to-approve',
      'to-approve',
    ]);
    expect(mailsTo('pat').toLowerCase()).toContain('quetzal');
    expect((await hintsOf('pat', marks.pat)).hints).not.toEqual(before.pat);
  });

  it('[T-27] are seen as soon as the contact’s right says so', async () => {
    const { ann } = carrier.people;
    const found = await ann.staff.customers.list.query({ search: 'Acme' });
    const { id: customer } = found.rows[0]!;
    const { contacts } = await ann.staff.customers.get.query({ id: customer });
    const { id, name, email } = contacts.find((one) => one.name === 'Carl')!;
    const carl = { customer, id, name, email, phone: null };
    await ann.staff.customers.updateContact.mutate({ ...carl, rights: ['order', 'approve', 'charges'] });
    expect(canariesIn((await pagesOf('carl')).get(`/orders/${order.number}`)!)).toContain('quetzal');
    await ann.staff.customers.updateContact.mutate({ ...carl, rights: ['order', 'approve'] });
    expect(tellers(await pagesOf('carl'))).toEqual([]);
  });
});
