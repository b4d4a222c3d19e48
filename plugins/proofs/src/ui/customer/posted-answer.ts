import type { PostedToPlugin } from '@docket/sdk';
import { groupOf, listOf, textOf } from '@docket/sdk/content';
import { refusedBy, type Refused } from '@docket/ui';
import { placeOf } from '#rules/place.ts';
import type { ShownProof } from '#rules/shown.ts';

/** An answer that was not taken, and the question that it is about by now. */
export interface RefusedAnswer extends Refused {
  /** The one that took the place of what was answered, where there is one. */
  readonly question: string;
  /** Where that is answered, or was. */
  readonly place: string;
}

/** The answer that was sent last, where it was refused. */
export function refusedAnswer(posted: PostedToPlugin | null): RefusedAnswer | undefined {
  const refused = refusedBy(posted, 'decide');
  if (!posted?.refusal || !refused) return undefined;
  const present = groupOf(groupOf(posted.refusal.details)['question']);
  const question = textOf(present['id']) || textOf(refused.typed['approval']);
  return { ...refused, question, place: textOf(present['at']) };
}

/** True for the work that was answered, also where nothing takes the answer any more. */
export const isAbout = ({ question, place }: RefusedAnswer, proof: ShownProof): boolean =>
  proof.question?.id === question || placeOf(proof.work) === place;

/** Ids of what was ticked before of this very question: what was confirmed of another one says nothing of it. */
export const tickedOf = (question: string, refused: Refused | undefined): readonly string[] =>
  textOf(refused?.typed['approval']) === question ? listOf(refused?.typed['ticked']).map(String) : [];
