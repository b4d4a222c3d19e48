import type { Issue } from '@docket/sdk';
import type { Translate } from '../words.ts';

const said = (t: Translate, { code, params }: Issue): string => t(`issue.${code}`, params);

/** The words of what stops the field at `path`, for its error; undefined when nothing does. */
export function errorAt(issues: readonly Issue[], path: string, t: Translate): string | undefined {
  const stopping = issues.filter((issue) => issue.severity === 'refuse' && issue.path === path);
  return stopping.map((issue) => said(t, issue)).join(' ') || undefined;
}

/** The words of what to know about the field at `path` although it does not stop the order. */
export const notesAt = (issues: readonly Issue[], path: string, t: Translate): readonly string[] =>
  issues.filter((issue) => issue.severity !== 'refuse' && issue.path === path).map((issue) => said(t, issue));

/** The issues of a row and of everything in it, with paths that start at the row. */
export const issuesIn = (issues: readonly Issue[], row: string): readonly Issue[] =>
  issues.filter(({ path }) => path === row || path.startsWith(`${row}.`));
