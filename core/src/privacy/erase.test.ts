import { customers, on } from '@docket/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusal } from '../testing/cast.ts';
import { openBrowser, openTestPlatform, notePlugin, stores } from '../testing/index.ts';
import { openCast } from '../testing/cast.ts';
import { dumpOf, folderText } from './testing/everything.ts';
import { openHouse, words, type House } from './testing/house.ts';

/** Everything that names the person, in lower case. */
const traces = [words.name, words.email, words.phone, words.digits, 'Q. Zephyr-Smith', 'Quentin Z. Zephyr'].map(
  (text) => text.toLowerCase(),
);
const found = (text: string, of: readonly string[]): readonly string[] => of.filter((trace) => text.includes(trace));
const linesWith = (text: string, of: readonly string[]): readonly string[] =>
  text
    .split('\n')
    .filter((line) => found(line, of).length > 0)
    .map((line) => line.slice(0, 300));

describe.each(stores)('erasing on %s', { timeout: 60_000 }, (store) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(store);
  }, 120_000);
  afterAll(() => house.close());

  const everything = async (): Promise<string> =>
    `${await dumpOf(house.platform.database, house.shop)}\n${await folderText(house.folder)}`;
  const privacy = () => house.cast.owner.staff.privacy;
  const sums = async () => [
    await house.run('select sum(minor)::int as minor, count(*)::int as entries from px_ledger.entry'),
    await house.run(
      'select sum(quantity)::int as pieces, count(*)::int as orders, max(number)::int as last from core.orders',
    ),
    await house.run(
      `select sum((line ->> 'count')::int)::int as pieces from core.order_version v, jsonb_array_elements(v.content -> 'lines') line`,
    ),
  ];

  it('[P22] a person is everywhere before', async () => {
    const text = await everything();
    expect(found(text, traces)).toEqual(traces);
    for (const table of [
      'contact',
      'orders',
      'order_version',
      'request',
      'notice',
      'audit',
      'challenge',
      'file',
      'address',
    ])
      expect(
        linesWith(text, traces).some((line) => line.startsWith(`core.${table} `)),
        table,
      ).toBe(true);
    expect(linesWith(text, traces).some((line) => line.startsWith('jobs.job '))).toBe(true);
  });

  it('[abuse 67] is refused while there are open jobs, and names them; a wrong name is refused too', async () => {
    const { name, counts, holds } = await privacy().ofContact.query({ customer: house.customer, id: house.quentin });
    expect(name).toBe(words.name);
    expect(counts).toMatchObject({ orders: 1, requests: 2, files: 2 });
    expect(holds).toEqual([
      { label: 'admin.privacy.hold.orders', values: { count: 1, numbers: String(house.orders.quentin) } },
    ]);
    const person = { customer: house.customer, id: house.quentin };
    expect(await refusal(privacy().eraseContact.mutate({ ...person, name: 'Somebody' }))).toMatchObject({
      code: 'erase.other-name',
      status: 422,
    });
    const held = await refusal(privacy().eraseContact.mutate({ ...person, name: words.name }));
    expect(held).toMatchObject({ code: 'erase.held', status: 409, details: { holds } });
    expect(await refusal(privacy().eraseCustomer.mutate({ id: house.customer, name: 'Zephyr Prints' }))).toMatchObject({
      code: 'erase.held',
    });
    expect(found(await everything(), traces)).toEqual(traces);
  });

  it('[P22] of a contact leaves nothing that names the person, and every figure as it was', async () => {
    await house.finish();
    const before = await sums();
    const person = { customer: house.customer, id: house.quentin, name: words.name };
    expect(await privacy().eraseContact.mutate(person)).toEqual({ erased: true });
    const text = await everything();
    expect(linesWith(text, traces)).toEqual([]);
    expect(await sums()).toEqual(before);
    expect(await house.run(`select id from core.notice where recipient = 'Erased person'`)).toEqual([]);
    expect(text).toContain('ida@zephyr.test');
    expect(text).toContain('tom@jones.test');
    expect(await refusal(house.browsers.quentin.portal.orders.list.query({}))).toMatchObject({
      code: 'sign-in.needed',
    });
    const { order } = await house.cast.owner.staff.orders.get.query({ number: house.orders.quentin });
    expect(order).toMatchObject({ title: 'Shirts for Erased person', quantity: 3, contact_name: 'Erased person' });
    expect(order.content).toMatchObject({ lines: [{ text: 'Erased person', count: 3 }] });
    const { order: other } = await house.cast.owner.staff.orders.get.query({ number: house.orders.ida });
    expect(other.content).toMatchObject({
      title: 'Caps',
      lines: [{ text: 'Ask Erased person, Erased person', count: 3 }],
    });
  });

  it('[P22] leaves that somebody approved, and neither whose device it was nor from where', async () => {
    const rows = await house.run(
      `select address, device, decision from core.approval_answer where contact_id = $1`,
      house.quentin,
    );
    expect(rows).toEqual([
      { address: null, device: null, decision: { choice: 'approve', reason: 'As Erased person said' } },
    ]);
  });

  it('[P22] again answers the same, and is in the audit once, with ids alone', async () => {
    const person = { customer: house.customer, id: house.quentin, name: 'whatever' };
    expect(await privacy().eraseContact.mutate(person)).toEqual({ erased: true });
    const rows = await house.run(`select by ->> 'type' as by, after from core.audit where action = 'privacy.erase'`);
    expect(rows).toMatchObject([{ by: 'staff', after: { orders: 1, customer: house.customer } }]);
    const kept = await house.run(
      `select after from core.audit where action = 'customers.update-contact' and after ->> 'contact' = $1`,
      house.quentin,
    );
    expect(kept).toHaveLength(2);
    expect(kept[0]!['after']).toMatchObject({
      contact: house.quentin,
      rights: ['order', 'contacts'],
      name: 'Erased person',
    });
  });

  it('[P22] of a customer takes all its people, its link, its addresses and its files, and keeps the books', async () => {
    const before = await sums();
    const page = await privacy().ofCustomer.query({ id: house.customer });
    expect(page).toMatchObject({
      name: 'Zephyr Prints',
      holds: [],
      isErased: false,
      counts: { orders: 2, addresses: 1 },
    });
    expect(await privacy().eraseCustomer.mutate({ id: house.customer, name: 'Zephyr Prints' })).toEqual({
      erased: true,
    });
    const all = ['zephyr', 'quentin', 'ida other', 'ida@', '1 long lane', '312 555', '3125550'].map((text) =>
      text.toLowerCase(),
    );
    expect(linesWith(await everything(), all)).toEqual([]);
    expect(await sums()).toEqual(before);
    const { order } = await house.cast.owner.staff.orders.get.query({ number: house.orders.ida });
    expect(order).toMatchObject({ customer_name: 'Erased person', title: 'Caps', quantity: 3 });
    const { rows } = await house.cast.owner.staff.customers.list.query({ search: 'erased' });
    expect(rows).toEqual([]);
    expect(await refusal(house.browsers.ida.portal.orders.list.query({}))).toMatchObject({ code: 'sign-in.needed' });
    expect(await privacy().eraseCustomer.mutate({ id: house.customer, name: 'anything' })).toEqual({ erased: true });
    expect(
      await house.run(
        'select payer, memo, detail, minor::int from px_ledger.entry where customer_id = $1',
        house.customer,
      ),
    ).toEqual([
      { payer: 'Erased person', memo: null, detail: { said: 'paid by Erased person', parts: [1, 2] }, minor: 12_550 },
    ]);
  });

  it('a customer who is erased is changed by nobody any more', async () => {
    const profile = { id: house.customer, name: 'Back', email: null, phone: null, note: null };
    const { staff } = house.cast.owner;
    expect(await refusal(staff.customers.update.mutate(profile))).toMatchObject({ code: 'not-found' });
    const contact = { customer: house.customer, name: 'Back', email: 'back@zephyr.test' };
    expect(await refusal(staff.customers.addContact.mutate(contact))).toMatchObject({ code: 'not-found' });
    const address = { customer: house.customer, label: 'Back', value: { street: '1' } };
    expect(await refusal(staff.customers.addAddress.mutate(address))).toMatchObject({ code: 'not-found' });
  });

  it('[P22] either comes after an order that is being sent, and is held, or the order is refused', async () => {
    const { platform, shop, cast } = house;
    for (let round = 0; round < 12; round += 1) {
      const name = `Racer ${round}x`;
      const made = await platform.seed.customer(shop, { name, contacts: [{ name, email: `racer${round}@race.test` }] });
      const browser = openBrowser(platform);
      browser.take(await platform.seed.cookie(shop, { type: 'contact', id: made.contacts[0]! }));
      const content = { title: `Of ${name}`, lines: [{ text: 'x', count: 1 }], files: [] };
      const send = () => browser.portal.requests.submit.mutate({ id: crypto.randomUUID(), kind: 'note', content });
      const erase = () =>
        cast.owner.staff.privacy.eraseContact.mutate({ customer: made.id, id: made.contacts[0]!, name });
      const [sent, erased] = await Promise.allSettled(
        round % 2 === 0 ? [send(), erase()] : [send(), new Promise((go) => setTimeout(go, round)).then(erase)],
      );
      expect([sent.status, erased.status].toSorted(), name).toEqual(['fulfilled', 'rejected']);
      // Who is gone before the door is nobody; who goes behind it leaves nothing to send.
      if (sent.status === 'rejected') expect([401, 404]).toContain((await refusal(Promise.reject(sent.reason))).status);
      if (erased.status === 'rejected')
        expect(await refusal(Promise.reject(erased.reason))).toMatchObject({ code: 'erase.held' });
    }
  });
});

describe('what holds a customer', () => {
  it('[abuse 67] is asked of plugins: open invoices refuse, and so does a plugin that cannot answer', async () => {
    let answer = (): readonly { label: string }[] => [{ label: 'invoices.open' }];
    const house = await openHouse('pglite', { hooks: [on(customers.holds, () => answer())] });
    await house.finish();
    const erase = () =>
      house.cast.owner.staff.privacy.eraseCustomer.mutate({ id: house.customer, name: 'Zephyr Prints' });
    expect(await refusal(erase())).toMatchObject({ status: 409, details: { holds: [{ label: 'invoices.open' }] } });
    answer = () => {
      throw new Error('The books are closed.');
    };
    expect(await refusal(erase())).toMatchObject({ details: { holds: [{ label: 'admin.privacy.hold.unknown' }] } });
    answer = () => [];
    expect(await erase()).toEqual({ erased: true });
    await house.close();
  }, 60_000);

  it('is nobody’s business but that of staff who may', async () => {
    const test = await openTestPlatform({ plugins: [notePlugin()] });
    const cast = await openCast(test);
    const seen = await refusal(cast.sarah.staff.privacy.ofCustomer.query({ id: cast.smith.id }));
    expect(seen).toMatchObject({ code: 'sign-in.needed' });
    await test.close();
  }, 60_000);
});
