import type { ApprovalState } from '@docket/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOf, making, mockup, questionIn, round, sentOnce, work } from './cases.fixture.ts';
import type { Making } from './proof.ts';
import { judge, withoutUnsent, type ProofCase } from './standing.ts';

const black: Making = making();
const fewer: Making = making({
  work: { ...work, spec: [{ label: 'garment.work.pieces', value: { type: 'number', number: 12 } }] },
});
const red: Making = making({ work: { ...work, looks: { colour: 'Red' } }, looks: 'looks-2' });
const nothing: ProofCase = { making: making(), mockups: [], rounds: [], questions: [] };

describe('where a work stands', () => {
  it.each<[string, ProofCase, string, string | null]>([
    ['without a mockup', nothing, 'none', 'mockup'],
    ['with one that was not sent', { ...nothing, mockups: [mockup(1)] }, 'ready', 'sending'],
    ['sent', sentOnce(), 'waiting', null],
    ['approved', sentOnce('approved'), 'approved', null],
    ['to be revised', sentOnce('revision'), 'revision', 'new-mockup'],
    ['declined', sentOnce('declined'), 'declined', 'new-mockup'],
    ['withdrawn', sentOnce('void'), 'void', 'sending'],
    ['with a newer mockup, not sent', sentOnce('revision', { mockups: [mockup(1), mockup(2)] }), 'ready', 'sending'],
    ['approved, of fewer pieces since', sentOnce('approved', { making: fewer }), 'void', 'sending'],
    ['sent, of fewer pieces since', sentOnce('open', { making: fewer }), 'void', 'sending'],
    ['approved, of another colour since', sentOnce('approved', { making: red }), 'void', 'new-mockup'],
    ['to be revised, of fewer pieces since', sentOnce('revision', { making: fewer }), 'revision', 'sending'],
    ['declined, of another colour since', sentOnce('declined', { making: red }), 'declined', 'new-mockup'],
    ['asked with a question that is not there', sentOnce('open', { questions: [] }), 'void', 'sending'],
    ['not made any more', sentOnce('approved', { making: undefined }), 'void', null],
  ])('%s', (_, known, standing, needs) => {
    expect(judge(known, hashOf)).toMatchObject({ standing, needs });
  });

  it('is that of the newest question alone', () => {
    const again = round(2, { mockup: 2 });
    const questions = [questionIn(round(1), 'declined'), questionIn(again)];
    const known = sentOnce('open', { mockups: [mockup(1), mockup(2)], rounds: [round(1), again], questions });
    expect(judge(known, hashOf)).toMatchObject({ standing: 'waiting', wants: null });
  });

  it('goes by the terms and ticks as they were sent', () => {
    const sent = round(1, { terms: 'As seen.', termsVersion: '2026-06', ticks: ['spelling'] });
    const known = sentOnce('open', { rounds: [sent], questions: [questionIn(sent, 'approved')] });
    expect(judge(known, hashOf).standing).toBe('approved');
    const others = { ...known, rounds: [{ ...sent, terms: 'As said.' }] };
    expect(judge(others, hashOf).standing).toBe('void');
  });

  it('[D-7] is for the shop to follow up where somebody wants something else', () => {
    expect(judge(sentOnce('revision'), hashOf).wants).toBe('revise');
    expect(judge(sentOnce('declined'), hashOf).wants).toBe('decline');
    expect(judge(sentOnce('approved'), hashOf).wants).toBeNull();
    expect(judge(sentOnce('declined', { making: undefined }), hashOf).wants).toBeNull();
    // A newer mockup that was not sent changes nothing for them.
    expect(judge(sentOnce('revision', { mockups: [mockup(1), mockup(2)] }), hashOf).wants).toBe('revise');
  });

  it('[G-65] is approved exactly where the newest question is, and asked what would be asked now', () => {
    const states: readonly ApprovalState[] = ['open', 'approved', 'declined', 'revision', 'void'];
    const known = fc.record({
      state: fc.constantFrom(...states),
      sent: fc.constantFrom(black, fewer, red),
      now: fc.constantFrom(black, fewer, red, undefined),
      sentMockup: fc.integer({ min: 1, max: 3 }),
      mockups: fc.subarray([1, 2, 3]),
    });
    fc.assert(
      fc.property(known, ({ state, sent, now, sentMockup, mockups }) => {
        const only = round(1, { mockup: sentMockup, looks: sent.looks });
        const { standing } = judge(
          { making: now, mockups: mockups.map(mockup), rounds: [only], questions: [questionIn(only, state, sent)] },
          hashOf,
        );
        const isSame = sent === now && sentMockup === mockups.at(-1);
        expect(standing === 'approved').toBe(state === 'approved' && isSame);
        expect(standing === 'waiting').toBe(state === 'open' && isSame);
      }),
    );
  });

  it('is told to customers without what was never sent to them', () => {
    const known = sentOnce('revision', { mockups: [mockup(1), mockup(2)] });
    expect(judge(withoutUnsent(known), hashOf).standing).toBe('revision');
    expect(withoutUnsent(known).mockups).toEqual([mockup(1)]);
  });
});
