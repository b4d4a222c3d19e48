import type { Approval } from '@docket/sdk';
import type { Charge } from './charge.ts';

/** Where a charge stands with its customer. */
export const standings = ['not-required', 'to-approve', 'approved', 'rejected', 'withdrawn'] as const;
export type Standing = (typeof standings)[number];

/** Only these may be invoiced. */
const agreed: readonly Standing[] = ['not-required', 'approved'];

export const isAgreed = (standing: Standing): boolean => agreed.includes(standing);

/** The questions about one charge, as the platform answers them. */
export type Questions = readonly Pick<Approval, 'subject' | 'version' | 'state' | 'decided'>[];

/** The question about the charge as it is now; nothing where none was asked, or where it holds no more. */
export const questionOf = <Asked extends Questions[number]>(
  { id, version }: Pick<Charge, 'id' | 'version'>,
  questions: readonly Asked[],
): Asked | undefined => questions.find((one) => one.subject === id && one.version === version && one.state !== 'void');

/**
 * Where a charge stands. One that has to be asked about and has no question that holds still waits: what nobody agreed to is never
 * invoiced.
 */
export function standingOf(
  charge: Pick<Charge, 'id' | 'version' | 'asks' | 'withdrawn'>,
  questions: Questions,
): Standing {
  if (charge.withdrawn) return 'withdrawn';
  if (!charge.asks) return 'not-required';
  const state = questionOf(charge, questions)?.state;
  if (state === 'approved') return 'approved';
  return state === 'declined' || state === 'revision' ? 'rejected' : 'to-approve';
}

/** Whether the customer ever decided about a charge, whatever became of it since. */
export const wasDecided = (id: string, questions: Questions): boolean =>
  questions.some(({ subject, decided }) => subject === id && decided !== null);
