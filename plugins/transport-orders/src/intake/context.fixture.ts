import { reachesNothing } from '@docket/core/testing';
import type { CallContext, IntakeRequest, SettingScope } from '@docket/sdk';
import type { TransportContent } from '../rules/content.ts';
import { checkTransport } from '../rules/check/check.ts';
import { carrier, paint, sampleContext } from '../rules/samples.fixture.ts';
import { settings, type TransportSettings } from '../settings.ts';

/** What is set where: by the shop, by id of a service, by id of a customer. */
export interface SetWhere {
  readonly tenant?: Partial<TransportSettings>;
  readonly services?: Readonly<Record<string, Partial<TransportSettings>>>;
  readonly customers?: Readonly<Record<string, Partial<TransportSettings>>>;
}

/** The acquaintance and the stranger among the customers. */
export const acme: string = '00000000-0000-4000-8000-00000000000a';
export const other: string = '00000000-0000-4000-8000-00000000000b';

/** A call's context by what is set where, about the customer and the service of a request. */
export function contextOf(
  where: SetWhere,
  about: { customer?: string; service?: string } = {},
  now = noon,
): CallContext {
  const resolve = (customer?: string, service?: string) => {
    const layers: readonly [SettingScope, Partial<TransportSettings> | undefined][] = [
      ['default', settings.parse({})],
      ['tenant', where.tenant],
      ['service', where.services?.[service ?? '']],
      ['customer', where.customers?.[customer ?? '']],
    ];
    const values: Record<string, unknown> = {};
    const origins: Record<string, SettingScope> = {};
    for (const [scope, layer] of layers)
      for (const [key, value] of Object.entries(layer ?? {})) [values[key], origins[key]] = [value, scope];
    return { values, origins };
  };
  const { values, origins } = resolve(about.customer, about.service);
  return {
    tenant: carrier,
    actor: { type: 'system', reason: 'tests' },
    now,
    settings: values,
    origins,
    settingsFor: async ({ customerId, serviceId }) => resolve(customerId, serviceId),
    ...reachesNothing,
    signal: AbortSignal.timeout(60_000),
  };
}

/** Tuesday, 16 June 2026, 12:12 in Brussels. */
const noon = new Date('2026-06-16T10:12:00Z');

/** Two services: one for everybody, one with levels for customers by name. */
export const twoServices = {
  services: [
    { id: 'groupage', title: 'Groupage', off: false },
    { id: 'express', title: 'Express', off: false },
    { id: 'old', title: 'Old', off: true },
  ],
} satisfies Partial<TransportSettings>;

/** A request as hooks see it, of an order that passed the check but for these changes. */
export function requestOf(change: Partial<TransportContent> = {}, more: Partial<IntakeRequest> = {}): IntakeRequest {
  const { content } = checkTransport(paint, sampleContext());
  return {
    id: '00000000-0000-4000-8000-000000000009',
    intent: 'create',
    kind: 'transport',
    door: 'portal',
    customerId: acme,
    proof: 'session',
    flow: 'transport-orders',
    refers: false,
    receivedAt: noon,
    content: { ...content!, ...change },
    ...more,
  };
}

/** The same order, collected on another day. */
export const collectedOn = (date: string): Partial<TransportContent> => {
  const { content } = checkTransport(paint, sampleContext());
  return { stops: content!.stops.map((stop) => (stop.action === 'collect' ? { ...stop, date } : stop)) };
};
