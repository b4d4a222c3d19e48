import type { Actor } from '@docket/sdk';
import { expect, it } from 'vitest';
import { hintsFor } from './hints.ts';
import type { ChangeRow } from './store.ts';

const at = new Date('2026-11-26T10:00:00Z');
const change = (event: string, facts: Partial<ChangeRow>): ChangeRow => ({
  id: event,
  at,
  order_id: null,
  number: null,
  prefix: null,
  request_id: null,
  customer_id: null,
  in_portal: false,
  bell_of: null,
  sight: null,
  ...facts,
});
const own = { order_id: 'o', number: 7, prefix: '', customer_id: 'smith', in_portal: true };
const smith: Actor = { type: 'contact', id: 'sarah', customerId: 'smith', rights: ['charges'] };
const robin: Actor = { type: 'staff', id: 'robin', permissions: ['orders.read'] };

it.each([
  ['of the own order', own, true],
  ['of the own order that is not in the portal', { ...own, in_portal: false }, false],
  ['of what takes a right that it has', { ...own, sight: 'charges' }, true],
  ['of what takes a right that it does not have', { ...own, sight: 'approve' }, false],
  ['of another customer’s order', { ...own, customer_id: 'jones' }, false],
  ['of an order that is nobody’s', { ...own, customer_id: null }, false],
  ['of the own request that is no order yet', { request_id: 'r', customer_id: 'smith' }, false],
  ['of a bell', { bell_of: 'sarah' }, false],
])('a customer hears %s: %o → %s', (_, facts, hears) => {
  expect(hintsFor(smith, [change('e', facts)])).toHaveLength(hears ? 1 : 0);
});

it.each([
  ['of every order', { ...own, in_portal: false }, 'order'],
  ['of every request', { request_id: 'r' }, 'request'],
  ['of the own bell', { bell_of: 'robin' }, 'notice'],
])('staff hear %s', (_, facts, what) => {
  expect(hintsFor(robin, [change('e', facts)])).toMatchObject([{ what }]);
});

it('staff hear of no bell of a colleague, and who looks into the shop of none', () => {
  const rung = [change('e', { bell_of: 'alex' })];
  expect(hintsFor(robin, rung)).toEqual([]);
  expect(hintsFor({ type: 'operator', id: 'alex', permissions: ['orders.read'] }, rung)).toEqual([]);
});

it('says of several changes to one order the latest, once, and everything in the sequence it happened', () => {
  const changes = [change('3', own), change('2', { ...own, order_id: 'p', number: 8 }), change('1', own)];
  expect(hintsFor(smith, changes)).toEqual([
    { event: '2', what: 'order', id: 'p', number: 8, prefix: '', at: at.toISOString() },
    { event: '3', what: 'order', id: 'o', number: 7, prefix: '', at: at.toISOString() },
  ]);
});
