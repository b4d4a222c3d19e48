import type { ApprovalState, Choice, Decision, Question } from '@docket/sdk';

/** Whose answer a question has already, and how they decided. `contact` is null for whom staff know by name alone. */
export interface Given {
  readonly contact: string | null;
  readonly decision: Decision;
}

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
  /** Whose answer it takes; null for that of whoever may approve. */
  readonly approvers: NonNullable<Question['approvers']> | null;
  /** All answers so far; before it is decided they are those of approvers who approved. */
  readonly answers: readonly Given[];
}

/** An answer: whose it is, what they were shown, and how they decide. */
export interface Answer {
  readonly contact: string | null;
  readonly hash: string;
  readonly decision: Decision;
}

/**
 * What an answer comes to. `takes`: it is written. `stands`: they, or who decided, gave the same answer before, so that all it says
 * is kept. All else is the code of a refusal.
 */
export type Judgement =
  | 'takes'
  | 'stands'
  | 'approval.changed'
  | 'approval.void'
  | 'approval.decided'
  | 'approval.not-named'
  | 'approval.reason-missing'
  | 'approval.counter-unfit'
  | 'approval.ticks-missing'
  | 'approval.ticks-unknown';

const states = { approve: 'approved', decline: 'declined', revise: 'revision' } as const satisfies Record<
  Choice,
  ApprovalState
>;

/** Where a question stands after an answer that it takes: open while somebody else has to approve as well. */
export function stateAfter(standing: Standing, { contact, decision: { choice } }: Answer): AfterAnswer {
  const { approvers } = standing;
  const waits = choice === 'approve' && approvers?.rule === 'all' && missingOf(standing).some((id) => id !== contact);
  return waits ? 'open' : states[choice];
}

export type AfterAnswer = 'open' | (typeof states)[Choice];

/** Ids of those named whose answer an open question waits for; nobody once it is not open. */
export function missingOf({ state, approvers, answers }: Standing): readonly string[] {
  if (state !== 'open') return [];
  return (approvers?.contacts ?? []).filter((id) => !answers.some(({ contact }) => contact === id));
}

/** Whether it is theirs to answer, whether they have or not. */
export const isNamed = ({ approvers }: Pick<Standing, 'approvers'>, contact: string | null): boolean =>
  approvers === null || (contact !== null && approvers.contacts.includes(contact));

/** Their own answer, if they gave one. */
export const ownAnswer = <Some extends Given>(answers: readonly Some[], contact: string | null): Some | undefined =>
  answers.find((one) => contact !== null && one.contact === contact);

/** A decision without what says nothing: who does not approve confirms nothing. */
export function said({ choice, reason, counter, ticked = [] }: Decision): Decision {
  const words = reason?.trim();
  const confirmed = choice === 'approve' ? [...new Set(ticked)] : [];
  return {
    choice,
    ...(words && { reason: words }),
    ...(counter && { counter }),
    ...(confirmed.length > 0 && { ticked: confirmed }),
  };
}

/** Judges an answer: it holds for exactly what was shown, and what was said first counts. */
export function judge(standing: Standing, { contact, hash: seen, decision }: Answer): Judgement {
  const { state, hash, counter, ticks, answers } = standing;
  if (state === 'void') return 'approval.void';
  if (standing.decision ?? ownAnswer(answers, contact))
    return seen === hash && repeats(standing, contact, decision) ? 'stands' : 'approval.decided';
  if (!isNamed(standing, contact)) return 'approval.not-named';
  if (seen !== hash) return 'approval.changed';
  if (decision.choice !== 'approve' && (decision.reason ?? '').trim() === '') return 'approval.reason-missing';
  if (!fits(decision, counter)) return 'approval.counter-unfit';
  if (decision.ticked?.some((ticked) => !ticks.some(({ id }) => id === ticked))) return 'approval.ticks-unknown';
  return unticked(standing, decision).length > 0 ? 'approval.ticks-missing' : 'takes';
}

/** True where it is decided so, and what it says beside that is said by the answer that decided, or by their own before. */
function repeats(standing: Standing, contact: string | null, decision: Decision): boolean {
  const own = ownAnswer(standing.answers, contact)?.decision;
  const first = standing.decision ?? own;
  return first?.choice === decision.choice && [first, own].some((kept) => kept && saysAll(kept, decision));
}

/** Nothing is lost where it has neither words nor an amount, or the same ones. */
const saysAll = (kept: Decision, { choice, reason, counter }: Decision): boolean =>
  kept.choice === choice &&
  ['', kept.reason?.trim()].includes(reason?.trim() ?? '') &&
  (counter === undefined || (kept.counter?.minor === counter.minor && kept.counter.currency === counter.currency));

/** Ids of what is left to confirm; nothing where it is not approved. */
export function unticked({ ticks }: Pick<Standing, 'ticks'>, { choice, ticked = [] }: Decision): readonly string[] {
  return choice === 'approve' ? ticks.map(({ id }) => id).filter((id) => !ticked.includes(id)) : [];
}

/** Money alone can be named instead, in the question's own currency, and by nobody who approves. */
function fits({ choice, counter }: Decision, taken: Standing['counter']): boolean {
  if (counter === undefined) return true;
  return choice !== 'approve' && taken?.currency === counter.currency && counter.minor >= 0;
}
