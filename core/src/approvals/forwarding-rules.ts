import type { ApprovalState } from '@docket/sdk';

/** A person of the customer, as whoever forwards a question needs one. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly rights: readonly string[];
}

/** What of a question decides whether a contact may forward it. */
export interface Forwardable {
  readonly state: ApprovalState;
  /** The right without which nobody sees it. */
  readonly sight: string | null;
  /** Contacts who are to answer; null where whoever may approve does. */
  readonly approvers: readonly string[] | null;
  /** Who forwards it. */
  readonly me: string;
  readonly hasAnswered: boolean;
  /** Contacts to whom the same person has forwarded it before. */
  readonly toldBefore: readonly string[];
}

/** Why it is not forwarded: the code of a refusal. */
export type ForwardRefusal = 'approval.void' | 'approval.decided' | 'approval.not-yours' | 'approval.asked-already';

/** Rights without which a colleague could not answer it. */
export const rightsToAnswer = ({ sight }: Pick<Forwardable, 'sight'>): readonly string[] => [
  ...new Set(['approve', ...(sight === null ? [] : [sight])]),
];

/** Whether a colleague could answer it. */
export const canAnswer = (question: Pick<Forwardable, 'sight'>, { rights }: Pick<Colleague, 'rights'>): boolean =>
  rightsToAnswer(question).every((right) => rights.includes(right));

/** Whether it may be forwarded at all: open, and to be answered by whoever forwards it. */
export function mayForward({ state, approvers, me, hasAnswered }: Forwardable): 'yes' | ForwardRefusal {
  if (state === 'void') return 'approval.void';
  if (state !== 'open') return 'approval.decided';
  return hasAnswered || (approvers !== null && !approvers.includes(me)) ? 'approval.not-yours' : 'yes';
}

/**
 * Whether it goes to this colleague. `stands`: it went there before, and is told once. Somebody who is asked already by name is not
 * asked in the place of another one.
 */
export function judgeForward(question: Forwardable, colleague: string): 'forwards' | 'stands' | ForwardRefusal {
  const { state, approvers, me, toldBefore } = question;
  const isNamed = approvers?.includes(colleague) ?? false;
  const isInMyPlace = approvers === null || (isNamed && !approvers.includes(me));
  if (state === 'open' && toldBefore.includes(colleague) && isInMyPlace) return 'stands';
  const may = mayForward(question);
  if (may !== 'yes') return may;
  return isNamed || colleague === me ? 'approval.asked-already' : 'forwards';
}
