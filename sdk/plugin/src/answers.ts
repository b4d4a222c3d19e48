import type { Approval } from './approval.ts';

/** Names of those whose answers are still waited for; none where whoever may approve answers. */
export const missingNames = ({ approvers }: Pick<Approval, 'approvers'>): readonly string[] =>
  (approvers?.people ?? []).filter(({ isMissing }) => isMissing).map(({ name }) => name);
