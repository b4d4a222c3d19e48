import { issue, referral, type Admission } from '@docket/sdk';
import { describe, expect, it } from 'vitest';
import { releasedAs, suspicionsOf, verdictOf } from './admission.ts';

const now = new Date('2026-11-24T10:00:00Z');
const before = (milliseconds: number): Date => new Date(now.getTime() - milliseconds);

const trapFilled = { code: 'trap-filled' } as const;
const workOwed = { code: 'work-owed', params: { count: 4 } } as const;
const tooFast = (seconds: number) => ({ code: 'too-fast', params: { seconds } }) as const;

describe('what speaks for a machine', () => {
  it.each([
    [false, 2000, undefined, []],
    [false, 1999, undefined, [tooFast(1)]],
    [false, -5, undefined, [tooFast(0)]],
    [true, 60_000, undefined, [trapFilled]],
    [false, 60_000, 4, [workOwed]],
    [true, 999, 4, [trapFilled, tooFast(0), workOwed]],
  ])(
    '[abuse 20] trap filled %s, %i ms after the beginning, work owed beyond %s',
    (trap, age, owesWorkBeyond, reasons) => {
      expect(suspicionsOf({ trap, begun: before(age), now, owesWorkBeyond })).toEqual(reasons);
    },
  );
});

describe('admission', () => {
  const answer = (decision: Admission['decision']): Admission => ({ decision, reason: 'A plugin says so.' });

  it('accepts what nothing speaks against, and says by a code that no rule does', () => {
    expect(verdictOf([], undefined)).toEqual({ decision: 'accept', reason: '', reasons: [{ code: 'no-objection' }] });
  });

  it('[T-69] waits for staff when a rule puts it before them, whoever would take it in', () => {
    const waits = { decision: 'wait', reasons: [{ code: 'referred' }] };
    const rule = [referral('note.late', 'title', {}, 'orders.edit')];
    expect(verdictOf([], undefined, rule)).toMatchObject(waits);
    expect(verdictOf([], { decision: 'accept', reason: 'It may.' }, rule)).toMatchObject({
      ...waits,
      reason: 'It may.',
    });
    expect(verdictOf([], { decision: 'refuse', reason: 'No.' }, rule)).toMatchObject({ decision: 'refuse' });
    expect(releasedAs(undefined, rule)).toMatchObject(waits);
    // What is only flagged for staff stops nothing.
    expect(verdictOf([], undefined, [issue('refer', 'note.odd', 'title')]).decision).toBe('accept');
  });

  it.each(['accept', 'wait', 'quarantine', 'refuse'] as const)(
    'does what a plugin says of a person, in its words: %s',
    (decision) => {
      expect(verdictOf([], answer(decision))).toEqual({ ...answer(decision), reasons: [] });
    },
  );

  it.each(['accept', 'wait', 'quarantine', undefined] as const)(
    'keeps what a machine seems to have sent for staff, with every reason, though a plugin says %s',
    (decision) => {
      const verdict = verdictOf([trapFilled, workOwed], decision && answer(decision));
      expect(verdict).toEqual({ decision: 'quarantine', reason: '', reasons: [trapFilled, workOwed] });
    },
  );

  it('leaves what is refused refused', () => {
    expect(verdictOf([trapFilled], answer('refuse'))).toEqual({ ...answer('refuse'), reasons: [] });
  });

  it.each(['accept', 'quarantine', undefined] as const)(
    'accepts what staff release, though a plugin says %s, and leaves waiting what would have waited',
    (decision) => {
      const released = { decision: 'accept', reason: '', reasons: [{ code: 'released' }] };
      expect(releasedAs(decision && answer(decision))).toEqual(released);
      expect(releasedAs(answer('wait'))).toEqual({ ...answer('wait'), reasons: [] });
    },
  );
});
