import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, stores, type TestBrowser } from '../testing/index.ts';
import { refusal } from '../testing/cast.ts';
import { unzipped } from './testing/everything.ts';
import { openHouse, words, type House } from './testing/house.ts';

describe.each(stores)('an export on %s', { timeout: 60_000 }, (store) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(store);
    await house.platform.seed.settings(house.shop, 'core', { exportsPerHour: 100 });
  }, 120_000);
  afterAll(() => house.close());

  async function follow(browser: TestBrowser, id: string) {
    const response = await browser.fetch(`/files/exports/${id}`);
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      bytes: Buffer.from(await response.arrayBuffer()),
    };
  }
  async function read(browser: TestBrowser, id: string) {
    const { status, type, bytes } = await follow(browser, id);
    expect([status, type]).toEqual([200, 'application/zip']);
    const files = unzipped(bytes);
    const data = JSON.parse(files.get('data.json')!.toString()) as {
      about: object;
      tables: Record<string, Record<string, unknown>[]>;
    };
    return {
      files,
      data,
      html: files.get('data.html')!.toString(),
      text: [...files.values()].map(String).join('\n').toLowerCase(),
    };
  }

  it('[abuse 45] gives a contact the own rows and files, readable by machines and people, and nothing of anybody else', async () => {
    const { quentin } = house.browsers;
    const { id } = await quentin.portal.privacy.export.mutate({});
    const { data, html, files, text } = await read(quentin, id);
    expect(data.tables['contact']).toMatchObject([{ name: words.name, email: words.email, phone: words.phone }]);
    expect(data.tables['orders']).toMatchObject([{ number: house.orders.quentin, quantity: 3 }]);
    expect(data.tables['order_version']).toMatchObject([{ content: { title: `Shirts for ${words.name}` } }]);
    expect(data.tables['approval_answer']).toMatchObject([{ address: '192.0.2.77', device: 'Firefox, Windows' }]);
    expect(data.tables['file']).toHaveLength(2);
    expect([...files.keys()].filter((name) => name.startsWith('files/'))).toHaveLength(2);
    expect(html).toContain(words.name);
    for (const other of ['ida', 'jones', 'tom@', 'likes blue', 'robin']) expect(text, other).not.toContain(other);
    expect(data.tables['audit']).toBeUndefined();
    expect(data.tables['orders']![0]).not.toHaveProperty('status');
  });

  it('[P22] gives staff everything of a customer, notes and plugins’ rows with it, each row once', async () => {
    const { owner } = house.cast;
    const { id } = await owner.staff.privacy.exportCustomer.mutate({ id: house.customer });
    const { data, text } = await read(owner, id);
    expect(data.tables['customer']).toMatchObject([{ name: 'Zephyr Prints', note: `${words.name} likes blue` }]);
    expect(data.tables['contact']).toHaveLength(2);
    expect(data.tables['orders']).toHaveLength(2);
    expect(data.tables['px_ledger.entry']).toMatchObject([{ payer: words.name, minor: 12_550 }]);
    for (const rows of Object.values(data.tables))
      expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(rows.length);
    expect(text).not.toContain('jones');
  });

  it('is for whoever asked for it, for seven days, and is listed for them alone', async () => {
    const { quentin, ida } = house.browsers;
    const { owner, tom } = house.cast;
    const { id } = await quentin.portal.privacy.export.mutate({});
    expect(await quentin.portal.privacy.links.query({})).toEqual(
      expect.arrayContaining([expect.objectContaining({ id })]),
    );
    expect(await ida.portal.privacy.links.query({})).toEqual([]);
    for (const other of [ida, tom, owner, openBrowser(house.platform)])
      expect((await follow(other, id)).status).toBe(404);
    house.setNow(new Date(Date.now() + 7 * 24 * 3600_000 + 60_000));
    await house.run(
      `update core.session set seen_at = now() + interval '7 days', proven_at = now() + interval '7 days'`,
    );
    expect((await follow(quentin, id)).status).toBe(410);
    house.setNow(undefined);
    await house.run(`update core.session set seen_at = now(), proven_at = now()`);
  });

  it('needs a proof of today, to be asked for and to be followed', async () => {
    const { quentin } = house.browsers;
    const { id } = await quentin.portal.privacy.export.mutate({});
    await house.run(
      `update core.session set proven_at = now() - interval '25 hours' where actor_id = $1`,
      house.quentin,
    );
    expect(await refusal(quentin.portal.privacy.export.mutate({}))).toMatchObject({
      code: 'proof.needed',
      status: 401,
    });
    expect((await follow(quentin, id)).status).toBe(401);
    expect((await follow(quentin, house.customer)).status).toBe(404);
    await house.run(`update core.session set proven_at = now() where actor_id = $1`, house.quentin);
    expect((await follow(quentin, id)).status).toBe(200);
  });

  it('is in the audit, and refused beyond what the shop allows in an hour', async () => {
    const { staff } = house.cast.owner;
    await house.platform.seed.settings(house.shop, 'core', { exportsPerHour: null });
    const made = await house.run(
      `select by ->> 'type' as by from core.audit where action = 'privacy.export' and subject_id = $1`,
      house.customer,
    );
    expect(new Set(made.map(({ by }) => by))).toEqual(new Set(['staff', 'contact']));
    await house.run('delete from core.hit');
    for (let nth = 0; nth < 3; nth += 1)
      await staff.privacy.exportContact.mutate({ customer: house.customer, id: house.ida });
    expect(
      await refusal(staff.privacy.exportContact.mutate({ customer: house.customer, id: house.ida })),
    ).toMatchObject({ code: 'limit.reached', status: 429 });
  });

  it('follows nowhere once the person is erased', async () => {
    const { owner } = house.cast;
    await house.run('delete from core.hit');
    const { id } = await owner.staff.privacy.exportContact.mutate({ customer: house.customer, id: house.quentin });
    await house.finish();
    await owner.staff.privacy.eraseContact.mutate({ customer: house.customer, id: house.quentin, name: words.name });
    expect((await follow(owner, id)).status).toBe(404);
  });
});
