import { isNamed, ownAnswer, type Standing } from './rules.ts';

/** A person of the customer, as whoever forwards a question needs one. */
export interface Colleague {
  readonly id: string;
  readonly rights: readonly string[];
}

/** What of a question decides whether a contact may forward it. */
export interface Forwardable extends Pick<Standing, 'state' | 'approvers' | 'answers'> {
  /** The right without which nobody sees it. */
  readonly sight: string | null;
  /** Who forwards it. */
  readonly me: string;
  /** Contacts to whom the same person has forwarded it before. */
  readonly toldBefore: readonly string[];
}

/** Why it is not forwarded: the code of a refusal. */
export type ForwardRefusal = 'approval.void' | 'approval.decided' | 'approval.not-named' | 'approval.asked-already';

/** Rights without which a colleague could not answer it. */
export const rightsToAnswer = ({ sight }: Pick<Forwardable, 'sight'>): readonly string[] => [
  ...new Set(['approve', ...(sight === null ? [] : [sight])]),
];

/** Whether a colleague could answer it. */
export const canAnswer = (question: Pick<Forwardable, 'sight'>, { rights }: Pick<Colleague, 'rights'>): boolean =>
  !rightsToAnswer(question).some((right) => !rights.includes(right));

/** Whether a colleague is among those who are asked by name. */
export const isAsked = ({ approvers }: Pick<Forwardable, 'approvers'>, { id }: Pick<Colleague, 'id'>): boolean =>
  approvers !== null && approvers.contacts.includes(id);

/** Whether it may be forwarded at all: it waits for the answer of whoever forwards it. */
export function mayForward(question: Forwardable): 'yes' | Exclude<ForwardRefusal, 'approval.asked-already'> {
  if (question.state === 'void') return 'approval.void';
  if (question.state !== 'open' || ownAnswer(question.answers, question.me)) return 'approval.decided';
  return isNamed(question, question.me) ? 'yes' : 'approval.not-named';
}

/**
 * Whether it goes to this colleague. `stands`: it went there before, and is told once. Somebody who is asked already by name is not
 * asked in the place of another one.
 */
export function judgeForward(question: Forwardable, colleague: string): 'forwards' | 'stands' | ForwardRefusal {
  const { state, approvers, me, toldBefore } = question;
  const isInMyPlace = approvers === null || (isAsked(question, { id: colleague }) && !isNamed(question, me));
  if (state === 'open' && toldBefore.includes(colleague) && isInMyPlace) return 'stands';
  const may = mayForward(question);
  if (may !== 'yes') return may;
  return colleague === me || isAsked(question, { id: colleague }) ? 'approval.asked-already' : 'forwards';
}
