import type { Issue, PostedToPlugin } from '@docket/sdk';
import { groupOf, listOf, textOf, type JsonGroup } from '@docket/sdk/content';

/** What a form of this plugin sent last, if it was refused: what was typed, and what is wrong with it. */
export interface Refused {
  readonly typed: JsonGroup;
  readonly code: string;
  readonly issues: readonly Issue[];
}

/** The refusal of the form that does this, to this charge where it is about one. */
export function refusedBy(posted: PostedToPlugin | null, does: string, charge?: string): Refused | undefined {
  if (!posted?.refusal || posted.does !== does) return undefined;
  const typed = groupOf(posted.typed);
  if (charge !== undefined && textOf(typed['charge']) !== charge) return undefined;
  // Made by this plugin's own refusals.
  const issues = listOf(groupOf(posted.refusal.details)['issues']) as unknown as readonly Issue[];
  return { typed, code: posted.refusal.code, issues };
}

/** What was typed at a field, or what it stands at before anybody typed. */
export const typedAt = (refused: Refused | undefined, key: string, standard = ''): string =>
  refused ? textOf(refused.typed[key]) : standard;
