import { describe, expect, it } from 'vitest';
import { answerOf, owedBy, titleOf } from './certificate.ts';

const by = { type: 'contact', name: 'Sarah' };
const decided = { at: '2026-11-26T12:00:00Z', by, decision: { choice: 'approve' } } as const;

describe('what a certificate calls things', () => {
  it.each([
    ['open', null, 'open'],
    ['approved', decided, 'approved'],
    ['declined', decided, 'declined'],
    ['revision', decided, 'revision'],
    ['void', decided, 'void'],
    ['void', null, 'lapsed'],
  ] as const)('a question that is %s, and was answered: %o', (state, answer, title) => {
    expect(titleOf({ state, decided: answer })).toBe(title);
  });

  it.each([
    [{ choice: 'approve' }, 'approve'],
    [{ choice: 'approve', reason: 'Make it blue.' }, 'corrected'],
    [{ choice: 'decline', reason: 'No.' }, 'decline'],
    [{ choice: 'revise', reason: 'Smaller.' }, 'revise'],
  ] as const)('an answer %o', (decision, called) => {
    expect(answerOf(decision)).toBe(called);
  });

  it('who still has to answer, while everybody named has to', () => {
    const people = [
      { id: null, name: 'Sarah', isMissing: false },
      { id: null, name: 'Bob', isMissing: true },
    ];
    expect(owedBy({ approvers: { rule: 'all', people } })).toEqual(['Bob']);
    expect(owedBy({ approvers: { rule: 'any', people } })).toEqual([]);
    expect(owedBy({ approvers: null })).toEqual([]);
  });
});
