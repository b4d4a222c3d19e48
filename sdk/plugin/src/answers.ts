// Apart from the package's root, so that a page may bring it along without zod.
import type { Approval, GivenAnswer } from './approval.ts';

/**
 * Whose answer it is, by name: of one that staff wrote down the customer's person who gave it, never who wrote it. Empty where
 * whoever calls is not told.
 */
export const giverOf = ({ by, offline }: Pick<GivenAnswer, 'by' | 'offline'>): string => offline?.name ?? by.name;

/** When it was given, ISO 8601: of one that staff wrote down the moment that they say, not when they wrote it. */
export const givenAt = ({ at, offline }: Pick<GivenAnswer, 'at' | 'offline'>): string => offline?.at ?? at;

/** Names of those whose answers are still waited for; none where whoever may approve answers. */
export const missingNames = ({ approvers }: Pick<Approval, 'approvers'>): readonly string[] =>
  (approvers?.people ?? []).filter(({ isMissing }) => isMissing).map(({ name }) => name);
