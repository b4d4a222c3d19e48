import type { PostedToPlugin } from '@docket/sdk';
import { groupOf, listOf, textOf } from '@docket/sdk/content';
import { refusedBy, type Refused } from '@docket/ui';
import type { ShownProof } from '#rules/shown.ts';

/** An answer that was not taken, and the question that it is about by now. */
export interface RefusedAnswer extends Refused {
  /** The one that took the place of what was answered, where there is one. */
  readonly question: string;
}

/** The answer that was sent last, where it was refused. */
export function refusedAnswer(posted: PostedToPlugin | null): RefusedAnswer | undefined {
  const refused = refusedBy(posted, 'decide');
  if (!posted?.refusal || !refused) return undefined;
  const present = groupOf(groupOf(posted.refusal.details)['question']);
  return { ...refused, question: textOf(present['id']) || textOf(refused.typed['approval']) };
}

/** True where one of these takes the answer again. */
export const isAsked = (proofs: readonly ShownProof[], { question }: RefusedAnswer): boolean =>
  proofs.some((proof) => proof.question?.id === question);

/** Ids of what was ticked before. */
export const tickedIn = (refused: Refused | undefined): readonly string[] =>
  listOf(refused?.typed['ticked']).map(String);
