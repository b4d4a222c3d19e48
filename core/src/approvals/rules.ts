import type { ApprovalState, Choice, Decision, Question } from '@docket/sdk';

/** What of a question decides whether an answer may be taken. */
export interface Standing {
  readonly state: ApprovalState;
  /** Of what is shown. */
  readonly hash: string;
  readonly counter: NonNullable<Question['counter']> | null;
  /** How it was answered; also of a question that became void after that. */
  readonly decision: Decision | null;
}

/** An answer: what its sender was shown, and how they decide. */
export interface Answer {
  readonly hash: string;
  readonly decision: Decision;
}

/**
 * What an answer comes to. `takes`: it is written. `stands`: somebody gave the same answer before, and theirs is kept. All
 * else is the code of a refusal.
 */
export type Judgement =
  | 'takes'
  | 'stands'
  | 'approval.changed'
  | 'approval.void'
  | 'approval.decided'
  | 'approval.reason-missing'
  | 'approval.counter-unfit';

const states = { approve: 'approved', decline: 'declined', revise: 'revision' } as const satisfies Record<
  Choice,
  ApprovalState
>;

/** Where a question stands that was answered so. */
export const stateAfter = (choice: Choice): (typeof states)[Choice] => states[choice];

/** Judges an answer: it holds for exactly what was shown, and the first one counts. */
export function judge(
  { state, hash, counter, decision: first }: Standing,
  { hash: seen, decision }: Answer,
): Judgement {
  if (state === 'void') return 'approval.void';
  if (first !== null) return seen === hash && first.choice === decision.choice ? 'stands' : 'approval.decided';
  if (seen !== hash) return 'approval.changed';
  if (decision.choice !== 'approve' && (decision.reason ?? '').trim() === '') return 'approval.reason-missing';
  return fits(decision, counter) ? 'takes' : 'approval.counter-unfit';
}

/** Money alone can be named instead, in the question's own currency, and by nobody who approves. */
function fits({ choice, counter }: Decision, taken: Standing['counter']): boolean {
  if (counter === undefined) return true;
  return choice !== 'approve' && taken?.currency === counter.currency && counter.minor >= 0;
}
