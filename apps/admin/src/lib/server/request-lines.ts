import type { RequestLine } from '../requests.ts';
import type { QuarantinedRow, WaitingRow } from './answers.ts';

/** A row of the requests that wait, as pages draw it. */
export const requestLine = (row: WaitingRow | QuarantinedRow): RequestLine => ({
  id: row.id,
  intent: row.intent,
  kind: row.kind,
  door: row.door,
  title: row.title ?? '',
  from: row.customer_name ?? (row.identity.company || row.identity.name || row.identity.email || ''),
  email: row.customer_name === null ? (row.identity.email ?? '') : '',
  reason: row.reason ?? '',
  reasons: row.reasons,
  submittedAt: row.submitted_at.toISOString(),
  dueAt: 'due_at' in row ? row.due_at.toISOString() : null,
  isNew: row.seen_at === null,
});
