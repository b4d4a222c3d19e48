import { PlatformError } from '@docket/sdk';
import { describe, expect, it } from 'vitest';
import { readAnswer, type TypedAnswer } from './read-answer.ts';

const sarah = { id: '0190a000-0000-7000-8000-0000000000c1', name: 'Sarah', email: 'sarah@smith.test' };
const bob = { id: '0190a000-0000-7000-8000-0000000000c2', name: 'Bob', email: 'bob@smith.test' };

const owed = ({ id, name }: typeof bob) => ({ id, name, isMissing: true });

const said: TypedAnswer = {
  way: 'phone',
  contact: sarah.id,
  name: '',
  at: '2026-06-16T09:30',
  choice: 'approve',
  reason: '',
  ticked: ['spelling'],
};

const answering: Parameters<typeof readAnswer>[1] = {
  round: { sentAt: '2026-06-16T14:00:40.000Z', ticks: ['spelling'] },
  people: [sarah, bob],
  asked: null,
  now: new Date('2026-06-16T15:00:00.000Z'),
  zone: 'America/Chicago',
};

const codeOf = (typed: Partial<TypedAnswer>, change: Partial<typeof answering> = {}): string => {
  try {
    readAnswer({ ...said, ...typed }, { ...answering, ...change });
    return 'taken';
  } catch (error) {
    return error instanceof PlatformError ? error.code : String(error);
  }
};

describe('an answer that staff write down', () => {
  it('is whose it was, by which way, at an instant of the shop’s clock', () => {
    expect(readAnswer(said, answering)).toEqual({
      decision: { choice: 'approve', ticked: ['spelling'] },
      offline: { way: 'phone', name: 'Sarah', contact: sarah.id, at: '2026-06-16T14:30:00.000Z' },
    });
    expect(
      readAnswer({ ...said, contact: '', name: 'Old Mr. Smith', choice: 'decline', reason: 'Too dear.' }, answering),
    ).toMatchObject({
      decision: { choice: 'decline', reason: 'Too dear.' },
      offline: { name: 'Old Mr. Smith' },
    });
  });

  it('is an approval with a correction where words come with it', () => {
    expect(readAnswer({ ...said, reason: 'In one word.' }, answering).decision.reason).toBe('In one word.');
  });

  it.each<[string, Partial<TypedAnswer>, string, Partial<typeof answering>?]>([
    ['of nobody', { contact: '' }, 'proofs.who-missing'],
    ['of a name without end', { contact: '', name: 'x'.repeat(121) }, 'proofs.who-missing'],
    ['of a contact who may not approve', { contact: crypto.randomUUID() }, 'proofs.not-asked'],
    ['of somebody whose answer is not waited for', {}, 'proofs.not-asked', { asked: [owed(bob)] }],
    ['of somebody of the same name', {}, 'proofs.not-asked', { asked: [owed({ ...bob, name: 'Sarah' })] }],
    [
      'of somebody who gave theirs',
      {},
      'proofs.not-asked',
      { asked: [{ ...owed(sarah), isMissing: false }, owed(bob)] },
    ],
    [
      'of somebody else where people are named',
      { contact: '', name: 'Jo' },
      'proofs.not-asked',
      { asked: [owed(bob)] },
    ],
    ['at no time', { at: '' }, 'proofs.when-unfit'],
    ['on a day that is none', { at: '2026-06-31T09:30' }, 'proofs.when-unfit'],
    ['that is still to come', { at: '2026-06-16T10:01' }, 'proofs.when-unfit'],
    ['that is older than what is asked', { at: '2026-06-16T08:59' }, 'proofs.when-early'],
    [
      'of the minute that ends as it is asked',
      { at: '2026-06-16T08:59' },
      'proofs.when-early',
      { round: { ...answering.round, sentAt: '2026-06-16T14:00:00.000Z' } },
    ],
    ['that wants something else and does not say what', { choice: 'revise' }, 'proofs.words-missing'],
    ['that declines without a word', { choice: 'decline' }, 'proofs.words-missing'],
    ['of words without end', { reason: 'x'.repeat(2001) }, 'proofs.words-long'],
    ['that approves and confirms not all', { ticked: [] }, 'proofs.unconfirmed'],
  ])('is refused: one %s', (_, typed, code, change) => {
    expect(codeOf(typed, change)).toBe(code);
  });

  it('is taken of the very minute in which it was asked, of this moment, and of one of those who are named', () => {
    expect(codeOf({ at: '2026-06-16T09:00' })).toBe('taken');
    expect(codeOf({ at: '2026-06-16T10:00' })).toBe('taken');
    expect(codeOf({}, { asked: [owed(sarah), owed(bob)] })).toBe('taken');
  });
});
