import { describe, expect, it } from 'vitest';
import { clockIn, timeLeft } from './closing.ts';

const at = (text: string): number => Date.parse(text);

describe('what is left until orders close', () => {
  it.each([
    ['2026-06-16T12:00:00Z', '2026-06-16T10:48:00Z', { days: 0, hours: 1, minutes: 12 }],
    ['2026-06-16T12:00:00Z', '2026-06-16T11:59:30Z', { days: 0, hours: 0, minutes: 0 }],
    ['2026-06-18T12:00:00Z', '2026-06-16T11:00:00Z', { days: 2, hours: 1, minutes: 0 }],
    ['2026-06-16T12:00:00Z', '2026-06-16T12:00:00Z', undefined],
    ['2026-06-16T12:00:00Z', '2026-06-17T12:00:00Z', undefined],
  ])('until %s, at %s', (until, now, left) => {
    expect(timeLeft(at(until), at(now))).toEqual(left);
  });
});

describe('the clock of a zone', () => {
  it.each([
    ['Europe/Brussels', '2026-06-16T12:00:00Z', { day: '2026-06-16', time: '14:00' }],
    ['Europe/Dublin', '2026-06-16T12:00:00Z', { day: '2026-06-16', time: '13:00' }],
    ['Pacific/Auckland', '2026-06-16T12:00:00Z', { day: '2026-06-17', time: '00:00' }],
  ])('%s at %s', (zone, moment, shown) => {
    expect(clockIn(zone, new Date(moment))).toEqual(shown);
  });
});
