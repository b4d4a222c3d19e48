import type { ShownQuestion } from '#lib/core.ts';

/** The question that a refusal is about, as it is now; undefined where the refusal tells of none. */
export const questionOf = (details: unknown): ShownQuestion | undefined =>
  typeof details === 'object' && details !== null && 'question' in details
    ? // The platform's own answer: `approvals.decide` puts nothing else under this name.
      (details.question as ShownQuestion)
    : undefined;
