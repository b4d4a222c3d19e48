import { sql } from 'kysely';
import type { Owner } from '@docket/sdk';
import { statement, type Place } from '../kernel/statement.ts';

/** Whose data are meant: a customer with all its people, or one of them. */
export interface Subject {
  readonly customer: string;
  /** Null for the whole customer. */
  readonly contact: string | null;
}

type Asked = Subject & { readonly tenant: string };

/** What somebody's rows are found by. */
export interface Belongings {
  readonly customers: readonly string[];
  readonly contacts: readonly string[];
  readonly requests: readonly string[];
  readonly orders: readonly string[];
  readonly files: readonly string[];
  /** In lower case. */
  readonly emails: readonly string[];
}

/** The column that each kind of owner is looked for in; `file` is the core's alone. */
export const listOf: Readonly<Record<Owner, keyof Belongings>> = {
  customer: 'customers',
  contact: 'contacts',
  request: 'requests',
  order: 'orders',
  file: 'files',
  email: 'emails',
};

export interface CustomerRow {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly state: string;
}

/** The customer, and for a whole one those that were merged into it: what they were called is still there. */
const house = (place: Place<Asked>) => sql`with recursive house(id) as (
      select ${place('customer')}::uuid
      union
      select g.merged_id from core.customer_merge g join house on g.surviving_id = house.id
      where g.tenant_id = ${place('tenant')}::uuid and g.undone_at is null and ${place('contact')}::uuid is null
    )`;

const customersOf = (place: Place<Asked>) => sql<CustomerRow>`${house(place)}
    select c.id, c.name, c.email, c.phone, c.state from core.customer c
    where c.tenant_id = ${place('tenant')}::uuid and c.id in (select id from house) order by c.id <> ${place('customer')}::uuid, c.id`;

/** The customer that is meant comes first. */
export const customersMeant = statement<Asked, CustomerRow>('privacy.customers', (place) => customersOf(place));

/** The same, held against whoever else changes them. */
export const holdCustomers = statement<Asked, CustomerRow>(
  'privacy.hold-customers',
  (place) => sql<CustomerRow>`${customersOf(place)} for update of c`,
);

export interface ContactRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
}

const peopleOf = (place: Place<Asked>) => sql<ContactRow>`${house(place)}
    select t.id, t.name, t.email, t.phone from core.contact t
    where t.tenant_id = ${place('tenant')}::uuid and t.customer_id in (select id from house)
      and (${place('contact')}::uuid is null or t.id = ${place('contact')}::uuid) order by t.id`;

/** The people who are meant, removed ones too. */
export const peopleMeant = statement<Asked, ContactRow>('privacy.people', (place) => peopleOf(place));

/** The same, so that what a submit writes in their name is there already, or is refused. */
export const holdPeople = statement<Asked, ContactRow>(
  'privacy.hold-people',
  (place) => sql<ContactRow>`${peopleOf(place)} for update of t`,
);

/** Addresses that are nobody else's: what went to one that two people share may be the other's. */
export const ownEmails = statement<
  { tenant: string; contacts: readonly string[]; emails: readonly string[] },
  { email: string }
>(
  'privacy.own-emails',
  (place) => sql`select e.email from unnest(${place('emails')}::text[]) e(email)
    where not exists (select from core.contact t where t.tenant_id = ${place('tenant')}::uuid and lower(t.email) = e.email
      and t.removed_at is null and t.id <> all(${place('contacts')}::uuid[]))`,
);

interface Sent {
  readonly tenant: string;
  readonly customers: readonly string[];
  readonly contacts: readonly string[];
  readonly emails: readonly string[];
}

/** A request with what a stranger called themselves. */
export interface SentRow {
  readonly id: string;
  readonly identity: { readonly name?: string; readonly email?: string; readonly company?: string };
}

export const requestsSent = statement<Sent, SentRow>(
  'privacy.requests-sent',
  (place) => sql`select id, identity from core.request
    where tenant_id = ${place('tenant')}::uuid and (customer_id = any(${place('customers')}::uuid[]) or contact_id = any(${place('contacts')}::uuid[])
      or contact_id is null and lower(identity ->> 'email') = any(${place('emails')}::text[]))`,
);

export interface OrderRow {
  readonly id: string;
  readonly number: number;
  readonly prefix: string;
  readonly final: boolean;
}

export const ordersPlaced = statement<Omit<Sent, 'emails'>, OrderRow>(
  'privacy.orders-placed',
  (place) => sql`select id, number, prefix, final from core.orders
    where tenant_id = ${place('tenant')}::uuid and (customer_id = any(${place('customers')}::uuid[]) or contact_id = any(${place('contacts')}::uuid[]))
    order by number`,
);

/** A file that came with a request, or was given to a plugin for an order: then its customer may have it only if it is shown. */
export interface FileRow {
  readonly id: string;
  readonly hidden: boolean;
}

export const filesAbout = statement<
  { tenant: string; requests: readonly string[]; orders: readonly string[] },
  FileRow
>(
  'privacy.files-about',
  (place) => sql`select id, order_id is not null and not shown as hidden from core.file
    where tenant_id = ${place('tenant')}::uuid
      and (request_id = any(${place('requests')}::uuid[]) or order_id = any(${place('orders')}::uuid[]))`,
);

/** What staff called those who answered outside of the portal and are no contacts, about these orders. */
export const namesOutside = statement<{ tenant: string; orders: readonly string[] }, { name: string }>(
  'privacy.names-outside',
  (place) => sql`select distinct n.offline ->> 'name' as name from core.approval a
    join core.approval_answer n on n.tenant_id = a.tenant_id and n.approval_id = a.id
    where a.tenant_id = ${place('tenant')}::uuid and a.order_id = any(${place('orders')}::uuid[])
      and n.contact_id is null and n.offline is not null`,
);

/** What the people were called before, as the audit knows it. */
export interface FormerRow {
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

export const formerNames = statement<
  { tenant: string; customers: readonly string[]; contacts: readonly string[] },
  FormerRow
>(
  'privacy.former-names',
  (
    place,
  ) => sql`select distinct said.value ->> 'name' as name, said.value ->> 'email' as email, said.value ->> 'phone' as phone
    from core.audit a cross join lateral (values (a.before), (a.after)) said(value)
    where a.tenant_id = ${place('tenant')}::uuid and jsonb_typeof(said.value) = 'object'
      and (a.subject_id = any(${place('customers')}::text[]) or said.value ->> 'contact' = any(${place('contacts')}::text[]))`,
);
