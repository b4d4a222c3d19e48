import type { Wish } from '@docket/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import messages from '#messages/en.json' with { type: 'json' };
import { settings, type ImportSettings } from '../settings.ts';
import { obstacleCodes, obstacleTo, type ObstacleCode } from './obstacle.ts';

const wish = (change: Partial<Wish> = {}): Wish => ({
  orderId: '00000000-0000-4000-8000-000000000001',
  kind: 'transport',
  flow: 'order-import',
  door: 'portal',
  by: 'portal',
  status: 'planned',
  stage: 'planned',
  way: ['quote', 'to-plan', 'planned', 'in-transit'],
  intent: 'change',
  waits: false,
  facts: [],
  ...change,
});
const rules = (change: Partial<ImportSettings> = {}): ImportSettings => settings.parse({ updates: true, ...change });
const upTo = (status: string) => [{ status: `transport.${status}` }];
const collected = (value: string) => [{ id: 'collected', value }];

describe('the first thing in the way', () => {
  it.each<[string, Partial<Wish>, Partial<ImportSettings>, ObstacleCode | undefined]>([
    ['nothing', {}, {}, undefined],
    ['[T-60] an order of the time before', { flow: 'transport-orders' }, {}, 'legacy'],
    ['[T-60] an order of the public form', { flow: 'transport-orders', door: 'public' }, {}, 'legacy'],
    ['[T-61] an order that a program sent', { flow: 'transport-orders', door: 'api' }, {}, 'integration'],
    ['[T-61] an order that a program sent, under this flow', { door: 'api' }, {}, 'integration'],
    ['[T-61] nothing, for the program of an order that a program sent', { door: 'api', by: 'api' }, {}, undefined],
    ['[T-51] nothing, for the program of an order that people sent', { by: 'api' }, {}, undefined],
    ['[T-60] a program’s order of the time before', { flow: 'x', door: 'api', by: 'api' }, {}, 'legacy'],
    ['[T-61] an order of a file, for everybody', { door: 'file' }, {}, 'integration'],
    ['[T-65] that creation is off', {}, { creation: false }, 'off'],
    ['[T-37] that updates are off', {}, { updates: false }, 'updates-off'],
    ['[T-37] no updates, for a cancellation', { intent: 'cancel' }, { updates: false }, undefined],
    ['[T-49] a part that is collected', { facts: collected('part') }, {}, 'collected'],
    [
      '[T-49] all that is collected, for a cancellation',
      { intent: 'cancel', facts: collected('all') },
      {},
      'collected',
    ],
    ['[T-42] nothing, when none is collected', { facts: collected('none') }, {}, undefined],
    ['[T-45] the status itself', {}, { updateLimit: upTo('planned') }, 'status-reached'],
    ['[T-45] a status behind it', { status: 'in-transit' }, { updateLimit: upTo('planned') }, 'status-reached'],
    ['[T-45] nothing before it', { status: 'to-plan' }, { updateLimit: upTo('planned') }, undefined],
    ['[T-45] no limit of another kind', {}, { updateLimit: [{ status: 'garment.planned' }] }, undefined],
    ['[T-45] a status that is no more', {}, { updateLimit: upTo('gone') }, 'status-reached'],
    [
      '[T-47] no limit of changes, for a cancellation',
      { intent: 'cancel' },
      { updateLimit: upTo('planned') },
      undefined,
    ],
    ['[T-47] its own limit', { intent: 'cancel' }, { cancelLimit: upTo('planned') }, 'status-reached'],
    ['[T-47] no limit of cancellations, for a change', {}, { cancelLimit: upTo('planned') }, undefined],
    ['the origin before anything else', { flow: 'x', facts: collected('all') }, { creation: false }, 'legacy'],
    ['the switches before what is collected', { facts: collected('all') }, { updates: false }, 'updates-off'],
    ['what is collected before the status', { facts: collected('all') }, { updateLimit: upTo('quote') }, 'collected'],
    ['no switch, once it waits', { waits: true }, { creation: false, updates: false }, undefined],
    ['what is collected, although it waits', { waits: true, facts: collected('part') }, {}, 'collected'],
    ['the status, although it waits', { waits: true }, { updateLimit: upTo('planned') }, 'status-reached'],
  ])('is %s', (_, about, set, code) => {
    expect(obstacleTo(wish(about), rules(set))).toBe(code);
  });

  it('[T-45] stays in the way however much further the order goes', () => {
    const { way } = wish();
    const place = fc.nat(way.length - 1);
    fc.assert(
      fc.property(place, place, place, (limit, now, later) => {
        const at = (status: number) =>
          obstacleTo(wish({ status: way[status]! }), rules({ updateLimit: upTo(way[limit]!) }));
        fc.pre(now <= later && at(now) !== undefined);
        expect(at(later)).toBe('status-reached');
      }),
    );
  });

  it('[T-62] has words for the customer, each with a next step', () => {
    const words = messages as Readonly<Record<string, string>>;
    for (const code of obstacleCodes) expect(words[`eligible.order-import.${code}`]).toMatch(/^.+\. .+\.$/);
  });
});
