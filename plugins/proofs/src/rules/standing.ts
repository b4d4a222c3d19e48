import type { Approval, ApprovalState, Question } from '@docket/sdk';
import { questionAbout } from './question.ts';
import type { Making, Mockup, Round, Wanted } from './proof.ts';
import type { Standing } from './shown.ts';

/** All that is known of one work. Mockups and rounds by their versions, oldest first. */
export interface ProofCase {
  /** Nothing where it is not made any more. */
  readonly making: Making | undefined;
  /** Those that are still there. */
  readonly mockups: readonly Mockup[];
  readonly rounds: readonly Round[];
  /** The questions about it. */
  readonly questions: readonly Approval[];
}

/** What is to be done next by the shop. */
export type Need = 'mockup' | 'new-mockup' | 'sending';

/** Where a work stands, and what that rests on. */
export interface Judged {
  readonly standing: Standing;
  readonly newest: Mockup | undefined;
  /** The last time that its customer was asked. */
  readonly round: Round | undefined;
  /** What was asked then. */
  readonly question: Approval | undefined;
  /** True where that is exactly what is made now. */
  readonly isCurrent: boolean;
  /** Null where the shop has nothing to do. */
  readonly needs: Need | null;
  /** What its customer wants instead, until it is asked again; null where nothing. */
  readonly wants: Wanted | null;
}

/** The hash that a question has once it is asked. */
export type HashOf = (question: Question) => string;

/**
 * Where a work stands. It is approved exactly where the newest thing that was asked is approved, and is to the byte what the order
 * as it is now would ask: this work, the newest mockup, the terms as they were sent.
 */
export function judge({ making, mockups, rounds, questions }: ProofCase, hashOf: HashOf): Judged {
  const [newest, round] = [mockups.at(-1), rounds.at(-1)];
  const question = questions.find(({ version }) => version === round?.version);
  const isCurrent = question !== undefined && question.hash === hashNow(making, newest, round, hashOf);
  const standing = standingOf({ newest, round, question, isCurrent });
  const needs = making ? needOf(standing, isCurrent, round?.looks === making.looks) : null;
  // A newer mockup that nobody sent is no answer to it yet.
  const wants = (making && question && wantedBy[question.state]) ?? null;
  return { standing, newest, round, question, isCurrent, needs, wants };
}

/** What would be asked now, if it were asked as it was last. */
function hashNow(
  making: Making | undefined,
  newest: Mockup | undefined,
  round: Round | undefined,
  hashOf: HashOf,
): string | undefined {
  if (!making || !newest || !round) return undefined;
  // Neither is part of what is shown.
  return hashOf(questionAbout({ subject: '', version: round.version }, making, newest, round));
}

function standingOf({
  newest,
  round,
  question,
  isCurrent,
}: Pick<Judged, 'newest' | 'round' | 'question' | 'isCurrent'>): Standing {
  if (!newest) return 'none';
  if (!round || newest.version > round.mockup) return 'ready';
  const state = question?.state ?? 'void';
  // Who wants something else wants it still, also where the order changed since.
  if (state === 'declined' || state === 'revision') return state;
  if (!isCurrent) return 'void';
  return state === 'open' ? 'waiting' : state;
}

const wantedBy: { readonly [S in ApprovalState]?: Wanted } = { revision: 'revise', declined: 'decline' };

/** What customers did not agree to is not asked again; a mockup that shows something else by now is not, either. */
function needOf(standing: Standing, isCurrent: boolean, fits: boolean): Need | null {
  if (standing === 'none') return 'mockup';
  if (standing === 'ready') return 'sending';
  if (standing === 'waiting' || standing === 'approved') return null;
  if (!fits) return 'new-mockup';
  return standing === 'void' || !isCurrent ? 'sending' : 'new-mockup';
}

/** How it looks to whoever is shown only what was sent. */
export const withoutUnsent = (work: ProofCase): ProofCase => ({
  ...work,
  mockups: work.mockups.filter(({ version }) => work.rounds.some(({ mockup }) => mockup === version)),
});
