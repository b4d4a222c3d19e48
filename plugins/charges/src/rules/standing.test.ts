import { ApprovalState, type Approval } from '@docket/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAgreed, standingOf, wasDecided, type Standing } from './standing.ts';

const charge = { id: 'c1', version: 2, asks: true, withdrawn: null };
const withdrawn = { at: '2026-06-16T10:00:00Z', by: null, reason: 'Twice.' };
const decided = {
  at: '2026-06-16T09:00:00Z',
  by: { type: 'contact', name: 'Pat' },
  decision: { choice: 'approve' },
} as const;

const question = (state: Approval['state'], change: object = {}) => ({
  subject: 'c1',
  version: 2,
  state,
  decided: state === 'approved' || state === 'declined' || state === 'revision' ? decided : null,
  ...change,
});

describe('where a charge stands', () => {
  it.each<[string, object, readonly ReturnType<typeof question>[], Standing]>([
    ['[T-29] nothing to ask', { asks: false }, [], 'not-required'],
    ['[T-29] nothing to ask, though an earlier version was', { asks: false }, [question('void')], 'not-required'],
    ['[T-29] an open question', {}, [question('open')], 'to-approve'],
    ['[T-31] approved', {}, [question('approved')], 'approved'],
    ['[T-32] declined', {}, [question('declined')], 'rejected'],
    ['[T-32] sent back for another version', {}, [question('revision')], 'rejected'],
    ['approved as it was before', {}, [question('approved', { version: 1 })], 'to-approve'],
    ['approved, and void since', {}, [question('void')], 'to-approve'],
    ['asked again', {}, [question('open'), question('void', { version: 1 })], 'to-approve'],
    ['another charge approved', {}, [question('approved', { subject: 'c2' })], 'to-approve'],
    ['never asked', {}, [], 'to-approve'],
    ['withdrawn', { withdrawn }, [question('approved')], 'withdrawn'],
  ])('%s', (_, change, questions, standing) => {
    expect(standingOf({ ...charge, ...change }, questions)).toBe(standing);
  });

  it('is agreed to by nobody but the customer, unless nothing had to be asked', () => {
    const states = fc.constantFrom(...ApprovalState.options);
    fc.assert(
      fc.property(fc.array(fc.record({ state: states, version: fc.integer({ min: 1, max: 3 }) })), (asked) => {
        const questions = asked.map(({ state, version }) => question(state, { version }));
        const agreed = isAgreed(standingOf(charge, questions));
        expect(agreed).toBe(questions.find((one) => one.version === 2 && one.state !== 'void')?.state === 'approved');
      }),
    );
  });
});

describe('a charge', () => {
  it('was decided once anybody answered, also where the answer is void by now', () => {
    expect(wasDecided('c1', [question('void', { decided })])).toBe(true);
    expect(wasDecided('c1', [question('void'), question('open')])).toBe(false);
    expect(wasDecided('c2', [question('approved')])).toBe(false);
  });
});
