import { definePlugin, describePlugin, open, portal, setting, staff } from '@docket/sdk';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openCast, refusal, type Cast } from './testing/cast.ts';
import { notePlugin, openBrowser, openTestPlatform, type TestBrowser, type TestPlatform } from './testing/index.ts';

const Nothing = z.strictObject({});
const Count = z.strictObject({ count: z.int().min(1).max(9) });

const shelf = describePlugin({
  id: 'shelf',
  version: '1.0.0',
  title: 'Shelf',
  about: 'Has a procedure at every door.',
  activation: 'on',
  permissions: [{ id: 'shelf.burn', title: 'Burn' }],
  settings: z.strictObject({ label: setting(z.string().default('Books'), { title: 'Label' }) }),
  server: async () => ({
    server: definePlugin({
      api: {
        label: open.query(Nothing, (_, { settings, tenant, actor }) => ({
          label: settings['label'],
          shop: tenant.slug,
          who: actor.type,
        })),
        count: open.mutation(Count, ({ count }) => count * 2),
        mine: portal().query(Nothing, (_, { actor }) => (actor.type === 'contact' ? actor.customerId : '')),
        pay: portal('pay-in-gold').query(Nothing, () => 'paid'),
        all: staff('orders.read').query(Nothing, () => 'everything'),
        burn: staff('shelf.burn').mutation(Nothing, () => 'burnt'),
        broken: open.query(Nothing, () => {
          throw new Error('The secret path /var/shelf broke.');
        }),
      },
    }),
  }),
});

describe('procedures of a plugin', () => {
  let test: TestPlatform;
  let cast: Cast;
  let anybody: TestBrowser;
  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin(), shelf] });
    cast = await openCast(test);
    anybody = openBrowser(test.platform);
  });
  afterAll(() => test.close());
  const switchTo = (active: boolean) => cast.owner.staff.plugins.switch.mutate({ plugin: 'shelf', active });
  afterEach(() => switchTo(true));

  const input = (value: unknown): string => encodeURIComponent(JSON.stringify(value));
  const query = (browser: TestBrowser, door: string, name: string, value: unknown = {}) =>
    browser.fetch(`/trpc/${door}/x.shelf.${name}?input=${input(value)}`);
  const mutate = (browser: TestBrowser, door: string, name: string, value: unknown = {}) =>
    browser.fetch(`/trpc/${door}/x.shelf.${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(value),
    });
  const answerOf = async (response: Response): Promise<unknown> =>
    ((await response.json()) as { result: { data: unknown } }).result.data;

  it('answer with the plugin’s own settings, for this shop and this caller', async () => {
    expect(await answerOf(await query(anybody, 'portal', 'label'))).toEqual({
      label: 'Books',
      shop: 'shop',
      who: 'anonymous',
    });
    expect(await answerOf(await query(cast.sarah, 'portal', 'label'))).toMatchObject({ who: 'contact' });
    expect(await answerOf(await query(cast.sarah, 'portal', 'mine'))).toBe(cast.smith.id);
    expect(await answerOf(await mutate(anybody, 'portal', 'count', { count: 4 }))).toBe(8);
  });

  it.each([
    ['nobody', 'portal', 'mine', 401, 'sign-in.needed'],
    ['nobody', 'staff', 'all', 401, 'sign-in.needed'],
    ['sarah', 'staff', 'all', 401, 'sign-in.needed'],
    ['owner', 'portal', 'mine', 401, 'sign-in.needed'],
    ['sarah', 'portal', 'pay', 403, 'right.missing'],
    ['sarah', 'portal', 'all', 404, 'not-found'],
    ['owner', 'staff', 'mine', 404, 'not-found'],
  ] as const)('refuse %s at the %s door of "%s": %i', async (who, door, name, status, code) => {
    const browser = who === 'nobody' ? anybody : cast[who];
    const response = await query(browser, door, name);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { data: { code, status } } });
  });

  it('refuse staff without the permission', async () => {
    const kim = { name: 'Kim', email: 'kim@shop.test', role: 'production', password: 'seven green lamps' } as const;
    const member = openBrowser(test.platform);
    const id = await test.platform.seed.staff(test.shop, kim);
    member.take(await test.platform.seed.cookie(test.shop, { type: 'staff', id }));
    const response = await mutate(member, 'staff', 'burn');
    expect(await response.json()).toMatchObject({ error: { data: { code: 'right.missing', status: 403 } } });
  });

  it.each([[{ count: 0 }], [{ count: 10 }], [{ count: '4' }], [{ count: 4, more: 1 }], [{}], [null], [[]]])(
    'refuse the input %j by field',
    async (wrong) => {
      const response = await mutate(anybody, 'portal', 'count', wrong);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ error: { data: { code: 'input.malformed' } } });
    },
  );

  it('say nothing of what broke, but the log does', async () => {
    const response = await query(anybody, 'portal', 'broken');
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toContain('secret path');
    expect(JSON.parse(text)).toMatchObject({ error: { data: { code: 'internal', status: 500 } } });
    expect(test.log.at(-1)).toMatchObject({
      level: 'error',
      what: 'x.shelf.broken',
      error: expect.stringContaining('secret path'),
    });
  });

  it.each([
    ['an open one', 'portal', 'label', {}],
    ['one with wrong input', 'portal', 'label', { wrong: true }],
    ['one for contacts', 'portal', 'mine', {}],
    ['one for contacts with a right', 'portal', 'pay', {}],
    ['one for staff', 'staff', 'all', {}],
  ])('while the plugin is off are not there: %s', async (_, door, name, value) => {
    await switchTo(false);
    for (const browser of [anybody, cast.sarah, cast.owner]) {
      const [off, unknown] = [await query(browser, door, name, value), await query(browser, door, 'nothing', value)];
      expect(off.status).toBe(404);
      expect(await off.text()).toBe(await unknown.text());
      expect([...off.headers]).toEqual([...unknown.headers]);
    }
  });

  it('are back as soon as the plugin is', async () => {
    await switchTo(false);
    expect((await query(anybody, 'portal', 'label')).status).toBe(404);
    await switchTo(true);
    expect((await query(anybody, 'portal', 'label')).status).toBe(200);
  });

  it('of a plugin that there is not answer like any unknown address', async () => {
    expect(await refusal((anybody.portal as unknown as { x: { query(): Promise<unknown> } }).x.query())).toMatchObject({
      code: 'not-found',
      status: 404,
    });
  });
});
