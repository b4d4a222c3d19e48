import { sql } from 'kysely';
import { statement } from '../../kernel/statement.ts';
import type { Audited } from '../store.ts';

/**
 * The customers that an import made, held against whoever works with one of them at this moment, e.g. sends an order in its
 * name. No row for an import that cannot be undone.
 */
export const holdMade = statement<{ id: string; since: Date }, { customers: readonly string[] }>(
  'customers.hold-made',
  (place) => sql`with meant as (
      select id, made from core.customer_import where id = ${place('id')} and state = 'done' and finished_at >= ${place('since')} for update
    ), held as (
      select c.id from core.customer c where c.id = any((select made from meant)::uuid[]) order by c.id for update
    )
    select array(select id from held) as customers from meant`,
);

interface Undo extends Audited {
  /** JSON: `{ customer, audit }`, the id of the line that each gets in the audit. */
  readonly lines: string;
}

/** Why a customer stays: somebody has used it since. */
const use = sql`case
      when exists (select from core.orders o where o.customer_id = c.id) then 'ordered'
      when exists (select from core.request r where r.customer_id = c.id) then 'asked'
      when exists (select from core.contact t where t.customer_id = c.id and (t.verified_at is not null
        or exists (select from core.session s where s.actor_type = 'contact' and s.actor_id = t.id)
        or exists (select from core.api_key k where k.contact_id = t.id)
        or exists (select from core.challenge h where h.subject = t.id::text))) then 'let-in'
      when exists (select from core.audit a where a.subject_id = c.id::text and a.subject_type = 'customer' and a.action <> 'customers.create')
        or exists (select from core.customer_merge g where c.id in (g.merged_id, g.surviving_id))
        or exists (select from core.setting v where v.scope = 'customer' and v.scope_id = c.id::text) then 'changed'
      end`;

/** Takes the customers of an import away that nobody has used since, and writes down which stay and why. Run it after `holdMade`. */
export const undoImport = statement<Undo, { removed: number; kept: number }>(
  'customers.undo-import',
  (place) => sql`with meant as (
      select tenant_id, id, made from core.customer_import where id = ${place('id')} and state = 'done'
    ), looked as materialized (
      select c.tenant_id, c.id, c.name, c.slug, ${use} as why from meant join core.customer c on c.id = any(meant.made)
    ), gone as materialized (select * from looked where why is null
    ), places as (
      delete from core.address a using gone where a.tenant_id = gone.tenant_id and a.customer_id = gone.id
    ), people as (
      delete from core.contact t using gone where t.tenant_id = gone.tenant_id and t.customer_id = gone.id
    ), customers as (
      delete from core.customer c using gone where c.tenant_id = gone.tenant_id and c.id = gone.id
    ), undone as (
      update core.customer_import i set state = 'undone', undone_at = ${place('now')},
        kept = (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'why', why)), '[]') from looked where why is not null)
      from meant where i.tenant_id = meant.tenant_id and i.id = meant.id returning i.tenant_id, i.id
    ), counted as (
      select (select count(*)::int from gone) as removed, (select count(*)::int from looked where why is not null) as kept from undone
    ), removals as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before)
      select gone.tenant_id, r.audit, ${place('now')}, ${place('by')}::jsonb, 'customers.take-back', 'customer', gone.id::text,
        jsonb_build_object('name', gone.name, 'slug', gone.slug)
      from gone join jsonb_to_recordset(${place('lines')}::jsonb) r(customer uuid, audit uuid) on r.customer = gone.id
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, after)
      select undone.tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'customers.undo-import', 'customers', undone.id::text,
        jsonb_build_object('removed', counted.removed, 'kept', counted.kept) from undone, counted
    )
    select removed, kept from counted`,
);
