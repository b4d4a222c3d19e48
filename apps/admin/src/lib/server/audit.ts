import type { StaffCaller } from '@docket/core/api';
import type { AuditLine, Person } from '../audit-lines.ts';

type Row = Awaited<ReturnType<StaffCaller['audit']['list']>>['rows'][number];

/** What the page's address, or a form, says of the lines that are wanted. */
export interface AuditFilter {
  readonly person: string;
  readonly kind: string;
  readonly action: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
}

const id = /^[\da-f-]{36}$/i;
const day = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: string): boolean => day.test(text) && !Number.isNaN(Date.parse(text));
const only = (text: string | null, isRight: (text: string) => boolean): string =>
  text !== null && isRight(text) ? text : '';

/** Reads the filter; what has no form that it could have is left out. */
export const filterIn = (get: (name: string) => string | null): AuditFilter => ({
  person: only(get('person'), (text) => id.test(text)),
  kind: (get('kind') ?? '').slice(0, 40),
  action: (get('action') ?? '').slice(0, 80),
  from: only(get('from'), isDay),
  to: only(get('to'), isDay),
  subject: (get('subject') ?? '').slice(0, 80),
});

/** The conditions that are set, as the call takes them. */
export const conditions = (filter: AuditFilter): Partial<AuditFilter> =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''));

/** A line as pages draw it. */
export const lineOf = (row: Row): AuditLine => ({
  id: row.id,
  at: row.at.toISOString(),
  by: personOf(row.by, row.by_name),
  onBehalf: row.on_behalf && personOf(row.on_behalf, row.on_behalf_name),
  action: row.action,
  kind: row.subject_type,
  subject: row.subject_id,
  subjectName: row.subject_name ?? '',
  customer: row.customer_id ?? '',
  before: row.before,
  after: row.after,
});

const personOf = ({ type, id: own = '', name: said = '' }: Row['by'], name: string | null): Person => ({
  type,
  id: own,
  name: name ?? said,
});
