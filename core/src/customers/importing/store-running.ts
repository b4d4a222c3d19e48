import { sql } from 'kysely';
import { statement } from '../../kernel/statement.ts';

/**
 * The import's place among the running ones of the shop, which take turns: two never look for a customer that the other is
 * about to write. No row for one that is not running.
 */
export const holdImport = statement<{ id: string }, { passed: number }>(
  'customers.hold-import',
  (
    place,
  ) => sql`with running as (select id, passed from core.customer_import where state = 'running' order by id for update)
    select passed from running where id = ${place('id')}`,
);

/** What a customer of a file is known by; `name` only where there is neither a link nor an address. */
export interface Key {
  readonly nth: number;
  readonly link: string | null;
  readonly emails: readonly string[];
  readonly name: string | null;
}

/** The customer of the shop that one of a file is. */
export interface PresentRow {
  readonly nth: number;
  readonly id: string;
  readonly name: string;
}

/**
 * Customers of a file (`Key`s as JSON) that are there already: by a link that one has or had, by the e-mail address of one of
 * its people, or by name. Those that the import itself has made are none.
 */
export const presentCustomers = statement<{ id: string; keys: string }, PresentRow>(
  'customers.present',
  (place) => sql`with asked as materialized (
      select * from jsonb_to_recordset(${place('keys')}::jsonb) k(nth int, link text, emails text[], name text)
    ), addressed as materialized (
      select asked.nth, e.email from asked cross join unnest(asked.emails) e(email)
    ), named as materialized (
      select nth, lower(name) as name from asked where name is not null
    ), found as (
      select asked.nth, c.id from asked join core.customer c on c.slug = asked.link
      union all
      select asked.nth, r.customer_id from asked join core.retired_slug r on r.slug = asked.link
      union all
      select a.nth, t.customer_id from addressed a join core.contact t on t.email_key = a.email and t.removed_at is null
      union all
      select named.nth, c.id from named join core.customer c on lower(c.name) = named.name and c.state in ('active', 'provisional')
      where exists (select from named)
    )
    select distinct on (found.nth) found.nth, c.id, c.name from found join core.customer c on c.id = found.id
    where c.id <> all(coalesce((select made from core.customer_import where id = ${place('id')}), '{}'))
    order by found.nth, c.id`,
);

/** Which of the slugs some customer has or had. */
export const takenSlugs = statement<{ slugs: readonly string[] }, { slug: string }>(
  'customers.taken-slugs',
  (place) => sql`select s.slug from unnest(${place('slugs')}::text[]) s(slug)
    where exists (select from core.customer c where c.slug = s.slug) or exists (select from core.retired_slug r where r.slug = s.slug)`,
);

interface Part {
  readonly id: string;
  readonly now: Date;
  /** Customers that were through before. */
  readonly passed: number;
  readonly count: number;
  /** JSON. */
  readonly customers: string;
  readonly contacts: string;
  readonly addresses: string;
  readonly made: readonly string[];
  readonly results: string;
}

/**
 * Writes some customers of a running import, each with its people, its addresses and its line in the audit, and how far it
 * is: all or nothing, whatever their number. No row when somebody else was there first. Run it after `holdImport`.
 */
export const writePart = statement<Part, { is_done: boolean }>(
  'customers.write-import',
  (place) => sql`with held as (
      select tenant_id, id, by from core.customer_import where id = ${place('id')} and state = 'running' and passed = ${place('passed')}::int
    ), people as (
      select * from jsonb_to_recordset(${place('contacts')}::jsonb) r(id uuid, customer uuid, name text, email text, phone text, rights text[])
    ), places as (
      select * from jsonb_to_recordset(${place('addresses')}::jsonb) r(id uuid, customer uuid, label text, value jsonb)
    ), customers as (
      insert into core.customer (tenant_id, id, name, slug, email, phone, note, state, created_at)
      select held.tenant_id, r.id, r.name, r.slug, r.email, r.phone, r.note, 'active', ${place('now')}
      from held, jsonb_to_recordset(${place('customers')}::jsonb) r(id uuid, name text, slug text, email text, phone text, note text)
      returning tenant_id, id, name, slug, phone
    ), contacts as (
      insert into core.contact (tenant_id, id, customer_id, name, email, phone, rights, created_at)
      select held.tenant_id, r.id, r.customer, r.name, r.email, r.phone, r.rights, ${place('now')} from held, people r
    ), addresses as (
      insert into core.address (tenant_id, id, customer_id, label, value, created_at)
      select held.tenant_id, r.id, r.customer, r.label, r.value, ${place('now')} from held, places r
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, after)
      select c.tenant_id, r.audit, ${place('now')}, held.by, 'customers.create', 'customer', c.id::text,
        jsonb_strip_nulls(jsonb_build_object('name', c.name, 'slug', c.slug, 'phone', c.phone,
          'people', (select count(*) from people p where p.customer = c.id), 'addresses', (select count(*) from places p where p.customer = c.id),
          'import', held.id))
      from held cross join customers c join jsonb_to_recordset(${place('customers')}::jsonb) r(id uuid, audit uuid) on r.id = c.id
    ), moved as (
      update core.customer_import i set passed = i.passed + ${place('count')}::int, made = i.made || ${place('made')}::uuid[],
        results = i.results || ${place('results')}::jsonb,
        state = case when i.passed + ${place('count')}::int >= i.total then 'done' else i.state end,
        finished_at = case when i.passed + ${place('count')}::int >= i.total then ${place('now')} end
      from held where i.tenant_id = held.tenant_id and i.id = held.id returning i.state
    )
    select state = 'done' as is_done from moved`,
);
