import { expect, it } from 'vitest';
import { todayIn } from './today.ts';

it('knows that the day at the shop is not the day of the server', () => {
  const now = new Date('2026-03-02T03:30:00Z');
  expect(todayIn('America/Chicago', now)).toBe('2026-03-01');
  expect(todayIn('Asia/Tokyo', now)).toBe('2026-03-02');
});
