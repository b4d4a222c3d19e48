import { definePlugin, describePlugin, setting } from '@docket/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openCast, refusal, type Cast } from './testing/cast.ts';
import { notePlugin, openTestPlatform, type TestPlatform } from './testing/index.ts';
import { tripPlugin } from './testing/trip-plugin.ts';

/** Off until a shop switches it on; what it says may differ by customer and by service. */
const spare = describePlugin({
  id: 'spare',
  version: '1.0.0',
  title: 'Spare',
  about: 'Says something.',
  activation: 'off',
  settings: z.strictObject({
    words: setting(z.string().default(''), { title: 'Words', scope: ['customer', 'service'] }),
  }),
  server: async () => ({ server: definePlugin({}) }),
});

const content = { title: 'Paint the door', lines: [{ text: 'blue', count: 2 }], files: [] };

describe('a shop that is filled from code', () => {
  let test: TestPlatform;
  let cast: Cast;
  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin(), tripPlugin(), spare] });
    cast = await openCast(test);
  });
  afterAll(() => test.close());

  const order = (more: object = {}) =>
    test.platform.seed.order(test.shop, {
      customer: cast.smith.id,
      contact: cast.smith.contact,
      kind: 'note',
      content: () => content,
      at: new Date('2026-01-05T10:00:00Z'),
      ...more,
    });

  it('holds orders as if they had been sent, moved step by step since, and nobody was told', async () => {
    const staff = await test.platform.seed.staff(test.shop, {
      name: 'Kim',
      email: 'kim@shop.test',
      role: 'production',
      password: 'nine grey lamps',
    });
    const number = await order({ reaches: { status: 'done', until: new Date('2026-01-08T10:00:00Z'), staff } });
    const { order: made, timeline } = await cast.owner.staff.orders.get.query({ number });
    expect(made).toMatchObject({ status: 'done', title: 'Paint the door', door: 'portal', in_portal: true });
    expect(timeline.map(({ type, at }) => [type, new Date(at).toISOString()])).toEqual([
      ['status', '2026-01-07T10:00:00.000Z'],
      ['status', '2026-01-06T10:00:00.000Z'],
      ['requested', '2026-01-05T10:00:00.000Z'],
    ]);
    await test.platform.settle();
    expect(test.post.mails.filter(({ to }) => to.includes('sarah@smith.test'))).toEqual([]);
    expect((await cast.owner.staff.notices.bell.query({})).rows).toEqual([]);
  });

  it('refuses what a customer would be refused with', async () => {
    expect(await refusal(order({ content: () => ({ ...content, title: '' }) }))).toMatchObject({
      code: 'request.refused',
    });
    expect(await refusal(order({ kind: 'nothing' }))).toMatchObject({ code: 'kind.unknown' });
  });

  it('knows its pipelines, and neither kinds nor shops that there are not', async () => {
    const { seed } = test.platform;
    expect((await seed.pipeline(test.shop, 'note')).initial).toBe('new');
    expect(await refusal(seed.pipeline(test.shop, 'nothing'))).toMatchObject({ code: 'kind.unknown' });
    expect(await refusal(seed.pipeline(crypto.randomUUID(), 'note'))).toMatchObject({ code: 'shop.unknown' });
    expect(await seed.isEmpty()).toBe(false);
  });

  it('has people with rights of their own, and saved addresses', async () => {
    const customer = await test.platform.seed.customer(test.shop, {
      name: 'Mill Lane Bakery',
      contacts: [
        { name: 'Ann', email: 'ann@mill.test' },
        { name: 'Bo', email: 'bo@mill.test', rights: ['order'] },
        { name: 'Cy', email: 'cy@mill.test' },
      ],
      addresses: [{ label: 'Shop', value: { street: 'Mill Lane 2' } }],
    });
    const { contacts, addresses } = await cast.owner.staff.customers.get.query({ id: customer.id });
    expect(contacts.map(({ name, rights }) => [name, rights.length])).toEqual([
      ['Ann', 5],
      ['Bo', 1],
      ['Cy', 4],
    ]);
    expect(addresses.map(({ id }) => id)).toEqual(customer.addresses);
  });

  it('switches plugins on, and sets them for itself, a customer and a service', async () => {
    const { seed } = test.platform;
    await seed.activate(test.shop, 'spare');
    await seed.settings(test.shop, 'spare', { words: 'for all' });
    await seed.settings(test.shop, 'spare', { words: 'for Smith' }, { customer: cast.smith.id });
    await seed.settings(test.shop, 'spare', { words: 'for economy' }, { service: 'economy' });
    const { staff } = cast.owner;
    const said = (found: Awaited<ReturnType<typeof staff.settings.ofService.query>>) =>
      found.find(({ id }) => id === 'spare')?.values;
    expect((await staff.plugins.settings.query({ plugin: 'spare' })).values).toEqual({ words: 'for all' });
    expect(said(await staff.settings.ofCustomer.query({ id: cast.smith.id }))).toEqual({ words: 'for Smith' });
    expect(said(await staff.settings.ofService.query({ id: 'economy' }))).toEqual({ words: 'for economy' });
  });

  it('says what new orders of a customer and for a service begin with', async () => {
    const { seed } = test.platform;
    const kept = { kind: 'trip', part: 'service' };
    await seed.defaults(test.shop, {
      ...kept,
      of: { customer: cast.smith.id },
      form: { service: 'economy', unit: 'mm' },
    });
    await seed.defaults(test.shop, { ...kept, of: { service: 'economy' }, form: { service: '', unit: 'in' } });
    const { staff } = cast.owner;
    const [ofSmith] = (await staff.defaults.ofCustomer.query({ id: cast.smith.id })).filter(
      ({ kind }) => kind === 'trip',
    );
    expect(ofSmith?.lines).toMatchObject([{ path: 'service' }, { path: 'unit', after: 'mm' }]);
    const [ofEconomy] = await staff.defaults.ofService.query({ id: 'economy' });
    expect(ofEconomy?.lines).toMatchObject([{ path: 'unit', after: 'in' }]);
  });

  it('invites staff by a link that is mailed too', async () => {
    const link = await test.platform.seed.invite(test.shop, { name: 'Alex', email: 'alex@shop.test', role: 'owner' });
    await test.platform.settle();
    expect(link.startsWith('http://shop.test/')).toBe(true);
    expect(test.post.newestTo('alex@shop.test').parsed.text).toContain(link);
  });
});
