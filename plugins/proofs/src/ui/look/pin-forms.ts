import type { PostedToPlugin } from '@docket/sdk';
import { groupOf, textOf } from '@docket/sdk/content';

/** What was typed into the form of a new note that was refused, and why. */
export interface RefusedPin {
  readonly code: string;
  readonly text: string;
  readonly area: string;
  readonly picture: string;
}

/** The refusal of a new note on this work. */
export function refusedPin(posted: PostedToPlugin | null, work: string): RefusedPin | undefined {
  if (!posted?.refusal || posted.does !== 'pin') return undefined;
  const typed = groupOf(posted.typed);
  if (textOf(typed['work']) !== work) return undefined;
  const [text, area, picture] = ['text', 'area', 'picture'].map((key) => textOf(typed[key]));
  return { code: posted.refusal.code, text: text!, area: area!, picture: picture! };
}
