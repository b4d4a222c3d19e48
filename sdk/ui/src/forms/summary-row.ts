import type { Snippet } from 'svelte';

/** One answered question. */
export interface SummaryRow {
  readonly label: string;
  readonly value: string | Snippet;
  /** For ids, sizes and quantities given as text. */
  readonly code?: boolean | undefined;
  /** Where this answer is changed. */
  readonly change?: string | undefined;
}
