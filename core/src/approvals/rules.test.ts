import { Choice, type ApprovalState, type Decision } from '@docket/sdk';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge, stateAfter, type Standing } from './rules.ts';

const [shown, other] = ['a'.repeat(64), 'b'.repeat(64)];
const open: Standing = { state: 'open', hash: shown, counter: null, ticks: [], decision: null };
const answered = (state: ApprovalState, decision: Decision): Standing => ({ ...open, state, decision });
const approve = { choice: 'approve' } as const;
const decline = { choice: 'decline', reason: 'Too much.' } as const;
const euros = { type: 'money', currency: 'EUR' } as const;

describe('whether an answer is taken', () => {
  it.each<[string, Standing, string, Decision, ReturnType<typeof judge>]>([
    ['what is open takes its answer', open, shown, approve, 'takes'],
    ['… and another version too, with a reason', open, shown, { choice: 'revise', reason: 'Bigger.' }, 'takes'],
    ['what was shown otherwise is not what is asked', open, other, approve, 'approval.changed'],
    ['who declines says why', open, shown, { choice: 'decline' }, 'approval.reason-missing'],
    ['… in words', open, shown, { choice: 'revise', reason: '  ' }, 'approval.reason-missing'],
    ['the same answer again is the first one', answered('approved', approve), shown, approve, 'stands'],
    ['… whatever its reason', answered('declined', decline), shown, { choice: 'decline', reason: 'No.' }, 'stands'],
    ['… also without one', answered('declined', decline), shown, { choice: 'decline' }, 'stands'],
    ['the first answer counts', answered('approved', approve), shown, decline, 'approval.decided'],
    ['an answer to something else is not the same', answered('approved', approve), other, approve, 'approval.decided'],
    ['what is void takes none', { ...open, state: 'void' }, shown, approve, 'approval.void'],
    ['… though it was approved before', answered('void', approve), shown, approve, 'approval.void'],
  ])('%s', (_, standing, hash, decision, judgement) => {
    expect(judge(standing, { hash, decision })).toBe(judgement);
  });

  it.each<[string, Standing['counter'], Decision, ReturnType<typeof judge>]>([
    ['where the question takes it', euros, { ...decline, counter: { minor: 900, currency: 'EUR' } }, 'takes'],
    ['nothing at all is an amount', euros, { ...decline, counter: { minor: 0, currency: 'EUR' } }, 'takes'],
    ['not below that', euros, { ...decline, counter: { minor: -1, currency: 'EUR' } }, 'approval.counter-unfit'],
    [
      'not in another currency',
      euros,
      { ...decline, counter: { minor: 9, currency: 'USD' } },
      'approval.counter-unfit',
    ],
    [
      'not where it is not asked',
      null,
      { ...decline, counter: { minor: 9, currency: 'EUR' } },
      'approval.counter-unfit',
    ],
    ['not by who approves', euros, { ...approve, counter: { minor: 9, currency: 'EUR' } }, 'approval.counter-unfit'],
  ])('an amount is named instead %s', (_, counter, decision, judgement) => {
    expect(judge({ ...open, counter }, { hash: shown, decision })).toBe(judgement);
  });

  const ticks = [
    { id: 'spelling', label: 'spelling' },
    { id: 'size', label: 'size' },
  ];

  it.each<[string, Standing['ticks'], Decision, ReturnType<typeof judge>]>([
    ['all of them are', ticks, { ...approve, ticked: ['size', 'spelling'] }, 'takes'],
    ['not some of them', ticks, { ...approve, ticked: ['size'] }, 'approval.ticks-missing'],
    ['not none of them', ticks, approve, 'approval.ticks-missing'],
    ['nothing is to be', [], approve, 'takes'],
    ['only what is asked is', ticks, { ...approve, ticked: ['size', 'spelling', 'ink'] }, 'approval.ticks-unknown'],
    ['only what is asked is, where nothing is', [], { ...approve, ticked: ['ink'] }, 'approval.ticks-unknown'],
    ['who does not approve has not', ticks, decline, 'takes'],
  ])('points are approved when %s confirmed', (_, asked, decision, judgement) => {
    expect(judge({ ...open, ticks: asked }, { hash: shown, decision })).toBe(judgement);
  });

  it('nothing with points is approved unless each of them is confirmed, and nothing else', () => {
    const points = fc.uniqueArray(fc.constantFrom('spelling', 'size', 'placement', 'garment', 'ink'));
    fc.assert(
      fc.property(points, points, (asked, ticked) => {
        const standing = { ...open, ticks: asked.map((id) => ({ id, label: id })) };
        const isTaken = judge(standing, { hash: shown, decision: { ...approve, ticked } }) === 'takes';
        expect(isTaken).toBe(asked.toSorted().join() === ticked.toSorted().join());
      }),
    );
  });

  const decisions = fc.record({ choice: fc.constantFrom(...Choice.options), reason: fc.constantFrom('', 'Because.') });
  const hashes = fc.constantFrom(shown, other);

  it('nothing but what is open, asks the same and is reasoned is ever written', () => {
    fc.assert(
      fc.property(
        fc.option(decisions, { nil: null }),
        fc.boolean(),
        hashes,
        decisions,
        (first, isVoid, hash, decision) => {
          const state = isVoid ? 'void' : first === null ? 'open' : stateAfter(first.choice);
          const isTaken = judge({ ...open, state, decision: first }, { hash, decision }) === 'takes';
          const isReasoned = decision.choice === 'approve' || decision.reason !== '';
          expect(isTaken).toBe(state === 'open' && hash === shown && isReasoned);
        },
      ),
    );
  });

  it('of any sequence of answers the first that is taken stands, and each other is told so', () => {
    fc.assert(
      fc.property(fc.array(decisions, { minLength: 1, maxLength: 8 }), (sequence) => {
        let standing = open;
        for (const decision of sequence) {
          const judgement = judge(standing, { hash: shown, decision });
          if (judgement === 'takes') standing = answered(stateAfter(decision.choice), decision);
          else if (standing.decision)
            expect(judgement).toBe(standing.decision.choice === decision.choice ? 'stands' : 'approval.decided');
        }
        const first = sequence.find(({ choice, reason }) => choice === 'approve' || reason !== '');
        expect(standing.decision).toBe(first ?? null);
      }),
    );
  });
});
