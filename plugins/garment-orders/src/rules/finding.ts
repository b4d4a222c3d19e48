import type { FindingCode } from './codes.ts';

/**
 * Something found in a file or a print. The words are the message `issue.<code>`. `good` praises and `note` informs,
 * both only beside the file; `warn` also shows in the review, and never stops; `refuse` is for unsafe files alone.
 */
export interface Finding {
  readonly code: string;
  readonly severity: 'good' | 'note' | 'warn' | 'refuse';
  readonly params: Readonly<Record<string, string | number>>;
}

/** Settings as components get them; what is missing takes its standard. */
export type Settings = Readonly<Record<string, unknown>>;

/** Builds a finding with the plugin's name in front of its code. */
export const finding = (severity: Finding['severity'], code: FindingCode, params: Finding['params'] = {}): Finding => ({
  code: `garment.${code}`,
  severity,
  params,
});
