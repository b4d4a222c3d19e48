import { describe, expect, it } from 'vitest';
import { hashOf, making, mockup, sentOnce, work } from './cases.fixture.ts';
import { consequenceOf, type Life } from './follow.ts';
import { judge, type ProofCase } from './standing.ts';

const after = (known: ProofCase, life: Life = 'goes-on', isPictured = true) =>
  consequenceOf(known, judge(known, hashOf), { life, isPictured });
const consequence = (...known: Parameters<typeof after>): string => {
  const found = after(...known);
  return found.type === 'void' ? found.ends.reason : found.type;
};

const moved = making({ work: { ...work, place: { type: 'text', text: 'Right chest' } } });
const redrawn = making({ looks: 'looks-2' });
const gone = { making: undefined };

describe('what becomes of a question once the order is another', () => {
  it.each<[string, ProofCase, string]>([
    ['holds while nothing of the work changed', sentOnce(), 'holds'],
    ['holds after an answer, too', sentOnce('approved'), 'holds'],
    ['is asked anew while the picture still shows it', sentOnce('open', { making: moved }), 'again'],
    ['is asked anew after an answer, too', sentOnce('approved', { making: moved }), 'again'],
    ['ends where it looks otherwise', sentOnce('open', { making: redrawnOf() }), 'proofs.void.looks'],
    ['ends after an answer, too', sentOnce('approved', { making: redrawnOf() }), 'proofs.void.looks'],
    ['ends where it is not made any more', sentOnce('approved', gone), 'proofs.void.gone'],
    ['ends where there is a newer mockup', sentOnce('open', { mockups: [mockup(1), mockup(2)] }), 'proofs.void.mockup'],
    ['stays ended', sentOnce('void', { making: moved }), 'holds'],
    ['stays declined', sentOnce('declined', { making: moved }), 'holds'],
    ['stays to be revised', sentOnce('revision', gone), 'holds'],
    ['is none where nothing was asked', sentOnce('open', { rounds: [], questions: [] }), 'holds'],
  ])('%s', (_, known, expected) => {
    expect(consequence(known)).toBe(expected);
  });

  it.each<[Life, string]>([
    ['stopped', 'proofs.void.cancelled'],
    ['done', 'proofs.void.done'],
  ])('ends with an order that is %s, and what was approved stays', (life, reason) => {
    expect(consequence(sentOnce(), life)).toBe(reason);
    expect(consequence(sentOnce('approved'), life)).toBe('holds');
    expect(consequence(sentOnce('approved', { making: moved }), life)).toBe('holds');
  });

  it('ends with its order alone while it still waits: what is answered in the same moment is answered', () => {
    expect(after(sentOnce(), 'stopped')).toMatchObject({ ends: { only: 'open' } });
    expect(after(sentOnce('open', gone))).toEqual({ type: 'void', ends: { reason: 'proofs.void.gone' } });
  });

  it('ends where it would be asked anew with a picture that is not there any more', () => {
    expect(consequence(sentOnce('approved', { making: moved }), 'goes-on', false)).toBe('proofs.void.lost');
    expect(consequence(sentOnce('open', { making: redrawnOf() }), 'goes-on', false)).toBe('proofs.void.looks');
    expect(consequence(sentOnce('approved'), 'goes-on', false)).toBe('holds');
  });
});

/** The same work of another colour. */
function redrawnOf() {
  return { ...redrawn, work: { ...work, spec: [] } };
}
