import { sql, type RawBuilder } from 'kysely';
import { statement, type Place } from '../kernel/statement.ts';
import { audited } from './store.ts';

/** A shop as operators list it: what it is called and what it uses, nothing of its customers. */
export interface ListedRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly state: 'active' | 'suspended';
  readonly demo: boolean;
  readonly provisioned: readonly string[] | null;
  readonly switched: Readonly<Record<string, boolean>> | null;
  readonly orders: number;
  readonly bytes: number;
  readonly active_at: Date | null;
}

interface Page {
  /** Folded text to look for in name, slug, address and hosts; empty for all. */
  readonly search: string;
  readonly state: string | null;
  readonly after: string;
  readonly limit: number;
  /** The smallest id of the moment after which orders are counted: ids begin with their time. */
  readonly since: string;
}

/**
 * A page of shops by slug. Orders are counted in the key of `core.orders`, whose ids begin with their time, once for all
 * shops of the page; files are summed in an index; the last activity is the newest request, one step in its key.
 */
export const listShops = statement<Page, ListedRow>(
  'operator.list-shops',
  (place) => sql`with page as materialized (
      select t.id, t.slug, t.name, t.state, t.demo, t.provisioned from core.tenant t
      where t.slug > ${place('after')} and (${place('state')}::text is null or t.state = ${place('state')})
        and (${place('search')} = '' or strpos(core.fold(t.name || ' ' || t.slug || ' ' || coalesce(t.email, '')), core.fold(${place('search')})) > 0
          or exists (select from core.tenant_host h where h.tenant_id = t.id and strpos(h.host, lower(${place('search')})) > 0))
      order by t.slug limit ${place('limit')}
    ), ordered as (
      select tenant_id, count(*)::int as orders from core.orders
      where tenant_id = any(array(select id from page)) and id >= ${place('since')}::uuid group by tenant_id
    ), stored as (
      select tenant_id, sum(bytes)::bigint as bytes from core.file where tenant_id = any(array(select id from page)) group by tenant_id
    ), switched as (
      select tenant_id, jsonb_object_agg(plugin, active) as switched from core.activation
      where tenant_id = any(array(select id from page)) group by tenant_id
    )
    select page.*, switched.switched, coalesce(ordered.orders, 0) as orders, coalesce(stored.bytes, 0)::bigint as bytes, newest.created_at as active_at
    from page left join ordered on ordered.tenant_id = page.id left join stored on stored.tenant_id = page.id
      left join switched on switched.tenant_id = page.id
      left join lateral (select r.created_at from core.request r where r.tenant_id = page.id order by r.id desc limit 1) newest on true
    order by page.slug`,
);

/** What stands of one shop besides what the list says. */
export interface ShopRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly email: string | null;
  readonly time_zone: string;
  readonly state: 'active' | 'suspended';
  readonly suspended_at: Date | null;
  readonly suspended_reason: string | null;
  readonly provisioned: readonly string[] | null;
  readonly ceilings: Readonly<Record<string, number>>;
  readonly switched: Readonly<Record<string, boolean>> | null;
  readonly hosts: readonly string[];
  readonly created_at: Date;
}

export const shopBySlug = statement<{ slug: string }, ShopRow>(
  'operator.shop',
  (
    place,
  ) => sql`select t.id, t.slug, t.name, t.email, t.time_zone, t.state, t.suspended_at, t.suspended_reason, t.provisioned, t.ceilings, t.created_at,
      (select jsonb_object_agg(a.plugin, a.active) from core.activation a where a.tenant_id = t.id) as switched,
      array(select h.host from core.tenant_host h where h.tenant_id = t.id order by h.host) as hosts
    from core.tenant t where t.slug = ${place('slug')}`,
);

/** One entry of what operators did. */
export interface RecordRow {
  readonly at: Date;
  readonly action: string;
  readonly by: { readonly type: string; readonly id?: string; readonly reason?: string };
  readonly name: string | null;
  readonly after: unknown;
}

/** What operators did to a shop, newest first. */
export const recordOf = statement<{ slug: string }, RecordRow>(
  'operator.record-of-shop',
  (place) => sql`select a.at, a.action, a.by, o.name, a.after from core.tenant t
    join core.platform_audit a on a.subject_type = 'shop' and a.subject_id = t.id::text
    left join core.operator o on o.id::text = a.by ->> 'id'
    where t.slug = ${place('slug')} order by a.id desc limit 50`,
);

interface Change {
  readonly slug: string;
  readonly by: string;
  readonly auditId: string;
  readonly now: Date;
}

interface ChangeWords {
  readonly set: RawBuilder<unknown>;
  readonly when: RawBuilder<unknown>;
  readonly action: string;
  /** What the record keeps of the shop as it is now. */
  readonly after: RawBuilder<unknown>;
}

/** Changes the one shop when `when` holds; the row says which shop it is, changed or not. */
const change = <Args extends Change>(place: Place<Args>, { set, when, action, after }: ChangeWords) => sql<{
  id: string;
}>`with found as (
      select id from core.tenant where slug = ${place('slug')}
    ), changed as (
      update core.tenant t set ${set}, config_version = t.config_version + 1 from found
      where t.id = found.id and ${when} returning t.id, t.suspended_reason, t.provisioned, t.ceilings
    ), ${audited(place, action, 'shop', sql`changed`, after)}
    select id from found`;

/** Closes the shop. It changes nothing when it is closed already. */
export const suspendShop = statement<Change & { reason: string }, { id: string }>('operator.suspend', (place) =>
  change(place, {
    set: sql`state = 'suspended', suspended_at = ${place('now')}, suspended_reason = ${place('reason')}`,
    when: sql`t.state = 'active'`,
    action: 'shop.suspend',
    after: sql`jsonb_build_object('reason', suspended_reason)`,
  }),
);

export const resumeShop = statement<Change, { id: string }>('operator.resume', (place) =>
  change(place, {
    set: sql`state = 'active', suspended_at = null, suspended_reason = null`,
    when: sql`t.state = 'suspended'`,
    action: 'shop.resume',
    after: sql`null::jsonb`,
  }),
);

export const provisionShop = statement<Change & { plugins: readonly string[] | null }, { id: string }>(
  'operator.provision',
  (place) =>
    change(place, {
      set: sql`provisioned = ${place('plugins')}::text[]`,
      when: sql`t.provisioned is distinct from ${place('plugins')}::text[]`,
      action: 'shop.provision',
      after: sql`jsonb_build_object('plugins', provisioned)`,
    }),
);

export const limitShop = statement<Change & { ceilings: string }, { id: string }>('operator.limit', (place) =>
  change(place, {
    set: sql`ceilings = ${place('ceilings')}::jsonb`,
    when: sql`t.ceilings <> ${place('ceilings')}::jsonb`,
    action: 'shop.limit',
    after: sql`ceilings`,
  }),
);

/** Gives the shop a host; no row in `taken` unless another one has it. */
export const addHost = statement<Change & { host: string }, { id: string; taken: boolean }>(
  'operator.add-host',
  (place) => sql`with found as (
      select id from core.tenant where slug = ${place('slug')}
    ), added as (
      insert into core.tenant_host (host, tenant_id) select ${place('host')}, id from found on conflict do nothing returning tenant_id as id, host
    ), ${audited(place, 'shop.add-host', 'shop', sql`added`, sql`jsonb_build_object('host', host)`)}
    select found.id, not exists (select from added) and not exists (
      select from core.tenant_host h where h.host = ${place('host')} and h.tenant_id = found.id) as taken
    from found`,
);

export const removeHost = statement<Change & { host: string }, { id: string }>(
  'operator.remove-host',
  (place) => sql`with removed as (
      delete from core.tenant_host h using core.tenant t
      where t.id = h.tenant_id and t.slug = ${place('slug')} and h.host = ${place('host')} returning t.id, h.host
    ), ${audited(place, 'shop.remove-host', 'shop', sql`removed`, sql`jsonb_build_object('host', host)`)}
    select id from removed`,
);

/** Records that a shop was founded. */
export const recordFounding = statement<Omit<Change, 'slug'> & { id: string; slug: string }>(
  'operator.record-founding',
  (place) => sql`insert into core.platform_audit (id, at, by, action, subject_type, subject_id, after)
    values (${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'shop.found', 'shop', ${place('id')}, jsonb_build_object('slug', ${place('slug')}::text))`,
);
