import { shownOf, type Approval, type Question, type Work } from '@docket/sdk';
import { hashOfJson } from '../sheet/hashes.ts';
import type { Asked, Making, Mockup, Round } from './proof.ts';
import { questionAbout } from './question.ts';
import type { HashOf, ProofCase } from './standing.ts';

/** As the platform takes it. */
export const hashOf: HashOf = (question: Question) => hashOfJson(shownOf(question));

export const work: Work = {
  id: 'g1.i1',
  name: 'Gildan 5000, Black',
  place: { type: 'text', text: 'Left chest' },
  spec: [{ label: 'garment.work.pieces', value: { type: 'number', number: 24 } }],
  looks: { colour: 'Black' },
  files: ['logo'],
  pieces: 24,
};

export const making = (change: Partial<Making> = {}): Making => ({
  work,
  art: [{ id: 'logo', name: 'logo.svg', sha256: 'a1' }],
  artHash: 'art-1',
  looks: 'looks-1',
  ...change,
});

export const mockup = (version: number): Mockup => ({
  work: work.id,
  version,
  files: [{ id: `file-${version}`, name: `front-${version}.png`, sha256: `f${version}` }],
  note: '',
  at: '2026-06-16T10:00:00.000Z',
});

export const asked: Asked = { terms: '', termsVersion: '', ticks: [] };

export const round = (version: number, change: Partial<Round> = {}): Round => ({
  ...asked,
  work: work.id,
  version,
  mockup: 1,
  looks: 'looks-1',
  sentAt: '2026-06-16T11:00:00.000Z',
  withdrawnReason: null,
  wants: null,
  due: null,
  waitsUntil: null,
  ...change,
});

/** What was asked in a round, of a work as it was then, and how it was answered. */
export function questionIn(
  sent: Round,
  state: Approval['state'] = 'open',
  was: Making = making(),
  pictured: Mockup = mockup(sent.mockup),
): Approval {
  const { version } = sent;
  return {
    id: `question-${version}`,
    order: 'order',
    subject: 'subject',
    version,
    state,
    hash: hashOf(questionAbout({ subject: 'subject', version }, was, pictured, sent)),
    askedAt: sent.sentAt,
    decided: null,
    voided: null,
    answers: [],
    approvers: null,
    due: null,
    turn: null,
  };
}

/** A work that was sent once, with its first mockup. */
export const sentOnce = (state: Approval['state'] = 'open', change: Partial<ProofCase> = {}): ProofCase => ({
  making: making(),
  mockups: [mockup(1)],
  rounds: [round(1)],
  questions: [questionIn(round(1), state)],
  ...change,
});
