import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';
import type { Audited } from './store.ts';
import { answersFollow, inTheirPlace, type LockedRow } from './store-merging.ts';

/** Waits for others who change one of the two customers of a merge; no row for an unknown one. */
export const lockMerge = statement<{ id: string }, LockedRow>(
  'customers.lock-merge',
  (place) => sql`select c.id, c.state from core.customer_merge g
    join core.customer c on c.tenant_id = g.tenant_id and c.id in (g.merged_id, g.surviving_id)
    where g.id = ${place('id')} order by c.id for update of c`,
);

/** Waits for others who change one of the orders that the merge moved, as `lockOrders` does for it. Run it after `lockMerge`. */
export const lockMovedOrders = statement<{ id: string }>(
  'customers.lock-moved-orders',
  (place) => sql`select from core.orders where id in (
      select o.id from core.customer_merge g, jsonb_to_recordset(g.moved -> 'orders') o(id uuid) where g.id = ${place('id')}
    ) order by id for update`,
);

interface Parting extends Audited {
  /** Merges before it stay. */
  readonly since: Date;
  readonly outboxId: string;
  readonly subscribers: readonly string[];
}

/** A merge that was undone: what was changed since, and so stays as it is. */
export interface PartedRow {
  readonly merged_id: string;
  readonly surviving_id: string;
  /** Fields of the surviving customer. */
  readonly fields: string[];
  /** Names of its people whose rights are others now. */
  readonly people: string[];
  /** Orders that the moved people sent since: they stay where they are. */
  readonly orders: number;
}

/**
 * Moves back what a merge moved, as far as it is where the merge put it; what was changed since stays. No row when the
 * merge is undone or too old, or one of the two customers was merged again. Run it after `lockMerge` and `lockMovedOrders`.
 */
export const undoMerge = statement<Parting, PartedRow>(
  'customers.undo-merge',
  (place) => sql`with pair as (
      select g.tenant_id, g.id, g.merged_id, g.surviving_id, g.at, g.moved, s.name, s.email, s.phone, s.note
      from core.customer_merge g
      join core.customer m on m.tenant_id = g.tenant_id and m.id = g.merged_id and m.state = 'merged'
      join core.customer s on s.tenant_id = g.tenant_id and s.id = g.surviving_id and s.state in ('active', 'provisional')
      where g.id = ${place('id')} and g.undone_at is null and g.at >= ${place('since')}
    ), joined as (
      select j.* from pair, jsonb_to_recordset(moved -> 'joined') j(gone uuid, kept uuid, rights text[], "all" text[], verified timestamptz, proven timestamptz)
    ), people as (
      select p::uuid as id from pair, jsonb_array_elements_text(moved -> 'people') p
    ), places as (
      select p.* from pair, jsonb_to_recordset(moved -> 'places') p(id uuid, label text, new text)
    ), asked as (
      select r.* from pair, jsonb_to_recordset(moved -> 'requests') r(id uuid, contact uuid)
    ), ordered as (
      select o.* from pair, jsonb_to_recordset(moved -> 'orders') o(id uuid, contact uuid, shown boolean)
    ), signed_in as (
      select s.* from pair, jsonb_to_recordset(moved -> 'sessions') s(id uuid, gone uuid, kept uuid)
    ), keys as (
      select k.* from pair, jsonb_to_recordset(moved -> 'keys') k(id uuid, gone uuid, kept uuid)
    ), fields as (
      select f.key, moved -> 'before' ->> f.key as old, f.now is distinct from moved -> 'after' ->> f.key as is_other
      from pair cross join lateral (values ('name', name), ('email', email), ('phone', phone), ('note', note)) f(key, now)
      where moved -> 'before' ->> f.key is distinct from moved -> 'after' ->> f.key
    ), undone as (
      update core.customer_merge g set undone_at = ${place('now')} from pair where g.tenant_id = pair.tenant_id and g.id = pair.id
    ), customers as (
      update core.customer c set
        state = case when c.id = pair.merged_id then pair.moved ->> 'was' else c.state end,
        name = case when exists (select from fields where key = 'name' and not is_other) and c.id = pair.surviving_id
          then pair.moved -> 'before' ->> 'name' else c.name end,
        email = case when exists (select from fields where key = 'email' and not is_other) and c.id = pair.surviving_id
          then pair.moved -> 'before' ->> 'email' else c.email end,
        phone = case when exists (select from fields where key = 'phone' and not is_other) and c.id = pair.surviving_id
          then pair.moved -> 'before' ->> 'phone' else c.phone end,
        note = case when exists (select from fields where key = 'note' and not is_other) and c.id = pair.surviving_id
          then pair.moved -> 'before' ->> 'note' else c.note end
      from pair where c.tenant_id = pair.tenant_id and c.id in (pair.merged_id, pair.surviving_id)
    ), moved_people as (
      update core.contact t set
        customer_id = case when people.id is null then t.customer_id else pair.merged_id end,
        removed_at = case when gone.gone is null then t.removed_at end,
        rights = case when kept.kept is not null and t.rights = kept."all" then kept.rights else t.rights end,
        verified_at = case when kept.kept is not null and t.verified_at is not distinct from kept.proven then kept.verified
          else t.verified_at end
      from pair join core.contact x on x.tenant_id = pair.tenant_id and x.customer_id in (pair.merged_id, pair.surviving_id)
      left join people on people.id = x.id and x.customer_id = pair.surviving_id
      left join joined gone on gone.gone = x.id
      left join joined kept on kept.kept = x.id
      where t.tenant_id = x.tenant_id and t.id = x.id and coalesce(people.id, gone.gone, kept.kept) is not null
    ), moved_places as (
      update core.address a set customer_id = pair.merged_id, label = case when a.label = places.new then places.label else a.label end
      from pair, places where a.tenant_id = pair.tenant_id and a.id = places.id and a.customer_id = pair.surviving_id
    ), moved_requests as (
      update core.request r set customer_id = pair.merged_id, contact_id = asked.contact from pair, asked
      where r.tenant_id = pair.tenant_id and r.id = asked.id and r.customer_id = pair.surviving_id
    ), moved_orders as (
      update core.orders o set customer_id = pair.merged_id, contact_id = ordered.contact,
        in_portal = o.in_portal and (ordered.shown or pair.moved ->> 'was' <> 'provisional')
      from pair, ordered where o.tenant_id = pair.tenant_id and o.id = ordered.id and o.customer_id = pair.surviving_id
    ), parted as (
      select o.id from pair, ordered join core.orders o on o.id = ordered.id where o.tenant_id = pair.tenant_id and o.customer_id = pair.surviving_id
    ), moved_approvers as (
      update core.approval a set approvers = ${inTheirPlace(sql`kept`, sql`gone`)}
      from pair where a.tenant_id = pair.tenant_id and a.order_id in (select id from parted) and a.approvers && array(select kept from joined)
    ), moved_answers as (
      ${answersFollow(sql`kept`, sql`gone`)} and a.order_id in (select id from parted)
    ), moved_sessions as (
      update core.session s set actor_id = signed_in.gone from pair, signed_in
      where s.tenant_id = pair.tenant_id and s.actor_type = 'contact' and s.id = signed_in.id and s.actor_id = signed_in.kept
    ), moved_keys as (
      update core.passkey k set contact_id = keys.gone from pair, keys
      where k.tenant_id = pair.tenant_id and k.id = keys.id and k.contact_id = keys.kept
    ), restored as (
      delete from core.retired_slug r using pair
      where r.tenant_id = pair.tenant_id and r.slug = pair.moved ->> 'slug' and r.customer_id = pair.surviving_id
    ), moved_links as (
      update core.retired_slug r set customer_id = pair.merged_id from pair
      where r.tenant_id = pair.tenant_id and r.customer_id = pair.surviving_id
        and r.slug in (select jsonb_array_elements_text(pair.moved -> 'links'))
    ), moved_settings as (
      update core.setting v set scope_id = pair.merged_id::text from pair
      where v.tenant_id = pair.tenant_id and v.scope = 'customer' and v.scope_id = pair.surviving_id::text
        and v.plugin in (select jsonb_array_elements_text(pair.moved -> 'settings'))
    ), moved_defaults as (
      update core.order_default d set customer_id = pair.merged_id, subject = case when d.scope = 'customer' then pair.merged_id::text else d.subject end
      from pair where d.tenant_id = pair.tenant_id and d.customer_id = pair.surviving_id
        and (d.scope = 'customer' and d.kind in (select jsonb_array_elements_text(coalesce(pair.moved -> 'defaults', '[]')))
          or d.address_id in (select id from places))
    ), raised as (
      update core.tenant t set config_version = t.config_version + 1 from pair
      where t.id = pair.tenant_id and pair.moved -> 'settings' <> '[]'::jsonb
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'customers.undo-merge', 'customer', surviving_id::text,
        moved -> 'after', (moved -> 'before') || jsonb_build_object('merge', id, 'parted', merged_id) from pair
    ), sent as (
      insert into core.outbox (tenant_id, id, event, payload, at)
      select tenant_id, ${place('outboxId')}, 'customers.parted', jsonb_build_object('mergedId', merged_id, 'survivingId', surviving_id),
        ${place('now')} from pair where cardinality(${place('subscribers')}::text[]) > 0 returning tenant_id, id
    ), delivered as (
      insert into core.delivery (tenant_id, outbox_id, subscriber, next_at)
      select sent.tenant_id, sent.id, s.name, ${place('now')} from sent, unnest(${place('subscribers')}::text[]) s(name)
    )
    select merged_id, surviving_id, array(select key from fields where is_other order by key) as fields,
      array(select t.name from joined join core.contact t on t.tenant_id = pair.tenant_id and t.id = joined.kept
        where t.rights <> joined."all" order by t.name) as people,
      (select count(*)::int from core.orders o where o.tenant_id = pair.tenant_id and o.customer_id = pair.surviving_id
        and o.contact_id in (select id from people) and o.id not in (select id from ordered)) as orders
    from pair`,
);
