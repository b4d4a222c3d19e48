import { sql } from 'kysely';
import type { Json } from '@docket/sdk';
import { statement, type Place } from '../kernel/statement.ts';

/** A customer as lists show it. `contacts` and `orders` stop counting at a hundred. */
export interface CustomerRow {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly email: string | null;
  readonly contacts: number;
  readonly orders: number;
  readonly created_at: Date;
}

interface ListOf {
  readonly provisional: boolean;
  /** In lower case; each must be somewhere. */
  readonly words: readonly string[];
  /** The last customer of the page before. */
  readonly before: string | null;
  readonly limit: number;
}

/** Customers by name, after the given one; found by name, slug, telephone, or a contact's name or address. */
export const customersByName = statement<ListOf, CustomerRow>(
  'customers.by-name',
  (place) => sql`select c.id, c.name, c.slug, c.email, c.created_at,
      (select count(*)::int from (select from core.contact t where t.customer_id = c.id and t.removed_at is null limit 100) few) as contacts,
      (select count(*)::int from (select from core.orders o where o.customer_id = c.id limit 100) few) as orders
    from core.customer c
    where c.state = case when ${place('provisional')}::boolean then 'provisional' else 'active' end
      and (${place('before')}::uuid is null
        or (c.name, c.id) > (select b.name, b.id from core.customer b where b.id = ${place('before')}::uuid))
      and (cardinality(${place('words')}::text[]) = 0 or not exists (
        select from unnest(${place('words')}::text[]) w(word)
        where strpos(lower(concat_ws(' ', c.name, c.slug, c.email, c.phone)), w.word) = 0 and not exists (
          select from core.contact t where t.customer_id = c.id and t.removed_at is null
            and strpos(lower(concat_ws(' ', t.name, t.email)), w.word) > 0)))
    order by c.name, c.id limit ${place('limit')}`,
);

/** A customer whole. `unshown` counts the orders that the portal does not show yet. */
export interface CustomerDetailRow {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly note: string | null;
  readonly state: 'active' | 'provisional' | 'merged';
  readonly created_at: Date;
  readonly unshown: number;
}

export const customerById = statement<{ id: string }, CustomerDetailRow>(
  'customers.by-id',
  (place) => sql`select c.id, c.name, c.slug, c.email, c.phone, c.note, c.state, c.created_at,
      (select count(*)::int from core.orders o where o.customer_id = c.id and not o.in_portal) as unshown
    from core.customer c where c.id = ${place('id')}`,
);

export interface ContactRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly rights: string[];
  readonly verified_at: Date | null;
}

export const contactsOf = statement<{ customer: string }, ContactRow>(
  'customers.contacts',
  (place) => sql`select id, name, email, phone, rights, verified_at from core.contact
    where customer_id = ${place('customer')} and removed_at is null order by name, id limit 200`,
);

export interface AddressRow {
  readonly id: string;
  readonly label: string;
  readonly value: Json;
}

export const addressesOf = statement<{ customer: string }, AddressRow>(
  'customers.addresses',
  (place) =>
    sql`select id, label, value from core.address where customer_id = ${place('customer')} order by lower(label), id limit 200`,
);

/** The addresses of the customer whose contact's session the token opens. Whether it lives, the gate says. */
export const addressesOfToken = statement<{ token: Buffer }, AddressRow>(
  'customers.addresses-of-token',
  (place) => sql`select a.id, a.label, a.value from core.session s
    join core.contact c on c.tenant_id = s.tenant_id and c.id = s.actor_id
    join core.address a on a.tenant_id = c.tenant_id and a.customer_id = c.customer_id
    where s.token_hash = ${place('token')} and s.actor_type = 'contact' order by lower(a.label), a.id limit 200`,
);

/** One address of a customer; no row for another customer's. */
export const savedAddress = statement<{ customer: string; id: string }, Pick<AddressRow, 'value'>>(
  'customers.saved-address',
  (place) => sql`select value from core.address where id::text = ${place('id')} and customer_id = ${place('customer')}`,
);

/** Waits for others who change the same customer; no row for one that is unknown or merged. */
export const lockCustomer = statement<{ id: string }, { id: string }>(
  'customers.lock',
  (place) => sql`select id from core.customer where id = ${place('id')} and state <> 'merged' for update`,
);

interface Audited {
  readonly tenant: string;
  readonly id: string;
  readonly now: Date;
  readonly by: string;
  readonly auditId: string;
}

/** The first of the slugs that no customer has. Two at the same moment may choose the same: the second one fails and tries again. */
const freeSlug = (place: Place<{ slugs: readonly string[] }>) => sql`(
      select s.slug from unnest(${place('slugs')}::text[]) with ordinality s(slug, nth)
      where not exists (select from core.customer x where x.slug = s.slug) order by s.nth limit 1)`;

interface NewCustomer extends Audited {
  readonly name: string;
  readonly slugs: readonly string[];
  readonly contact: string;
  readonly contactName: string;
  readonly email: string;
}

export const insertCustomer = statement<NewCustomer, { id: string; slug: string }>(
  'customers.insert',
  (place) => sql`with made as (
      insert into core.customer (tenant_id, id, name, slug, email, state, created_at)
      values (${place('tenant')}, ${place('id')}, ${place('name')}, ${freeSlug(place)}, ${place('email')}, 'active', ${place('now')})
      returning tenant_id, id, name, slug
    ), contact as (
      insert into core.contact (tenant_id, id, customer_id, name, email, created_at)
      select tenant_id, ${place('contact')}, id, ${place('contactName')}, ${place('email')}, ${place('now')} from made
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'customers.create', 'customer', id::text,
        jsonb_build_object('name', name, 'slug', slug) from made
    )
    select id, slug from made`,
);

/** Adds a contact unless the customer has one of the address. Run it after `lockCustomer`. */
export const insertContact = statement<Audited & { customer: string; name: string; email: string }, { id: string }>(
  'customers.insert-contact',
  (place) => sql`with made as (
      insert into core.contact (tenant_id, id, customer_id, name, email, created_at)
      select c.tenant_id, ${place('id')}, c.id, ${place('name')}, ${place('email')}, ${place('now')} from core.customer c
      where c.id = ${place('customer')} and c.state <> 'merged' and not exists (
        select from core.contact t where t.customer_id = c.id and lower(t.email) = ${place('email')} and t.removed_at is null)
      returning tenant_id, id, customer_id
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'customers.add-contact', 'customer', customer_id::text,
        jsonb_build_object('contact', id) from made
    )
    select id from made`,
);

interface NewAddress extends Audited {
  readonly customer: string;
  readonly label: string;
  readonly value: string;
  readonly most: number;
}

/** Keeps an address under its label; one of the same label is replaced. No row when there are `most`. Run it after `lockCustomer`. */
export const putAddress = statement<NewAddress, { id: string }>(
  'customers.put-address',
  (place) => sql`with replaced as (
      update core.address set label = ${place('label')}, value = ${place('value')}::jsonb
      where customer_id = ${place('customer')} and lower(label) = lower(${place('label')}) returning tenant_id, id
    ), made as (
      insert into core.address (tenant_id, id, customer_id, label, value, created_at)
      select c.tenant_id, ${place('id')}, c.id, ${place('label')}, ${place('value')}::jsonb, ${place('now')} from core.customer c
      where c.id = ${place('customer')} and c.state <> 'merged' and not exists (select from replaced)
        and (select count(*) from core.address a where a.customer_id = c.id) < ${place('most')}::int
      returning tenant_id, id
    ), kept as (
      select tenant_id, id from replaced union all select tenant_id, id from made
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'customers.save-address', 'customer',
        ${place('customer')}::text, jsonb_build_object('address', id) from kept
    )
    select id from kept limit 1`,
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
      select tenant_id, id as customer_id, slug from core.customer where id = ${place('id')} and state <> 'merged'
    ), real as (${becomeReal(place)}
    ), shown as (
      update core.orders o set in_portal = true from meant
      where o.tenant_id = meant.tenant_id and o.customer_id = meant.customer_id and not o.in_portal returning o.id
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'customers.confirm', 'customer', customer_id::text,
        jsonb_build_object('slug', coalesce((select slug from real), slug), 'shown', (select count(*) from shown)) from meant
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
      join core.customer u on u.tenant_id = t.tenant_id and u.id = t.customer_id and u.state <> 'merged'
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
