import type { Json } from '@docket/sdk';
import { sql } from 'kysely';
import { statement, type Place } from '../kernel/statement.ts';

/**
 * A customer as lists show it. `contacts`, `orders` and `active` (not done yet) stop counting at a hundred; `email` is the
 * customer's own, or else that of its first contact.
 */
export interface CustomerRow {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly email: string | null;
  readonly contacts: number;
  readonly orders: number;
  readonly active: number;
  readonly created_at: Date;
}

export interface ListOf {
  readonly provisional: boolean;
  /** Only those for whom nobody can sign in. */
  readonly noEmail: boolean;
  /** Only those with orders that are not done yet. */
  readonly active: boolean;
  /** Each must be somewhere, whatever its accents and capitals. */
  readonly words: readonly string[];
  /** The last customer of the page before. */
  readonly before: string | null;
  readonly limit: number;
}

/** Words that are looked for; people are looked through once for each word, and not once for each customer. */
const searched = (place: Place<ListOf>) => sql`asked as materialized (
      select core.fold(word) as word from unnest(${place('words')}::text[]) word
    ), people as materialized (
      select asked.word, t.customer_id from asked join core.contact t on t.removed_at is null and strpos(t.search, asked.word) > 0
    )`;

/** A page of those customers, by name, after the given one. */
const narrowed = (
  place: Place<ListOf>,
) => sql`c.state = case when ${place('provisional')}::boolean then 'provisional' else 'active' end
      and (${place('before')}::uuid is null
        or (c.name, c.id) > (select b.name, b.id from core.customer b where b.id = ${place('before')}::uuid))
      and (not ${place('noEmail')}::boolean
        or not exists (select from core.contact t where t.customer_id = c.id and t.removed_at is null))
      and (not ${place('active')}::boolean or exists (select from core.orders o where o.customer_id = c.id and not o.final))
      and not exists (
        select from asked where strpos(c.search, asked.word) = 0
          and (asked.word, c.id) not in (select word, customer_id from people))
    order by c.name, c.id limit ${place('limit')}`;

/** Customers by name, after the given one; found by name, slug, telephone, or a contact's name or address. */
export const customersByName = statement<ListOf, CustomerRow>(
  'customers.by-name',
  (place) => sql`with ${searched(place)}
    select c.id, c.name, c.slug, c.created_at,
      coalesce(c.email, (select t.email from core.contact t where t.customer_id = c.id and t.removed_at is null order by t.id limit 1)) as email,
      (select count(*)::int from (select from core.contact t where t.customer_id = c.id and t.removed_at is null limit 100) few) as contacts,
      (select count(*)::int from (select from core.orders o where o.customer_id = c.id limit 100) few) as orders,
      (select count(*)::int from (select from core.orders o where o.customer_id = c.id and not o.final limit 100) few) as active
    from core.customer c where ${narrowed(place)}`,
);

export type NamedRow = Pick<CustomerRow, 'id' | 'name'>;

/** What the customers of these ids are called, whatever became of them. */
export const customersNamed = statement<{ ids: readonly string[] }, NamedRow>(
  'customers.named',
  (place) => sql`select id, name from core.customer where id = any(${place('ids')}::uuid[])`,
);

/** A customer with all that is written down of it, as it is taken along. */
export interface ExportedRow {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly note: string | null;
  readonly contacts: readonly {
    readonly name: string;
    readonly email: string;
    readonly phone: string | null;
    readonly rights: readonly string[];
  }[];
  readonly addresses: readonly { readonly label: string; readonly value: Json }[];
}

interface Export extends ListOf {
  /** What was noted when it began: without that, and with another filter than that, there is none. */
  readonly noted: string;
  readonly staff: string;
  /** JSON. */
  readonly filter: string;
  readonly since: Date;
}

/** A page of an export that this staff member has begun since then; no row for anybody else's. */
export const customersToExport = statement<Export, ExportedRow>(
  'customers.to-export',
  (place) => sql`with ${searched(place)}, noted as (
      select from core.audit where id = ${place('noted')} and action = 'customers.export' and by ->> 'id' = ${place('staff')}::text
        and after = ${place('filter')}::jsonb and at >= ${place('since')}
    )
    select c.id, c.name, c.slug, c.email, c.phone, c.note,
      (select coalesce(jsonb_agg(jsonb_build_object('name', t.name, 'email', t.email, 'phone', t.phone, 'rights', t.rights) order by t.id), '[]')
        from core.contact t where t.customer_id = c.id and t.removed_at is null) as contacts,
      (select coalesce(jsonb_agg(jsonb_build_object('label', a.label, 'value', a.value) order by lower(a.label), a.id), '[]')
        from core.address a where a.customer_id = c.id) as addresses
    from core.customer c where exists (select from noted) and ${narrowed(place)}`,
);

/** Notes that somebody takes customers along. */
export const noteExport = statement<Audited & { filter: string }>(
  'customers.note-export',
  (place) => sql`insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, after)
    values (${place('tenant')}, ${place('id')}, ${place('now')}, ${place('by')}::jsonb, 'customers.export', 'customers', ${place('id')}::uuid::text,
      ${place('filter')}::jsonb)`,
);

/** A customer whole, with its orders counted: all, those not done yet, and those that the portal does not show yet. */
export interface CustomerDetailRow {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly note: string | null;
  readonly state: 'active' | 'provisional' | 'merged' | 'erased';
  /** The end of its long link. */
  readonly entry_key: string;
  readonly created_at: Date;
  readonly orders: number;
  readonly active: number;
  readonly unshown: number;
}

export const customerById = statement<{ id: string }, CustomerDetailRow>(
  'customers.by-id',
  (place) => sql`select c.id, c.name, c.slug, c.email, c.phone, c.note, c.state, c.entry_key, c.created_at, counted.*
    from core.customer c cross join lateral (
      select count(*)::int as orders, (count(*) filter (where not o.final))::int as active,
        (count(*) filter (where not o.in_portal))::int as unshown
      from core.orders o where o.customer_id = c.id
    ) counted
    where c.id = ${place('id')}`,
);

/** Waits for others who change the same customer; no row for one that is unknown or merged. */
export const lockCustomer = statement<{ id: string }, { id: string }>(
  'customers.lock',
  (place) =>
    sql`select id from core.customer where id = ${place('id')} and state in ('active', 'provisional') for update`,
);

export interface Audited {
  readonly tenant: string;
  readonly id: string;
  readonly now: Date;
  readonly by: string;
  readonly auditId: string;
}

/** The first of the slugs that no customer has or had. Two at the same moment may choose the same: the second one fails and tries again. */
const freeSlug = (place: Place<{ slugs: readonly string[] }>) => sql`(
      select s.slug from unnest(${place('slugs')}::text[]) with ordinality s(slug, nth)
      where not exists (select from core.customer x where x.slug = s.slug)
        and not exists (select from core.retired_slug r where r.slug = s.slug)
      order by s.nth limit 1)`;

interface NewCustomer extends Audited {
  readonly name: string;
  readonly phone: string | null;
  readonly slugs: readonly string[];
  readonly contact: string;
  readonly contactName: string;
  /** Null for a customer without a contact: nobody can sign in for it yet. */
  readonly email: string | null;
  readonly rights: readonly string[];
}

export const insertCustomer = statement<NewCustomer, { id: string; slug: string }>(
  'customers.insert',
  (place) => sql`with made as (
      insert into core.customer (tenant_id, id, name, slug, phone, state, created_at)
      values (${place('tenant')}, ${place('id')}, ${place('name')}, ${freeSlug(place)}, ${place('phone')}, 'active', ${place('now')})
      returning tenant_id, id, name, slug, phone
    ), contact as (
      insert into core.contact (tenant_id, id, customer_id, name, email, rights, created_at)
      select tenant_id, ${place('contact')}, id, ${place('contactName')}, ${place('email')}, ${place('rights')}::text[], ${place('now')}
      from made where ${place('email')}::text is not null
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'customers.create', 'customer', id::text,
        jsonb_strip_nulls(jsonb_build_object('name', name, 'slug', slug, 'phone', phone, 'email', ${place('email')}::text)) from made
    )
    select id, slug from made`,
);

interface Profile extends Audited {
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly note: string | null;
}

/** Changes what staff wrote down of a customer; the slug stays. The same again is no change. No row for an unknown one. */
export const updateCustomer = statement<Profile, { id: string }>(
  'customers.update',
  (place) => sql`with old as (
      select tenant_id, id, name, email, phone, note from core.customer where id = ${place('id')} and state in ('active', 'provisional') for update
    ), changed as (
      update core.customer c set name = ${place('name')}, email = ${place('email')}, phone = ${place('phone')}, note = ${place('note')}
      from old where c.tenant_id = old.tenant_id and c.id = old.id and (old.name, old.email, old.phone, old.note)
        is distinct from (${place('name')}::text, ${place('email')}::text, ${place('phone')}::text, ${place('note')}::text)
      returning c.id, c.name, c.email, c.phone, c.note
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select old.tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'customers.update', 'customer', old.id::text,
        jsonb_build_object('name', old.name, 'email', old.email, 'phone', old.phone, 'note', old.note),
        jsonb_build_object('name', changed.name, 'email', changed.email, 'phone', changed.phone, 'note', changed.note)
      from old join changed on changed.id = old.id
    )
    select id from old`,
);

/** A provisional customer becomes a real one, with a slug that can be read. */
const becomeReal = (place: Place<{ slugs: readonly string[] }>) => sql`
      update core.customer c set state = 'active', slug = ${freeSlug(place)}
      from meant where c.tenant_id = meant.tenant_id and c.id = meant.customer_id and c.state = 'provisional'
      returning c.id, c.slug`;

interface Confirmation extends Audited {
  readonly slugs: readonly string[];
}

/** Makes a provisional customer real, and shows every order of the customer in the portal. No row for an unknown one. */
export const confirmCustomer = statement<Confirmation, { slug: string }>(
  'customers.confirm',
  (place) => sql`with meant as (
      select tenant_id, id as customer_id, slug, state from core.customer
      where id = ${place('id')} and state in ('active', 'provisional')
    ), real as (${becomeReal(place)}
    ), shown as (
      update core.orders o set in_portal = true from meant
      where o.tenant_id = meant.tenant_id and o.customer_id = meant.customer_id and not o.in_portal returning o.id
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'customers.confirm', 'customer', customer_id::text,
        jsonb_build_object('slug', slug, 'state', state), jsonb_build_object('state', 'active', 'slug', coalesce((select slug from real), slug), 'shown', (select count(*) from shown)) from meant
    )
    select coalesce((select slug from real), slug) as slug from meant`,
);

interface Proof {
  readonly contact: string;
  readonly slugs: readonly string[];
  readonly now: Date;
  readonly auditId: string;
}

/** The contact's address is proven: a provisional customer becomes real, and the portal shows what the contact ordered. */
export const proveContact = statement<Proof, { slug: string }>(
  'customers.prove-contact',
  (place) => sql`with meant as (
      select t.tenant_id, t.id, t.customer_id, t.verified_at, u.slug from core.contact t
      join core.customer u on u.tenant_id = t.tenant_id and u.id = t.customer_id and u.state in ('active', 'provisional')
      where t.id = ${place('contact')} and t.removed_at is null
    ), proven as (
      update core.contact t set verified_at = ${place('now')} from meant
      where t.tenant_id = meant.tenant_id and t.id = meant.id and t.verified_at is null
    ), real as (${becomeReal(place)}
    ), shown as (
      update core.orders o set in_portal = true from meant
      where o.tenant_id = meant.tenant_id and o.customer_id = meant.customer_id and o.contact_id = meant.id and not o.in_portal
      returning o.id
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, jsonb_build_object('type', 'contact', 'id', id), 'customers.prove-contact',
        'customer', customer_id::text, jsonb_build_object('contact', id, 'shown', (select count(*) from shown)) from meant
      where verified_at is null or exists (select from shown)
    )
    select coalesce((select slug from real), slug) as slug from meant`,
);
