import { describe, expect, it } from 'vitest';
import { instantOf, momentText } from './moments.ts';

describe('a moment by the clock of a place', () => {
  it.each([
    ['2026-06-16T09:30', 'Europe/Brussels', '2026-06-16T07:30:00.000Z'],
    ['2026-06-16T09:30:00', 'America/Chicago', '2026-06-16T14:30:00.000Z'],
    // Twice, and never.
    ['2026-10-25T02:30', 'Europe/Brussels', '2026-10-25T00:30:00.000Z'],
    ['2026-03-29T02:30', 'Europe/Brussels', '2026-03-29T01:30:00.000Z'],
  ])('%s in %s is %s', (typed, zone, instant) => {
    expect(instantOf(typed, zone)).toBe(instant);
  });

  it.each(['', 'soon', '2026-06-16', '2026-02-30T10:00', '2026-06-16T25:00', '2026-06-16T09:30Z'])(
    '%j is none',
    (typed) => {
      expect(instantOf(typed, 'Europe/Brussels')).toBeUndefined();
    },
  );

  it('comes back as it was typed', () => {
    const typed = '2026-12-31T23:45';
    expect(momentText(instantOf(typed, 'Asia/Kathmandu')!, 'Asia/Kathmandu')).toBe(typed);
  });
});
