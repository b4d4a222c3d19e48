import { describe, expect, it } from 'vitest';
import { dayAt } from './day.ts';

describe('the day at the shop', () => {
  it('is the shop’s own, wherever the reader is', () => {
    const moment = new Date('2026-04-10T03:30:00Z');
    expect(dayAt(moment, 'America/Chicago')).toBe('2026-04-09');
    expect(dayAt(moment, 'Europe/Oslo')).toBe('2026-04-10');
  });
});
