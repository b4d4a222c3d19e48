import { expect, it } from 'vitest';
import { movedFrom, movedOf } from './moved.ts';
import type { OrderEvent } from './order-page.ts';

type Page = Parameters<typeof movedOf>[1];

const event = (type: string, from: string, to: string): OrderEvent => ({
  id: '1',
  at: '2026-03-01T10:00:00.000Z',
  type,
  by: { type: 'staff', id: 'robin', name: '' },
  data: { from, to },
});
const order = { id: 'o1', label: '1043', kind: 'garment', status: 'art' } as Page['order'];
const timeline = [event('edited', '', ''), event('status', 'quote', 'art'), event('status', 'new', 'quote')];
const told = (query: string, change: Partial<Page> = {}) =>
  movedOf(new URL(`http://shop.test/admin/orders/1043?${query}`), { order, timeline, ...change });

it('[T-12] tells of the move that led to the number of today', () => {
  expect(told(movedFrom('quote'))).toEqual({ id: 'o1', label: '1043', kind: 'garment', from: 'quote', to: 'art' });
});

it.each<[string, string, Partial<Page>?]>([
  ['that the address does not name', ''],
  ['from another status', movedFrom('new')],
  ['that others followed', movedFrom('quote'), { timeline: [event('status', 'art', 'press'), ...timeline] }],
  ['that never was', movedFrom('quote'), { timeline: [] }],
  ['to where the order is no longer', movedFrom('quote'), { order: { ...order, status: 'press' } }],
])('tells of no move %s', (_, query, change) => {
  expect(told(query, change)).toBeUndefined();
});
