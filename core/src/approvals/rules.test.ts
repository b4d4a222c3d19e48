import { Choice, type ApprovalState, type Decision } from '@docket/sdk';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge, missingOf, said, stateAfter, type Answer, type Standing } from './rules.ts';

const [shown, other] = ['a'.repeat(64), 'b'.repeat(64)];
const open: Standing = {
  state: 'open',
  hash: shown,
  counter: null,
  ticks: [],
  decision: null,
  approvers: null,
  answers: [],
};
/** Whose answers are judged, where that makes no difference. */
const contact = 'ann';
const answered = (state: ApprovalState, decision: Decision): Standing => ({ ...open, state, decision });
const approve = { choice: 'approve' } as const;
const correct = { choice: 'approve', reason: 'Smyth, with a y.' } as const;
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
    ['… with its reason', answered('declined', decline), shown, { ...decline, reason: ' Too much. ' }, 'stands'],
    ['… also without one', answered('declined', decline), shown, { choice: 'decline' }, 'stands'],
    ['… or with none where the first has one', answered('approved', correct), shown, approve, 'stands'],
    [
      'with other words it is another one',
      answered('declined', decline),
      shown,
      { ...decline, reason: 'No.' },
      'approval.decided',
    ],
    ['… also an approval with a correction', answered('approved', approve), shown, correct, 'approval.decided'],
    [
      '… and one with another amount',
      answered('declined', { ...decline, counter: { minor: 900, currency: 'EUR' } }),
      shown,
      { ...decline, counter: { minor: 800, currency: 'EUR' } },
      'approval.decided',
    ],
    [
      '… while the same amount is the same',
      answered('declined', { ...decline, counter: { minor: 900, currency: 'EUR' } }),
      shown,
      { ...decline, counter: { minor: 900, currency: 'EUR' } },
      'stands',
    ],
    ['the first answer counts', answered('approved', approve), shown, decline, 'approval.decided'],
    ['an answer to something else is not the same', answered('approved', approve), other, approve, 'approval.decided'],
    ['what is void takes none', { ...open, state: 'void' }, shown, approve, 'approval.void'],
    ['… though it was approved before', answered('void', approve), shown, approve, 'approval.void'],
  ])('%s', (_, standing, hash, decision, judgement) => {
    expect(judge(standing, { contact, hash, decision })).toBe(judgement);
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
    expect(judge({ ...open, counter }, { contact, hash: shown, decision })).toBe(judgement);
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
    expect(judge({ ...open, ticks: asked }, { contact, hash: shown, decision })).toBe(judgement);
  });

  it('nothing with points is approved unless each of them is confirmed, and nothing else', () => {
    const points = fc.uniqueArray(fc.constantFrom('spelling', 'size', 'placement', 'garment', 'ink'));
    fc.assert(
      fc.property(points, points, (asked, ticked) => {
        const standing = { ...open, ticks: asked.map((id) => ({ id, label: id })) };
        const isTaken = judge(standing, { contact, hash: shown, decision: { ...approve, ticked } }) === 'takes';
        expect(isTaken).toBe(asked.toSorted().join() === ticked.toSorted().join());
      }),
    );
  });

  const decisions = fc.record({
    choice: fc.constantFrom(...Choice.options),
    reason: fc.constantFrom('', 'Because.', 'No.'),
  });
  const hashes = fc.constantFrom(shown, other);
  const after = (decision: Decision) => stateAfter(open, { contact, hash: shown, decision });

  it('nothing but what is open, asks the same and is reasoned is ever written', () => {
    fc.assert(
      fc.property(
        fc.option(decisions, { nil: null }),
        fc.boolean(),
        hashes,
        decisions,
        (first, isVoid, hash, decision) => {
          const state = isVoid ? 'void' : first === null ? 'open' : after(first);
          const isTaken = judge({ ...open, state, decision: first }, { contact, hash, decision }) === 'takes';
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
          const judgement = judge(standing, { contact, hash: shown, decision });
          const { choice, reason } = standing.decision ?? {};
          if (judgement === 'takes') standing = answered(after(decision), decision);
          else if (standing.decision)
            // Whoever is told that it stands has said nothing that is not kept.
            expect(judgement).toBe(
              choice === decision.choice && ['', reason].includes(decision.reason) ? 'stands' : 'approval.decided',
            );
        }
        const first = sequence.find(({ choice, reason }) => choice === 'approve' || reason !== '');
        expect(standing.decision).toBe(first ?? null);
      }),
    );
  });
});

describe('what is kept of a decision', () => {
  const counter = { minor: 900, currency: 'EUR' };
  it.each<[string, Decision, Decision]>([
    ['words without the space around them', { ...decline, reason: ' No. ' }, { ...decline, reason: 'No.' }],
    ['no words where there are none', { ...approve, reason: '  ' }, approve],
    ['an amount', { ...decline, counter }, { ...decline, counter }],
    ['each point once', { ...approve, ticked: ['size', 'size'] }, { ...approve, ticked: ['size'] }],
    ['no points where there are none', { ...approve, ticked: [] }, approve],
    ['no points of who does not approve', { ...decline, ticked: ['size'] }, decline],
  ])('is %s', (_, decision, kept) => {
    expect(said(decision)).toEqual(kept);
  });
});

describe('a question to several people', () => {
  const agreed = (who: string | null, decision: Decision = approve) => ({ contact: who, decision });
  const to = (
    rule: 'any' | 'all',
    contacts: readonly string[],
    ...answers: Standing['answers'][number][]
  ): Standing => ({
    ...open,
    approvers: { rule, contacts },
    answers,
  });
  const two = ['ann', 'bob'];
  const says = (who: string | null, decision: Decision): Answer => ({ contact: who, hash: shown, decision });

  it.each<[string, Standing, Answer, ReturnType<typeof judge>]>([
    ['takes the answer of one of them', to('any', two), says('bob', approve), 'takes'],
    ['… and of nobody else', to('any', two), says('eve', approve), 'approval.not-named'],
    ['… whatever they say', to('all', two), says('eve', decline), 'approval.not-named'],
    ['… nor of somebody whom staff know by name alone', to('all', two), says(null, approve), 'approval.not-named'],
    [
      '… also where somebody has answered who was erased since',
      to('all', two, agreed(null)),
      says(null, approve),
      'approval.not-named',
    ],
    ['takes each of all', to('all', two, agreed('ann')), says('bob', approve), 'takes'],
    ['… once', to('all', two, agreed('ann')), says('ann', approve), 'stands'],
    ['… in one wording', to('all', two, agreed('ann')), says('ann', correct), 'approval.decided'],
    [
      '… and still knows theirs when another one decided',
      { ...to('all', two, agreed('ann', correct), agreed('bob')), state: 'approved', decision: approve },
      says('ann', correct),
      'stands',
    ],
    [
      '… who declines no more after having approved',
      to('all', two, agreed('ann')),
      says('ann', decline),
      'approval.decided',
    ],
    ['… of what they were shown', to('all', two), { ...says('bob', approve), hash: other }, 'approval.changed'],
    [
      '… also the second time',
      to('all', two, agreed('ann')),
      { ...says('ann', approve), hash: other },
      'approval.decided',
    ],
    ['lets the second decline', to('all', two, agreed('ann')), says('bob', decline), 'takes'],
  ])('%s', (_, standing, answer, judgement) => {
    expect(judge(standing, answer)).toBe(judgement);
  });

  it.each<[string, Standing, Answer, ReturnType<typeof stateAfter>]>([
    ['approved by the first, where one is enough', to('any', two), says('bob', approve), 'approved'],
    ['open after the first of all', to('all', two), says('bob', approve), 'open'],
    ['approved after the last of all', to('all', two, agreed('ann')), says('bob', approve), 'approved'],
    ['declined by the first who does', to('all', two), says('bob', decline), 'declined'],
    [
      'another version’s, by the last who wants it',
      to('all', two, agreed('ann')),
      says('bob', { choice: 'revise', reason: 'Bigger.' }),
      'revision',
    ],
    ['approved by the only one', to('all', ['ann']), says('ann', approve), 'approved'],
    ['approved by whoever may, where nobody is named', open, says(null, approve), 'approved'],
  ])('is %s', (_, standing, answer, state) => {
    expect(stateAfter(standing, answer)).toBe(state);
  });

  it('is approved exactly when each of them approved what is asked, and nobody declined before', () => {
    const people = ['ann', 'bob', 'cy', 'dee'];
    const answers = fc.record({
      contact: fc.constantFrom<(string | null)[]>(...people, 'eve', null),
      hash: fc.constantFrom(shown, shown, shown, other),
      decision: fc.constantFrom<Decision[]>(approve, approve, approve, decline),
    });
    fc.assert(
      fc.property(
        fc.subarray(people, { minLength: 1 }),
        fc.constantFrom('any' as const, 'all' as const),
        fc.array(answers, { maxLength: 20 }),
        (contacts, rule, sequence) => {
          let standing = to(rule, contacts);
          for (const answer of sequence) {
            if (judge(standing, answer) !== 'takes') continue;
            const state = stateAfter(standing, answer);
            const { contact: who, decision } = answer;
            standing = {
              ...standing,
              state,
              decision: state === 'open' ? null : decision,
              answers: [...standing.answers, { contact: who, decision }],
            };
          }
          const valid = sequence.filter(
            ({ contact: who, hash }) => hash === shown && who !== null && contacts.includes(who),
          );
          const firsts = contacts.map((who) => valid.findIndex(({ contact: by }) => by === who));
          // An answer counts once, and only before the one that decided.
          const refusal = valid.findIndex(
            ({ contact: who, decision }, at) =>
              decision.choice === 'decline' && valid.findIndex(({ contact: by }) => by === who) === at,
          );
          const approved = firsts.filter((at) => at >= 0 && valid[at]!.decision.choice === 'approve');
          const enough =
            rule === 'any'
              ? Math.min(...approved)
              : approved.length === contacts.length
                ? Math.max(...approved)
                : Infinity;
          const expected = enough < (refusal < 0 ? Infinity : refusal) ? 'approved' : refusal < 0 ? 'open' : 'declined';
          expect(standing.state).toBe(expected);
          expect(missingOf(standing).length).toBe(expected === 'open' ? contacts.length - standing.answers.length : 0);
        },
      ),
      { numRuns: 500 },
    );
  });
});
