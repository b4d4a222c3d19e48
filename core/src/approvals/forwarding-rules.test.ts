import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canAnswer, judgeForward, rightsToAnswer, type Forwardable } from './forwarding-rules.ts';

const open: Forwardable = {
  state: 'open',
  sight: null,
  approvers: null,
  answers: [],
  me: 'sarah',
  toldBefore: [],
};
const named = (...contacts: readonly string[]): Forwardable => ({ ...open, approvers: { rule: 'all', contacts } });
const mine = [{ contact: 'sarah', decision: { choice: 'approve' } }] as const;

describe('whether a question goes to a colleague', () => {
  it.each<[string, Forwardable, ReturnType<typeof judgeForward>]>([
    ['what anybody may answer does', open, 'forwards'],
    ['… once for each who forwards it', { ...open, toldBefore: ['ann'] }, 'stands'],
    ['… whoever else was asked', { ...open, toldBefore: ['bob'] }, 'forwards'],
    ['what who forwards it is to answer does', named('sarah', 'bob'), 'forwards'],
    ['what others are to answer does not', named('bob'), 'approval.not-named'],
    ['nor what they answered', { ...named('sarah', 'bob'), answers: mine }, 'approval.decided'],
    ['nor to who is asked already', named('sarah', 'ann'), 'approval.asked-already'],
    ['who was put in the own place is told once', { ...named('ann', 'bob'), toldBefore: ['ann'] }, 'stands'],
    ['… and again when the question came back', { ...named('sarah', 'bob'), toldBefore: ['ann'] }, 'forwards'],
    [
      '… unless they are asked beside it by then',
      { ...named('sarah', 'ann'), toldBefore: ['ann'] },
      'approval.asked-already',
    ],
    ['what is void goes nowhere', { ...open, state: 'void', toldBefore: ['ann'] }, 'approval.void'],
    ['nor what is answered', { ...open, state: 'approved', toldBefore: ['ann'] }, 'approval.decided'],
  ])('%s', (_, question, judgement) => {
    expect(judgeForward(question, 'ann')).toBe(judgement);
  });

  it('nobody asks the own person', () => {
    expect(judgeForward(open, 'sarah')).toBe('approval.asked-already');
    expect(judgeForward(named('sarah'), 'sarah')).toBe('approval.asked-already');
  });

  it('takes the right to answer, and the one to see it', () => {
    expect(rightsToAnswer({ sight: 'charges' })).toEqual(['approve', 'charges']);
    expect(rightsToAnswer({ sight: 'approve' })).toEqual(['approve']);
    expect(canAnswer({ sight: 'charges' }, { rights: ['approve'] })).toBe(false);
    expect(canAnswer({ sight: null }, { rights: ['order', 'approve'] })).toBe(true);
  });

  it('whoever is put in a place leaves as many people named, each once', () => {
    const people = fc.uniqueArray(fc.constantFrom('ann', 'bob', 'cleo', 'sarah'));
    fc.assert(
      fc.property(people, (approvers) => {
        if (judgeForward(named(...approvers), 'ann') !== 'forwards') return;
        const after = approvers.map((one) => (one === 'sarah' ? 'ann' : one));
        expect(new Set(after).size).toBe(approvers.length);
        expect(after).not.toContain('sarah');
      }),
    );
  });
});
