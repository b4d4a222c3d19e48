import { describe, expect, it } from 'vitest';
import { ageWords } from './age.ts';

const said = (key: string, params?: Readonly<Record<string, unknown>>): string => `${key} ${String(params?.['count'])}`;
const now = '2026-11-24T10:00:00Z';

describe('an age', () => {
  it.each([
    ['2026-11-24T10:00:20Z', 'admin.quarantine.age.minutes 0'],
    ['2026-11-24T09:59:30Z', 'admin.quarantine.age.minutes 0'],
    ['2026-11-24T09:01:00Z', 'admin.quarantine.age.minutes 59'],
    ['2026-11-24T09:00:00Z', 'admin.quarantine.age.hours 1'],
    ['2026-11-22T10:00:01Z', 'admin.quarantine.age.hours 47'],
    ['2026-11-22T10:00:00Z', 'admin.quarantine.age.days 2'],
  ])('since %s is %s', (at, words) => {
    expect(ageWords(said, { at, now })).toBe(words);
  });
});
