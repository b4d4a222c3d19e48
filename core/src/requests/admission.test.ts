import type { Admission } from '@docket/sdk';
import { describe, expect, it } from 'vitest';
import { admissionOf, suspicionsOf } from './admission.ts';

const now = new Date('2026-11-24T10:00:00Z');
const before = (milliseconds: number): Date => new Date(now.getTime() - milliseconds);

describe('what speaks for a machine', () => {
  it.each([
    [false, 2000, false, []],
    [false, 1999, false, [/two seconds/]],
    [true, 60_000, false, [/people do not see/]],
    [false, 60_000, true, [/same network/]],
    [true, 0, true, [/people do not see/, /two seconds/, /same network/]],
  ] as const)('[abuse 20] trap filled %s, %i ms after the beginning, work owed %s', (trap, age, owesWork, said) => {
    const found = suspicionsOf({ trap, begun: before(age), now, owesWork });
    expect(found).toHaveLength(said.length);
    for (const [at, words] of said.entries()) expect(found[at]).toMatch(words);
  });
});

describe('admission', () => {
  const answer = (decision: Admission['decision']): Admission => ({ decision, reason: 'A plugin says so.' });

  it('accepts what nothing speaks against', () => {
    expect(admissionOf([], undefined).decision).toBe('accept');
  });

  it.each(['accept', 'wait', 'quarantine', 'refuse'] as const)(
    'does what a plugin says of a person: %s',
    (decision) => {
      expect(admissionOf([], answer(decision))).toEqual(answer(decision));
    },
  );

  it.each(['accept', 'wait', 'quarantine', undefined] as const)(
    'keeps what a machine seems to have sent for staff, with every reason, though a plugin says %s',
    (decision) => {
      const admission = admissionOf(['One.', 'Two.'], decision && answer(decision));
      expect(admission).toEqual({ decision: 'quarantine', reason: 'One. Two.' });
    },
  );

  it('leaves what is refused refused', () => {
    expect(admissionOf(['One.'], answer('refuse')).decision).toBe('refuse');
  });
});
