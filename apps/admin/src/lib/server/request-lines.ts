import type { RequestLine } from '../requests.ts';
import type { WaitingRow } from './answers.ts';

/** A row of the requests that wait, as pages draw it. */
export const requestLine = (row: WaitingRow): RequestLine => ({
  id: row.id,
  kind: row.kind,
  door: row.door,
  title: row.title ?? '',
  from: row.customer_name ?? (row.identity.company || row.identity.name || row.identity.email || ''),
  email: row.customer_name === null ? (row.identity.email ?? '') : '',
  reason: row.reason ?? '',
  reasons: row.reasons,
  submittedAt: row.submitted_at.toISOString(),
  isNew: row.seen_at === null,
});
