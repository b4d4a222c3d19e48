import type { TallyApi } from '@docket/core/testing';
import { pluginCaller } from '@docket/sdk/client';
import { ofOrder, portal, staff } from '../classifying.ts';
import type { KnownPlugin } from '../plugins.ts';
import { unknown } from '../things.ts';
import { ownersOf } from '../ways.ts';

export const plugin: KnownPlugin = {
  procedures: {
    'portal tally': { gate: portal(), thing: ofOrder, passesOver: true },
    'portal ask': { gate: portal('order'), thing: ofOrder, input: () => ({ count: 1 }) },
    'portal wave': { gate: portal('order') },
    'staff counts': { gate: staff('orders.read'), thing: ofOrder, passesOver: true },
    'staff add': {
      gate: staff('orders.edit'),
      thing: ofOrder,
      staffNeeds: 'orders.read',
      input: () => ({ count: 1 }),
    },
    'staff correct': {
      gate: staff('orders.edit'),
      thing: ofOrder,
      staffNeeds: 'orders.read',
      input: () => ({ id: unknown.order, base: 1, count: 2 }),
      endsIn: { status: 409, code: 'plugin.stale' },
    },
    'staff nod': { gate: staff('orders.edit') },
  },
  made: {
    'tally.pdf': { gate: portal(), thing: ofOrder },
    'counts.csv': { gate: staff('orders.read'), thing: ofOrder },
  },
  given: {
    papers: { gate: staff('orders.edit') },
    receipts: { gate: portal('order') },
  },
  ways: {
    'staff correct': async (_, world) => {
      const tallies = pluginCaller<TallyApi>(ownersOf(world).staff, 'tallies');
      const order = String(world.sarah.things.order);
      const { id, version: base } = await tallies.mutate('add', { order, count: 1, hidden: false });
      await tallies.mutate('correct', { id, order, base, count: 2 });
    },
  },
  withoutLine: { 'portal wave': 'It changes nothing.', 'staff nod': 'It changes nothing.' },
  traces: [
    `insert into px_tallies.tally (tenant_id, id, order_id, count, hidden)
     select tenant_id, gen_random_uuid(), id, 1, false from core.orders limit 1`,
  ],
};
