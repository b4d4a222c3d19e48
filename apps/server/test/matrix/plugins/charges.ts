import { randomUUID } from 'node:crypto';
import type { Procedure } from '@docket/sdk';
import { pluginCaller, type PluginCaller } from '@docket/sdk/client';
import { ofOrder, portal, staff } from '../classifying.ts';
import type { KnownPlugin } from '../plugins.ts';
import { unknown } from '../things.ts';
import { ownersOf, sarahsOf, type Way } from '../ways.ts';
import type { World } from '../world.ts';

type ChargesApi = Readonly<
  Record<'add' | 'amend' | 'takeCounter' | 'withdraw', Procedure<object, unknown, 'mutation'>>
>;

interface SeenCharge {
  readonly order: string;
  readonly charge: string;
  readonly version: number;
}

/** What is done to a charge that was just added to an order of Sarah's. */
const charged =
  (act: (charges: PluginCaller<ChargesApi>, seen: SeenCharge, world: World) => Promise<unknown>): Way =>
  async (_, world) => {
    const charges = pluginCaller<ChargesApi>(ownersOf(world).staff, 'charges');
    const [order, charge] = [String(world.sarah.things.order), randomUUID()];
    await charges.mutate('add', { order, id: charge, type: 'other', rate: '1' });
    await act(charges, { order, charge, version: 1 }, world);
  };

/** What is done to a charge, as the matrix asks it: about one that there is not. */
const oneCharge = {
  gate: staff('charges.edit'),
  thing: ofOrder,
  staffNeeds: 'orders.read',
  endsIn: { status: 404, code: 'charges.unknown' },
} as const;

export const plugin: KnownPlugin = {
  procedures: {
    'portal shown': { gate: portal('charges'), thing: ofOrder },
    'staff sheet': { gate: staff('charges.read'), thing: ofOrder, staffNeeds: 'orders.read' },
    'staff add': {
      gate: staff('charges.edit'),
      thing: ofOrder,
      staffNeeds: 'orders.read',
      input: () => ({ id: randomUUID(), type: 'other', rate: '1' }),
    },
    'staff amend': { ...oneCharge, input: () => ({ charge: unknown.order, version: 1, reason: 'So.' }) },
    'staff takeCounter': { ...oneCharge, input: () => ({ charge: unknown.order, version: 1 }) },
    'staff withdraw': { ...oneCharge, input: () => ({ charge: unknown.order, version: 1, reason: 'So.' }) },
  },
  ways: {
    'staff amend': charged((charges, seen) => charges.mutate('amend', { ...seen, rate: '2', reason: 'So.' })),
    'staff takeCounter': charged(async (charges, seen, world) => {
      const { approvals } = (await sarahsOf(world)).portal;
      const shown = await approvals.ofOrder.query({ order: seen.order });
      const { id: approval, hash } = shown.find(({ subject }) => subject === seen.charge)!;
      const counter = { minor: 50, currency: 'USD' };
      await approvals.decide.mutate({ decisions: [{ approval, hash }], choice: 'decline', reason: 'So.', counter });
      await charges.mutate('takeCounter', seen);
    }),
    'staff withdraw': charged((charges, seen) => charges.mutate('withdraw', { ...seen, reason: 'So.' })),
  },
  traces: [
    `with sheet as (
       insert into px_charges.sheet (tenant_id, order_id, version)
       select tenant_id, id, 1 from core.orders limit 1 returning tenant_id, order_id
     ), charge as (
       insert into px_charges.charge (tenant_id, id, order_id, code, currency, version, added_at)
       select tenant_id, gen_random_uuid(), order_id, 'other', 'EUR', 1, now() from sheet returning tenant_id, id, order_id
     )
     insert into px_charges.charge_version
       (tenant_id, order_id, charge_id, version, description, basis, quantity, rate, parts, amount, tax, evidence, source,
        cause, asks, why, threshold, at)
     select tenant_id, order_id, id, 1, '', 'flat', 1000, 0, '{}', 0, 0, '{}', 'manual', 'added', false, '', 0, now() from charge`,
  ],
};
