import { sql, type RawBuilder } from 'kysely';
import { statement } from '../kernel/statement.ts';
import type { Audited } from './store.ts';

interface Pair {
  /** The customer that goes. */
  readonly merged: string;
  /** The one that stays, and gets everything. */
  readonly surviving: string;
}

/** Names that both customers use stay with the one that stays; the other order keeps it in its content alone. */
const keptClaim = (surviving: RawBuilder<unknown>) => sql`case when exists (select from core.request s
          where s.tenant_id = r.tenant_id and s.customer_id = ${surviving} and s.claim = r.claim and s.state in ('waiting', 'accepting', 'accepted'))
          then null else r.claim end`;

/** A customer about to change. */
export interface LockedRow {
  readonly id: string;
  readonly state: 'active' | 'provisional' | 'merged' | 'erased';
}

/** Waits for others who change one of the two, always in the same sequence: two merges of the same two never wait for each other. */
export const lockPair = statement<Pair, LockedRow>(
  'customers.lock-pair',
  (place) =>
    sql`select id, state from core.customer where id in (${place('merged')}, ${place('surviving')}) order by id for update`,
);

/**
 * Waits for others who change one of its orders: what they ask and answer is there before it moves, or comes after it. Run it after
 * `lockPair`.
 */
export const lockOrders = statement<{ merged: string }>(
  'customers.lock-orders',
  (place) => sql`select from core.orders where customer_id = ${place('merged')} order by id for update`,
);

/** What there is of a customer besides what its page shows. */
export interface MergeCountsRow {
  readonly requests: number;
  readonly files: number;
  readonly notices: number;
}

export const mergeCounts = statement<{ merged: string }, MergeCountsRow>(
  'customers.merge-counts',
  (place) => sql`with asked as (select tenant_id, id from core.request where customer_id = ${place('merged')})
    select (select count(*)::int from asked) as requests,
      (select count(*)::int from core.file f where f.request_id in (select id from asked)
        or f.order_id in (select id from core.orders where customer_id = ${place('merged')})) as files,
      (select count(*)::int from core.notice n where n.subject_id in (
        select id from asked union all select id from core.orders where customer_id = ${place('merged')})) as notices`,
);

/** A merge that can still be undone or explains where a customer went. */
export interface MergeRow {
  readonly id: string;
  readonly at: Date;
  readonly merged_id: string;
  readonly merged_name: string;
  readonly surviving_id: string;
  readonly surviving_name: string;
}

/** Merges of the customer, on either side, that are not undone; the newest first. */
export const mergesOf = statement<{ customer: string }, MergeRow>(
  'customers.merges-of',
  (place) => sql`select g.id, g.at, g.merged_id, m.name as merged_name, g.surviving_id, s.name as surviving_name
    from core.customer_merge g
    join core.customer m on m.tenant_id = g.tenant_id and m.id = g.merged_id
    join core.customer s on s.tenant_id = g.tenant_id and s.id = g.surviving_id
    where (g.surviving_id = ${place('customer')} or g.merged_id = ${place('customer')}) and g.undone_at is null
    order by g.at desc, g.id limit 50`,
);

/** The approvers of `a`, each of the `joined` contacts as the one that they are now. */
export const inTheirPlace = (was: RawBuilder<unknown>, is: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(select array_agg(coalesce((select j.${is} from joined j where j.${was} = p.id limit 1), p.id) order by p.turn)
        from unnest(a.approvers) with ordinality p(id, turn))`;

/** Answers of the `joined` contacts become those of the ones that they are now; each still has one answer to a question. */
export const answersFollow = (was: RawBuilder<unknown>, is: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`update core.approval_answer n set contact_id = j.${is} from joined j, core.approval a
      where a.tenant_id = n.tenant_id and a.id = n.approval_id and n.contact_id = j.${was}
        and not exists (select from core.approval_answer k
          where k.tenant_id = n.tenant_id and k.approval_id = n.approval_id and k.contact_id = j.${is})`;

interface Merge extends Audited, Pair {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly note: string | null;
  readonly outboxId: string;
  readonly subscribers: readonly string[];
  /** Who brings over what was on its way at that moment, and when. */
  readonly latecomers: string;
  readonly later: Date;
}

/**
 * Moves all of one customer to another, writes down what moved, and tells whom it concerns: one statement, however much
 * there is. Contacts with the same address become one, with the rights of both; of addresses under the same label the
 * moved one gets the customer's name beside it, unless they are equal. No row when one of the two is merged already, or the
 * surviving one is not a real customer. Run it after `lockPair` and `lockOrders`.
 */
export const mergeCustomers = statement<Merge, { id: string }>(
  'customers.merge',
  (place) => sql`with pair as (
      select m.tenant_id, m.id as merged, s.id as surviving, m.slug, m.state as was, m.name as merged_name,
        jsonb_build_object('name', s.name, 'email', s.email, 'phone', s.phone, 'note', s.note) as before,
        jsonb_build_object('name', ${place('name')}::text, 'email', ${place('email')}::text, 'phone', ${place('phone')}::text,
          'note', ${place('note')}::text) as after
      from core.customer m join core.customer s on s.tenant_id = m.tenant_id
      where m.id = ${place('merged')} and s.id = ${place('surviving')} and m.id <> s.id and m.state in ('active', 'provisional') and s.state = 'active'
    ), joined as (
      select gone.id as gone, kept.id as kept, kept.rights, kept.verified_at,
        array(select distinct r from unnest(kept.rights || gone.rights) r order by r) as all_rights,
        coalesce(kept.verified_at, gone.verified_at) as proven_at
      from pair
      join core.contact gone on gone.tenant_id = pair.tenant_id and gone.customer_id = pair.merged and gone.removed_at is null
      join lateral (
        select k.id, k.rights, k.verified_at from core.contact k
        where k.tenant_id = pair.tenant_id and k.customer_id = pair.surviving and k.removed_at is null and lower(k.email) = lower(gone.email)
        order by k.id limit 1
      ) kept on true
    ), people as (
      select t.id from pair join core.contact t on t.tenant_id = pair.tenant_id and t.customer_id = pair.merged
      where t.id not in (select gone from joined)
    ), places as (
      select a.id, a.label, case when same.id is null then a.label
        else left(a.label, 38) || ' (' || left(pair.merged_name, 38) || ')' end as new_label
      from pair join core.address a on a.tenant_id = pair.tenant_id and a.customer_id = pair.merged
      left join core.address same on same.tenant_id = pair.tenant_id and same.customer_id = pair.surviving and lower(same.label) = lower(a.label)
      where same.id is null or same.value <> a.value
    ), asked as (
      select r.id, r.contact_id from pair join core.request r on r.tenant_id = pair.tenant_id and r.customer_id = pair.merged
    ), ordered as (
      select o.id, o.contact_id, o.in_portal from pair join core.orders o on o.tenant_id = pair.tenant_id and o.customer_id = pair.merged
    ), signed_in as (
      select s.token_hash, s.id, joined.gone, joined.kept from joined
      join core.session s on s.actor_type = 'contact' and s.actor_id = joined.gone
    ), keys as (
      select k.id, joined.gone, joined.kept from joined join core.passkey k on k.contact_id = joined.gone
    ), links as (
      select r.slug from pair join core.retired_slug r on r.tenant_id = pair.tenant_id and r.customer_id = pair.merged
    ), chosen as (
      select v.plugin from pair join core.setting v on v.tenant_id = pair.tenant_id and v.scope = 'customer' and v.scope_id = pair.merged::text
      where not exists (select from core.setting x where x.plugin = v.plugin and x.scope = 'customer' and x.scope_id = pair.surviving::text)
    ), begun as (
      select distinct d.kind from pair join core.order_default d on d.tenant_id = pair.tenant_id and d.customer_id = pair.merged and d.scope = 'customer'
      where not exists (select from core.order_default x where x.tenant_id = d.tenant_id and x.customer_id = pair.surviving
        and x.scope = 'customer' and x.kind = d.kind)
    ), kept as (
      insert into core.customer_merge (tenant_id, id, merged_id, surviving_id, at, by, moved)
      select tenant_id, ${place('id')}, merged, surviving, ${place('now')}, ${place('by')}::jsonb, jsonb_build_object(
        'was', was, 'slug', slug, 'before', before, 'after', after,
        'joined', (select coalesce(jsonb_agg(jsonb_build_object('gone', gone, 'kept', kept, 'rights', rights, 'all', all_rights,
          'verified', verified_at, 'proven', proven_at)), '[]') from joined),
        'people', (select coalesce(jsonb_agg(id), '[]') from people),
        'places', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'label', label, 'new', new_label)), '[]') from places),
        'requests', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'contact', contact_id)), '[]') from asked),
        'orders', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'contact', contact_id, 'shown', in_portal)), '[]') from ordered),
        'sessions', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'gone', gone, 'kept', kept)), '[]') from signed_in),
        'keys', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'gone', gone, 'kept', kept)), '[]') from keys),
        'links', (select coalesce(jsonb_agg(slug), '[]') from links),
        'settings', (select coalesce(jsonb_agg(plugin), '[]') from chosen),
        'defaults', (select coalesce(jsonb_agg(kind), '[]') from begun))
      from pair returning tenant_id, id
    ), customers as (
      update core.customer c set
        state = case when c.id = pair.merged then 'merged' else c.state end,
        name = case when c.id = pair.merged then c.name else ${place('name')} end,
        email = case when c.id = pair.merged then c.email else ${place('email')} end,
        phone = case when c.id = pair.merged then c.phone else ${place('phone')} end,
        note = case when c.id = pair.merged then c.note else ${place('note')} end
      from pair where c.tenant_id = pair.tenant_id and c.id in (pair.merged, pair.surviving)
    ), moved_people as (
      update core.contact t set
        customer_id = case when people.id is null then t.customer_id else pair.surviving end,
        removed_at = case when gone.gone is null then t.removed_at else ${place('now')}::timestamptz end,
        rights = coalesce(kept.all_rights, t.rights), verified_at = coalesce(kept.proven_at, t.verified_at)
      from pair join core.contact x on x.tenant_id = pair.tenant_id and x.customer_id in (pair.merged, pair.surviving)
      left join people on people.id = x.id
      left join joined gone on gone.gone = x.id
      left join joined kept on kept.kept = x.id
      where t.tenant_id = x.tenant_id and t.id = x.id and coalesce(people.id, gone.gone, kept.kept) is not null
    ), moved_places as (
      update core.address a set customer_id = pair.surviving, label = places.new_label from pair, places
      where a.tenant_id = pair.tenant_id and a.id = places.id
    ), moved_requests as (
      update core.request r set customer_id = pair.surviving, claim = ${keptClaim(sql`pair.surviving`)},
        contact_id = coalesce((select kept from joined where gone = r.contact_id), r.contact_id)
      from pair, asked where r.tenant_id = pair.tenant_id and r.id = asked.id
    ), moved_orders as (
      update core.orders o set customer_id = pair.surviving, in_portal = o.in_portal or pair.was = 'provisional',
        contact_id = coalesce((select kept from joined where gone = o.contact_id), o.contact_id)
      from pair, ordered where o.tenant_id = pair.tenant_id and o.id = ordered.id
    ), moved_approvers as (
      update core.approval a set approvers = ${inTheirPlace(sql`gone`, sql`kept`)}
      from pair where a.tenant_id = pair.tenant_id and a.order_id in (select id from ordered) and a.approvers && array(select gone from joined)
    ), moved_answers as (
      ${answersFollow(sql`gone`, sql`kept`)} and a.order_id in (select id from ordered)
    ), moved_sessions as (
      update core.session s set actor_id = signed_in.kept from pair, signed_in
      where s.tenant_id = pair.tenant_id and s.token_hash = signed_in.token_hash
    ), moved_keys as (
      update core.passkey k set contact_id = keys.kept from pair, keys where k.tenant_id = pair.tenant_id and k.id = keys.id
    ), moved_links as (
      update core.retired_slug r set customer_id = pair.surviving from pair, links where r.tenant_id = pair.tenant_id and r.slug = links.slug
    ), retired as (
      insert into core.retired_slug (tenant_id, slug, customer_id, retired_at) select tenant_id, slug, surviving, ${place('now')} from pair
    ), moved_settings as (
      update core.setting v set scope_id = pair.surviving::text from pair, chosen
      where v.tenant_id = pair.tenant_id and v.plugin = chosen.plugin and v.scope = 'customer' and v.scope_id = pair.merged::text
    ), moved_defaults as (
      update core.order_default d set customer_id = pair.surviving, subject = case when d.scope = 'customer' then pair.surviving::text else d.subject end
      from pair where d.tenant_id = pair.tenant_id and d.customer_id = pair.merged
        and (d.kind in (select kind from begun) and d.scope = 'customer' or d.address_id in (select id from places))
    ), raised as (
      update core.tenant t set config_version = t.config_version + 1 from pair where t.id = pair.tenant_id and exists (select from chosen)
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'customers.merge', 'customer', surviving::text, before,
        after || jsonb_build_object('merge', ${place('id')}::uuid, 'merged', merged, 'orders', (select count(*) from ordered),
          'people', (select count(*) from people)) from pair
    ), sent as (
      insert into core.outbox (tenant_id, id, event, payload, at)
      select tenant_id, ${place('outboxId')}, 'customers.merged', jsonb_build_object('mergedId', merged, 'survivingId', surviving),
        ${place('now')} from pair returning tenant_id, id
    ), delivered as (
      insert into core.delivery (tenant_id, outbox_id, subscriber, next_at)
      select sent.tenant_id, sent.id, s.name, ${place('now')} from sent, unnest(${place('subscribers')}::text[]) s(name)
      union all select tenant_id, id, ${place('latecomers')}, ${place('later')} from sent
    )
    select id from kept`,
);

/** What was on its way to the merged customer when it was merged follows the rest. */
export const takeLatecomers = statement<{ merged: string }>(
  'customers.take-latecomers',
  (place) => sql`with merge as (
      select tenant_id, merged_id, surviving_id, moved from core.customer_merge where merged_id = ${place('merged')} and undone_at is null
    ), joined as (
      select (j ->> 'gone')::uuid as gone, (j ->> 'kept')::uuid as kept from merge, jsonb_array_elements(moved -> 'joined') j
    ), requests as (
      update core.request r set customer_id = merge.surviving_id, claim = ${keptClaim(sql`merge.surviving_id`)},
        contact_id = coalesce((select kept from joined where gone = r.contact_id), r.contact_id)
      from merge where r.tenant_id = merge.tenant_id and r.customer_id = merge.merged_id
    ), late as (
      select o.id from merge join core.orders o on o.tenant_id = merge.tenant_id and o.customer_id = merge.merged_id
    ), approvers as (
      update core.approval a set approvers = ${inTheirPlace(sql`gone`, sql`kept`)}
      from merge where a.tenant_id = merge.tenant_id and a.order_id in (select id from late) and a.approvers && array(select gone from joined)
    ), answers as (
      ${answersFollow(sql`gone`, sql`kept`)} and a.order_id in (select id from late)
    )
    update core.orders o set customer_id = merge.surviving_id,
      contact_id = coalesce((select kept from joined where gone = o.contact_id), o.contact_id)
    from merge where o.tenant_id = merge.tenant_id and o.customer_id = merge.merged_id`,
);
