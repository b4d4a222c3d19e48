import type { Issue } from '@docket/sdk';
import type { FormError, Translate } from '@docket/ui';

/** What was found, in words. */
export const issueText = (t: Translate, { code, params }: Issue): string => t(`issue.${code}`, params);

/** What stops the order, as the lines of an error summary that lead to their fields. */
export const errorsOf = (t: Translate, issues: readonly Issue[]): readonly FormError[] =>
  issues
    .filter(({ severity }) => severity === 'refuse')
    .map((issue) => ({ name: issue.path || undefined, message: issueText(t, issue) }));
