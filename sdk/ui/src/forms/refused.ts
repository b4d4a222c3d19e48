import type { Issue, PostedToPlugin } from '@docket/sdk';
import { groupOf, listOf, textOf, type JsonGroup } from '@docket/sdk/content';

/** What a form of a plugin's block sent last, if it was refused: what was typed, and what is wrong with it. */
export interface Refused {
  readonly typed: JsonGroup;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly issues: readonly Issue[];
}

/** The refusal of the form that does this, and sent these fields where several do it. */
export function refusedBy(
  posted: PostedToPlugin | null,
  does: string,
  fields: Readonly<Record<string, string>> = {},
): Refused | undefined {
  if (!posted?.refusal || posted.does !== does) return undefined;
  const typed = groupOf(posted.typed);
  if (Object.entries(fields).some(([name, value]) => textOf(typed[name]) !== value)) return undefined;
  const { code, params, details } = posted.refusal;
  // Plugins and the platform refuse with issues of this form alone.
  return { typed, code, params, issues: listOf(groupOf(details)['issues']) as unknown as readonly Issue[] };
}

/** What was typed at a field, or what it stands at before anybody typed. */
export const typedAt = (refused: Refused | undefined, key: string, standard = ''): string =>
  refused ? textOf(refused.typed[key]) : standard;
