import type { ApprovalState, Choice, Decision, Question } from '@docket/sdk';

/** What of a question decides whether an answer may be taken. */
export interface Standing {
  readonly state: ApprovalState;
  /** Of what is shown. */
  readonly hash: string;
  readonly counter: NonNullable<Question['counter']> | null;
  /** What whoever approves confirms one by one. */
  readonly ticks: NonNullable<Question['ticks']>;
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
  | 'approval.counter-unfit'
  | 'approval.ticks-missing'
  | 'approval.ticks-unknown';

const states = { approve: 'approved', decline: 'declined', revise: 'revision' } as const satisfies Record<
  Choice,
  ApprovalState
>;

/** Where a question stands that was answered so. */
export const stateAfter = (choice: Choice): (typeof states)[Choice] => states[choice];

/** Judges an answer: it holds for exactly what was shown, and the first one counts. */
export function judge(standing: Standing, { hash: seen, decision }: Answer): Judgement {
  const { state, hash, counter, ticks, decision: first } = standing;
  if (state === 'void') return 'approval.void';
  if (first !== null) return seen === hash && first.choice === decision.choice ? 'stands' : 'approval.decided';
  if (seen !== hash) return 'approval.changed';
  if (decision.choice !== 'approve' && (decision.reason ?? '').trim() === '') return 'approval.reason-missing';
  if (!fits(decision, counter)) return 'approval.counter-unfit';
  if (decision.ticked?.some((ticked) => !ticks.some(({ id }) => id === ticked))) return 'approval.ticks-unknown';
  return unticked(standing, decision).length > 0 ? 'approval.ticks-missing' : 'takes';
}

/** Ids of what is left to confirm; nothing where it is not approved. */
export function unticked({ ticks }: Pick<Standing, 'ticks'>, { choice, ticked = [] }: Decision): readonly string[] {
  return choice === 'approve' ? ticks.map(({ id }) => id).filter((id) => !ticked.includes(id)) : [];
}

/** Money alone can be named instead, in the question's own currency, and by nobody who approves. */
function fits({ choice, counter }: Decision, taken: Standing['counter']): boolean {
  if (counter === undefined) return true;
  return choice !== 'approve' && taken?.currency === counter.currency && counter.minor >= 0;
}
