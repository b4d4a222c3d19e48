import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';
import { columns, people, withOrder, type QuestionRow } from './store.ts';

/** A question that staff may write an answer down to. */
export interface RecordedRow extends QuestionRow {
  /** Those of the contacts asked about who are of the order's customer, or were before they were removed. */
  readonly people: readonly string[];
}

interface Recorded {
  readonly plugin: string;
  readonly subjects: readonly string[];
  readonly contacts: readonly string[];
}

/** What the plugin asks about these subjects, of which each has one question at most that is open. */
export const openOfSubjects = statement<Recorded, RecordedRow>(
  'approvals.open-of-subjects',
  (place) => sql`select ${columns}, array(select c.id::text from core.contact c
      where c.tenant_id = o.tenant_id and c.customer_id = o.customer_id and c.id = any(${place('contacts')}::uuid[])) as people
    from ${withOrder} ${people}
    where a.plugin = ${place('plugin')} and a.subject = any(${place('subjects')}::uuid[]) and a.state = 'open'`,
);
