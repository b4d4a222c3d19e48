import { customers, definePlugin, on, type Figure } from '@docket/sdk';
import { afterAll, beforeAll, expect, it, describe } from 'vitest';
import { openBrowser } from '../testing/browser.ts';
import { openCast, type Cast } from '../testing/cast.ts';
import { notePlugin } from '../testing/note-plugin.ts';
import { openTestPlatform, type TestPlatform } from '../testing/platform.ts';
import { pluginOf } from '../testing/plugins.ts';
import { roundTripsOf } from '../testing/round-trips.ts';

const asked: string[] = [];

const owed = (currency: string): Figure => ({
  id: 'open',
  label: 'invoices.open',
  value: { type: 'money', minor: 12_550, currency },
});

/** A plugin that knows what is owed, and one that answers what no page could draw. */
const invoices = pluginOf(
  'invoices',
  definePlugin({
    hooks: [
      on(customers.figures, ({ customerId }, { tenant }) => {
        asked.push(customerId);
        return [owed(tenant.currency)];
      }),
    ],
  }),
  { activation: 'on' },
);
const broken = pluginOf(
  'broken',
  definePlugin({ hooks: [on(customers.figures, () => [{ id: '', label: '', value: 'x' }] as never)] }),
);

describe('[G-45] figures of a customer', () => {
  let own: TestPlatform;
  let cast: Cast;
  beforeAll(async () => {
    own = await openTestPlatform({ plugins: [notePlugin(), invoices, broken], config: { parseAnswers: false } });
    cast = await openCast(own);
  });
  afterAll(() => own.close());

  const page = () => cast.owner.staff.customers.get.query({ id: cast.smith.id });

  it('are counts of the core and what plugins know, here an amount in the shop’s currency', async () => {
    const number = (await sendNote()) as number;
    await sendNote();
    const { order } = await cast.owner.staff.orders.get.query({ number });
    for (const to of ['doing', 'done']) await cast.owner.staff.orders.move.mutate({ id: order.id, to });
    expect(await page()).toMatchObject({
      orders: 2,
      active: 1,
      figures: [{ id: 'open', label: 'invoices.open', value: { type: 'money', minor: 12_550, currency: 'USD' } }],
      partial: false,
    });
    expect(asked).toContain(cast.smith.id);
  });

  it('cost the page one round trip', async () => {
    expect(await roundTripsOf(own.platform.database, page)).toBe(1);
  });

  it('say that one is missing when a plugin answers badly', async () => {
    await cast.owner.staff.plugins.switch.mutate({ plugin: 'broken', active: true });
    expect(await page()).toMatchObject({ figures: [{ id: 'open' }], partial: true });
  });

  it('are those of the core alone when no plugin answers, and nobody is asked for an unknown customer', async () => {
    await cast.owner.staff.plugins.switch.mutate({ plugin: 'broken', active: false });
    const id = '0190a000-0000-7000-8000-00000000000a';
    asked.length = 0;
    await expect(cast.owner.staff.customers.get.query({ id })).rejects.toMatchObject({ data: { code: 'not-found' } });
    expect(asked).toEqual([]);
    await cast.owner.staff.plugins.switch.mutate({ plugin: 'invoices', active: false });
    expect(await page()).toMatchObject({ orders: 2, active: 1, figures: [], partial: false });
    await expect(openBrowser(own.platform).staff.customers.get.query({ id })).rejects.toMatchObject({
      data: { status: 401 },
    });
  });

  async function sendNote() {
    const { portal } = cast.sarah;
    const { id } = await portal.requests.begin.mutate({ kind: 'note' });
    const content = { title: 'A note', lines: [{ text: 'x', count: 1 }], files: [] };
    return (await portal.requests.submit.mutate({ id, kind: 'note', content })).number;
  }
});
