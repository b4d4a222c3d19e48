import { expect, it } from 'vitest';
import { isOverdue } from './orders.ts';

const column = { kind: 'garment', id: 'press', tone: 'working', count: 1 } as const;

it('calls an order overdue from the day after it was due', () => {
  expect(isOverdue('2026-03-01', '2026-03-01', column)).toBe(false);
  expect(isOverdue('2026-03-01', '2026-03-02', column)).toBe(true);
});

it('calls no finished order and none without a date overdue', () => {
  expect(isOverdue('2026-03-01', '2026-03-02', { ...column, final: true })).toBe(false);
  expect(isOverdue('2026-03-01', '2026-03-02', { ...column, tone: 'done' })).toBe(false);
  expect(isOverdue(null, '2026-03-02', column)).toBe(false);
});
