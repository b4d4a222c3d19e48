import { describe, expect, it } from 'vitest';
import { formatDate, zoneCity } from './date-text.ts';

const chicago = { locale: 'en-GB', zone: 'America/Chicago' } as const;

describe('a moment', () => {
  it('is written on the shop\u2019s clock and names the shop\u2019s zone', () => {
    expect(formatDate('2026-04-10T21:00:00Z', { ...chicago, precision: 'minute' })).toBe(
      'Fri, 10 Apr 2026, 16:00 Chicago',
    );
  });

  it('names the zone when only the day is asked for: the day itself depends on it', () => {
    expect(formatDate('2026-04-11T02:00:00Z', { ...chicago, precision: 'day' })).toBe('Fri, 10 Apr 2026 Chicago');
  });

  it('follows daylight saving time', () => {
    expect(formatDate('2026-01-10T21:00:00Z', { ...chicago, precision: 'minute' })).toContain('15:00');
  });

  it('is written as it stands when it is a date without time, whatever the zone', () => {
    expect(formatDate('2026-04-12', { ...chicago, zone: 'Pacific/Kiritimati', precision: 'minute' })).toBe(
      'Sun, 12 Apr 2026',
    );
  });

  it('is refused when it is no date', () => {
    expect(() => formatDate('soon', { ...chicago, precision: 'day' })).toThrow(RangeError);
  });
});

describe('the city of a zone', () => {
  it.each([
    ['America/Argentina/Buenos_Aires', 'Buenos Aires'],
    ['Europe/Oslo', 'Oslo'],
    ['UTC', 'UTC'],
  ])('%s is %s', (zone, city) => {
    expect(zoneCity(zone)).toBe(city);
  });
});
