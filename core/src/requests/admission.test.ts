import { describe, expect, it } from 'vitest';
import { standardAdmission } from './admission.ts';

const now = new Date('2026-11-24T10:00:00Z');
const before = (milliseconds: number): Date => new Date(now.getTime() - milliseconds);

describe('the core’s own admission', () => {
  it.each([
    ['portal', false, 0, 'accept'],
    ['portal', true, 0, 'accept'],
    ['public', false, 2000, 'accept'],
    ['public', false, 1999, 'quarantine'],
    ['public', true, 60_000, 'quarantine'],
    ['public', true, 0, 'quarantine'],
  ] as const)('at the %s door, trap filled %s, %i ms after the beginning: %s', (door, trap, age, decision) => {
    expect(standardAdmission({ door, trap, begun: before(age), now }).decision).toBe(decision);
  });

  it('says why, in words for staff', () => {
    const reason = (trap: boolean): string => standardAdmission({ door: 'public', trap, begun: now, now }).reason;
    expect(reason(true)).toMatch(/people do not see/);
    expect(reason(false)).toMatch(/two seconds/);
  });
});
