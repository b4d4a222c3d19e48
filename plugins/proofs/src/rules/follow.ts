import type { Void } from '@docket/sdk';
import type { Judged, ProofCase } from './standing.ts';

/** Where an order is: `stopped` and `done` are over, and nobody is asked about them any more. */
export type Life = 'goes-on' | 'stopped' | 'done';

/** What becomes of what was asked, once the order is another. */
export type Consequence =
  | { readonly type: 'holds' }
  /** It is asked anew about what the order is now. */
  | { readonly type: 'again' }
  /** With `only` it ends while it waits: an answer that came meanwhile is heard first. */
  | { readonly type: 'void'; readonly ends: Omit<Void, 'subject'> };

const holds: Consequence = { type: 'holds' };
const ended = (
  reason: 'gone' | 'lost' | 'mockup' | 'looks' | 'cancelled' | 'done',
  only: Pick<Void, 'only'> = {},
): Consequence => ({ type: 'void', ends: { reason: `proofs.void.${reason}`, ...only } });

/** What is known beyond the work itself. */
export interface Circumstances {
  readonly life: Life;
  /** True where all pictures of the newest mockup are there to be looked at. */
  readonly isPictured: boolean;
}

/**
 * What becomes of the question about a work that may have changed. While its picture shows the same it is asked anew with the same
 * one; where that is not there any more, or shows something else, a new mockup is needed. What was approved of an order that is over stays: it is what was agreed to.
 */
export function consequenceOf({ making }: ProofCase, judged: Judged, { life, isPictured }: Circumstances): Consequence {
  const { question, round, newest, isCurrent } = judged;
  if (!question || !round || (question.state !== 'open' && question.state !== 'approved')) return holds;
  if (life !== 'goes-on' && question.state === 'approved') return holds;
  if (life !== 'goes-on') return ended(life === 'stopped' ? 'cancelled' : 'done', { only: 'open' });
  if (!making) return ended('gone');
  if (isCurrent) return holds;
  if (newest?.version !== round.mockup) return ended('mockup');
  if (round.looks !== making.looks) return ended('looks');
  return isPictured ? { type: 'again' } : ended('lost');
}
