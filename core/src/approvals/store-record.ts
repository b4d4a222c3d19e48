import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';
import { columns, mayRead, people, withOrder, type QuestionRow, type Reader } from './store.ts';

/** A question with its customer's name. */
export interface RecordedRow extends QuestionRow {
  readonly customer_name: string;
}

interface Asking extends Reader {
  readonly id: string;
  readonly plugins: readonly string[];
}

/** The question, where whoever asks may see it. */
export const recordedQuestion = statement<Asking, RecordedRow>(
  'approvals.record',
  (place) => sql`select ${columns}, c.name as customer_name from ${withOrder} ${people}
    join core.customer c on c.tenant_id = o.tenant_id and c.id = o.customer_id
    where a.id = ${place('id')} and a.plugin = any(${place('plugins')}::text[]) and ${mayRead(place)}`,
);

/** The address of a contact who answered, as it is now. */
export interface EmailRow {
  readonly contact: string;
  readonly email: string;
}

/** Of all contacts who answered a question. */
export const emailsOf = statement<{ id: string }, EmailRow>(
  'approvals.emails-of',
  (place) => sql`select w.id as contact, w.email from core.approval_answer n
    join core.contact w on w.tenant_id = n.tenant_id and w.id = n.contact_id
    where n.approval_id = ${place('id')} and w.email is not null`,
);

/** Files that a question shows, or that prove an answer, while they are kept with the bytes that were named. `shown`: those alone that customers may have. */
export const filesOf = statement<{ id: string; shown: boolean }, { readonly id: string; readonly name: string }>(
  'approvals.files-of',
  (place) => sql`with named as (
      select a.tenant_id, a.order_id, a.plugin, p.file, p.sha256
      from core.approval a, jsonb_to_recordset(a.pictures) p(file uuid, sha256 text) where a.id = ${place('id')}
      union
      select a.tenant_id, a.order_id, a.plugin, p.file, p.sha256
      from core.approval a join core.approval_answer n on n.tenant_id = a.tenant_id and n.approval_id = a.id,
           jsonb_to_recordset(n.offline -> 'evidence') p(file uuid, sha256 text) where a.id = ${place('id')} and n.offline is not null
    )
    select f.id, f.name from named
    join core.file f on f.tenant_id = named.tenant_id and f.id = named.file and f.sha256 = named.sha256
      and f.order_id = named.order_id and f.plugin = named.plugin
    where case when ${place('shown')}::boolean then f.shown and f.state = 'stored' else f.state in ('pending', 'stored') end`,
);
