import { sql, type RawBuilder } from 'kysely';
import type { Json } from '@docket/sdk';
import { statement, type Place } from '../kernel/statement.ts';

/** Somebody in a line: the kind of person, the id, and for a stranger or for code what is known instead. */
export interface Doer {
  readonly type: string;
  readonly id?: string;
  readonly name?: string;
  readonly reason?: string;
}

/** A line of the audit with the names of today; null where nobody or nothing has the id any more. */
export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly by: Doer;
  readonly by_name: string | null;
  readonly on_behalf: Doer | null;
  readonly on_behalf_name: string | null;
  readonly action: string;
  readonly subject_type: string;
  readonly subject_id: string;
  /** Name of a customer or person, number of an order, id of a plugin. */
  readonly subject_name: string | null;
  /** The customer that a contact or a contact's session belongs to. */
  readonly customer_id: string | null;
  readonly before: Json;
  readonly after: Json;
}

/** Which lines. Absent conditions are null; days are those of the shop's `zone`, both included. */
export interface AuditFilter {
  /** Id of whoever did it, or for whom it was done. */
  readonly person: string | null;
  readonly kind: string | null;
  readonly action: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly zone: string;
  /** The last line of the page before. */
  readonly before: string | null;
  readonly limit: number;
}

const named = (who: RawBuilder<unknown>) => sql`(
      select f.name from core.staff f where ${who} ->> 'type' = 'staff' and f.id::text = ${who} ->> 'id'
      union all
      select c.name from core.contact c where ${who} ->> 'type' = 'contact' and c.id::text = ${who} ->> 'id' limit 1)`;

const subject = (type: string, name: RawBuilder<unknown>, from: RawBuilder<unknown>) =>
  sql`when ${sql.lit(type)} then (select ${name} from ${from} x where x.id = a.subject_id::uuid)`;

/** Chosen and cut to a page first: names are looked up for what is shown alone. */
const lines = (
  chosen: RawBuilder<unknown>,
) => sql<AuditRow>`select a.id, a.at, a.by, a.on_behalf, a.action, a.subject_type, a.subject_id,
      ${named(sql`a.by`)} as by_name, ${named(sql`a.on_behalf`)} as on_behalf_name,
      case a.subject_type
        ${subject('customer', sql`x.name`, sql`core.customer`)}
        ${subject('contact', sql`x.name`, sql`core.contact`)}
        ${subject('staff', sql`x.name`, sql`core.staff`)}
        when 'role' then (select coalesce(x.name, x.id) from core.role x where x.id = a.subject_id)
        ${subject('order', sql`core.order_label(x.prefix, x.number)`, sql`core.orders`)}
        ${subject('session', named(sql`jsonb_build_object('type', x.actor_type, 'id', x.actor_id)`), sql`core.session`)}
        when 'plugin' then a.subject_id when 'service' then a.subject_id end as subject_name,
      case a.subject_type
        ${subject('contact', sql`x.customer_id::text`, sql`core.contact`)}
        ${subject('session', sql`(select c.customer_id::text from core.contact c where c.id = x.actor_id)`, sql`core.session`)}
        end as customer_id,
      a.before, a.after
    from (select * from core.audit a where ${chosen}) a order by a.id desc`;

const wanted = (place: Place<AuditFilter>) => sql`(${place('before')}::uuid is null or a.id < ${place('before')}::uuid)
      and (${place('kind')}::text is null or a.subject_type = ${place('kind')}::text)
      and (${place('action')}::text is null or a.action = ${place('action')}::text)
      and (${place('person')}::text is null or ${place('person')}::text in (a.by ->> 'id', a.on_behalf ->> 'id'))
      and (${place('from')}::date is null or a.at >= ${place('from')}::date::timestamp at time zone ${place('zone')}::text)
      and (${place('to')}::date is null or a.at < (${place('to')}::date + 1)::timestamp at time zone ${place('zone')}::text)
      order by a.id desc limit ${place('limit')}`;

/** The shop's audit, newest first. */
export const auditLines = statement<AuditFilter, AuditRow>('audit.lines', (place) => lines(wanted(place)));

/** The lines about one thing; about a customer also those about its people. An index's: apart from the others. */
export const auditLinesOf = statement<AuditFilter & { subject: string }, AuditRow>('audit.lines-of', (place) =>
  lines(sql`a.subject_id in (
      select ${place('subject')}::text union all
      select c.id::text from core.contact c where c.customer_id::text = ${place('subject')}::text
    ) and ${wanted(place)}`),
);

/** Everybody who works or worked in the shop, by name. */
export const auditPeople = statement<object, { id: string; name: string }>(
  'audit.people',
  () => sql`select id, name from core.staff order by lower(name), id limit 500`,
);

interface Export {
  readonly tenant: string;
  readonly id: string;
  readonly now: Date;
  readonly by: string;
  /** The conditions, JSON. */
  readonly filter: string;
}

export const auditExport = statement<Export>(
  'audit.export',
  (place) => sql`insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, after)
    values (${place('tenant')}, ${place('id')}, ${place('now')}, ${place('by')}::jsonb, 'audit.export', 'audit', ${place('id')}::uuid::text,
      ${place('filter')}::jsonb)`,
);
