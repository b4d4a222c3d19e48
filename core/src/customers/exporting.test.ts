import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../kernel/database.ts';
import { newId } from '../kernel/ids.ts';
import { openTestDatabase, stores } from '../testing/database.ts';
import { openShop, staffBrowser, type Browser, type TestShop } from '../testing/people.ts';

describe.each(stores)('customers that are taken along, on %s', (store) => {
  let database: Database;
  let shop: TestShop;
  let owner: Browser;
  beforeAll(async () => {
    database = await openTestDatabase(store);
    shop = await openShop(database);
    owner = await staffBrowser(shop, 'owner@shop.test');
  });
  afterAll(() => database.close());

  const staff = (who = owner) => shop.staff(who).customers;

  it('are those of the list’s conditions, each whole: people who were removed and others’ addresses are not there', async () => {
    const smith = await staff().create({ name: 'Smith', contactName: 'Ann', email: 'ann@smith.test' });
    const gone = await staff().addContact({ customer: smith.id, name: 'Gone', email: 'gone@smith.test' });
    await staff().removeContact({ customer: smith.id, id: gone.id });
    await staff().addAddress({ customer: smith.id, label: 'Dock', value: { street: 'Kai 3' } });
    await staff().create({ name: 'Jones', email: 'tom@jones.test' });
    const only = { search: 'smith' };
    const { id } = await staff().export(only);
    expect(await staff().exportPage({ id, ...only })).toMatchObject({
      rows: [
        {
          id: smith.id,
          slug: 'smith',
          contacts: [{ name: 'Ann', email: 'ann@smith.test' }],
          addresses: [{ label: 'Dock', value: { street: 'Kai 3' } }],
        },
      ],
      next: null,
    });
    expect((await shop.audit(id)).at(-1)).toMatchObject({ action: 'customers.export', after: { words: ['smith'] } });
  });

  it('come page by page without a gap', async () => {
    shop.pass(60);
    const sorted = await openShop(database);
    const boss = await staffBrowser(sorted, 'boss@shop.test');
    const names = Array.from({ length: 201 }, (_, at) => `Company ${String(at).padStart(3, '0')}`);
    for (const name of names) await sorted.contact(`${name.replace(' ', '')}@x.test`, { name });
    const read = () => sorted.staff(boss).customers;
    const { id } = await read().export({});
    const first = await read().exportPage({ id });
    const rest = await read().exportPage({ id, before: first.next });
    expect([...first.rows, ...rest.rows].map(({ name }) => name)).toEqual(names);
    expect([first.rows.length, rest.next]).toEqual([200, null]);
  });

  it('are there for nobody who has not begun the export, for no other customers than were noted, and within an hour', async () => {
    shop.pass(60);
    const colleague = await staffBrowser(shop, 'other@shop.test');
    const { id } = await staff().export({ search: 'smith' });
    const none = { rows: [], next: null };
    expect(await staff(colleague).exportPage({ id, search: 'smith' })).toEqual(none);
    expect(await staff().exportPage({ id })).toEqual(none);
    expect(await staff().exportPage({ id: newId(), search: 'smith' })).toEqual(none);
    expect((await staff().exportPage({ id, search: 'smith' })).rows).toHaveLength(1);
    shop.pass(61);
    expect(await staff().exportPage({ id, search: 'smith' })).toEqual(none);
  });

  it('are taken along three times an hour by the same person', async () => {
    shop.pass(60);
    for (let nth = 0; nth < 3; nth += 1) await staff().export({});
    await expect(staff().export({})).rejects.toMatchObject({ cause: { code: 'limit.reached', status: 429 } });
    shop.pass(60);
    await staff().export({});
  });
});
