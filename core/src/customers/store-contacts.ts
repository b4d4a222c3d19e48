import { sql } from 'kysely';
import { endContacts, endKeys } from '../access/access.ts';
import { statement, type Place } from '../kernel/statement.ts';
import type { Audited } from './store.ts';

export interface ContactRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly rights: string[];
  readonly verified_at: Date | null;
}

/** People whom the customer has, without those who were removed. */
export const contactsOf = statement<{ customer: string }, ContactRow>(
  'customers.contacts',
  (place) => sql`select id, name, email, phone, rights, verified_at from core.contact
    where customer_id = ${place('customer')} and removed_at is null order by name, id limit 200`,
);

/** The people of the customer whose contact's session the token opens. Whether it lives, the gate says. */
export const contactsOfToken = statement<{ token: Buffer }, ContactRow>(
  'customers.contacts-of-token',
  (place) => sql`select t.id, t.name, t.email, t.phone, t.rights, t.verified_at from core.session s
    join core.contact me on me.tenant_id = s.tenant_id and me.id = s.actor_id
    join core.contact t on t.tenant_id = me.tenant_id and t.customer_id = me.customer_id and t.removed_at is null
    where s.token_hash = ${place('token')} and s.actor_type = 'contact' order by t.name, t.id limit 200`,
);

/**
 * What became of a change of a contact: `taken`, another one of the customer has the address; `full`, there are as many as
 * may be; `above`, the contact has or would get rights that who changes it has not; `last`, nobody would be left who
 * manages people. No row for an unknown contact or customer.
 */
export interface Outcome {
  readonly outcome: 'done' | 'taken' | 'full' | 'above' | 'last';
}

interface Change extends Audited {
  readonly customer: string;
  /** Rights of the contact who does it; null for staff, who may give every right. */
  readonly mine: readonly string[] | null;
  /** The contact who does it; null for staff. */
  readonly self: string | null;
}

interface Person {
  readonly name: string;
  /** In lower case. */
  readonly email: string;
  readonly phone: string | null;
  readonly rights: readonly string[];
}

interface Most {
  readonly most: number;
}

const ofCustomer = (place: Place<{ customer: string }>) =>
  sql`t.customer_id = ${place('customer')}::uuid and t.removed_at is null`;

const isFull = (place: Place<{ customer: string } & Most>) =>
  sql`(select count(*) from core.contact t where ${ofCustomer(place)}) >= ${place('most')}::int`;

/** Adds a contact. Run it after `lockCustomer`. */
export const insertContact = statement<Change & Person & Most, Outcome>(
  'customers.insert-contact',
  (place) => sql`with verdict as (
      select c.tenant_id, c.id as customer_id, case
        when not ${place('rights')}::text[] <@ coalesce(${place('mine')}::text[], ${place('rights')}::text[]) then 'above'
        when exists (select from core.contact t where ${ofCustomer(place)} and lower(t.email) = ${place('email')}) then 'taken'
        when ${isFull(place)} then 'full' else 'done' end as outcome
      from core.customer c where c.id = ${place('customer')}::uuid and c.state in ('active', 'provisional')
    ), made as (
      insert into core.contact (tenant_id, id, customer_id, name, email, phone, rights, created_at)
      select tenant_id, ${place('id')}, customer_id, ${place('name')}, ${place('email')}, ${place('phone')}, ${place('rights')}, ${place('now')}
      from verdict where outcome = 'done' returning *
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'customers.add-contact', 'customer', customer_id::text,
        ${person('made')} from made
    )
    select outcome from verdict`,
);

/** The living contact that is meant, and whether whoever changes it may: it must have no right that they have not. */
const meant = (place: Place<Change>) => sql`meant as (
      select t.*, not t.rights <@ coalesce(${place('mine')}::text[], t.rights) as is_above,
        t.id = ${place('self')}::uuid and not exists (
          select from core.contact o where o.customer_id = t.customer_id and o.id <> t.id and o.removed_at is null
            and 'contacts' = any(o.rights)) as is_last
      from core.contact t where t.id = ${place('id')}::uuid and ${ofCustomer(place)}
    )`;

const person = (row: string) =>
  sql`jsonb_build_object('contact', ${sql.ref(`${row}.id`)}, 'name', ${sql.ref(`${row}.name`)}, 'email', ${sql.ref(`${row}.email`)},
        'phone', ${sql.ref(`${row}.phone`)}, 'rights', ${sql.ref(`${row}.rights`)})`;

/** Changes a contact. Another address has to be proven anew, and ends what the former one opened. Run it after `lockCustomer`. */
export const updateContact = statement<Change & Person, Outcome>(
  'customers.update-contact',
  (place) => sql`with ${meant(place)}, verdict as (
      select case
        when is_above or not ${place('rights')}::text[] <@ coalesce(${place('mine')}::text[], ${place('rights')}::text[]) then 'above'
        when exists (select from core.contact t where ${ofCustomer(place)} and lower(t.email) = ${place('email')} and t.id <> meant.id)
          then 'taken'
        when is_last and not 'contacts' = any(${place('rights')}::text[]) then 'last' else 'done' end as outcome
      from meant
    ), changed as (
      update core.contact t set name = ${place('name')}, email = ${place('email')}, phone = ${place('phone')}, rights = ${place('rights')},
        verified_at = case when lower(meant.email) = ${place('email')} then meant.verified_at end
      from meant, verdict where t.tenant_id = meant.tenant_id and t.id = meant.id and outcome = 'done'
      returning t.id, t.name, t.email, t.phone, t.rights
    ), readdressed as (
      select meant.* from meant join changed on changed.id = meant.id where lower(meant.email) <> lower(changed.email)
    ), ${endContacts(sql`readdressed`, place('now'))}, audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select meant.tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'customers.update-contact', 'customer',
        meant.customer_id::text, ${person('meant')}, ${person('changed')} from meant join changed on changed.id = meant.id
    )
    select outcome from verdict`,
);

/** Removes a contact and ends what it had. Run it after `lockCustomer`. */
export const removeContact = statement<Change, Outcome>(
  'customers.remove-contact',
  (place) => sql`with ${meant(place)}, verdict as (
      select case when is_above then 'above' when is_last then 'last' else 'done' end as outcome from meant
    ), removed as (
      update core.contact t set removed_at = ${place('now')} from meant, verdict
      where t.tenant_id = meant.tenant_id and t.id = meant.id and outcome = 'done' returning t.*
    ), ${endContacts(sql`removed`, place('now'))}, ${endKeys(sql`removed`, place('now'))}, audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'customers.remove-contact', 'customer',
        customer_id::text, ${person('removed')} from removed
    )
    select outcome from verdict`,
);

/** Takes a removal back that is not older than `since`; what the contact had open stays closed. Run it after `lockCustomer`. */
export const restoreContact = statement<Change & Most & { since: Date }, Outcome>(
  'customers.restore-contact',
  (place) => sql`with meant as (
      select t.tenant_id, t.id, t.customer_id, t.email, t.rights from core.contact t
      where t.id = ${place('id')}::uuid and t.customer_id = ${place('customer')}::uuid and t.removed_at >= ${place('since')}
    ), verdict as (
      select case
        when not meant.rights <@ coalesce(${place('mine')}::text[], meant.rights) then 'above'
        when exists (select from core.contact t where ${ofCustomer(place)} and lower(t.email) = lower(meant.email)) then 'taken'
        when ${isFull(place)} then 'full' else 'done' end as outcome
      from meant
    ), restored as (
      update core.contact t set removed_at = null from meant, verdict
      where t.tenant_id = meant.tenant_id and t.id = meant.id and outcome = 'done' returning t.*
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'customers.restore-contact', 'customer',
        customer_id::text, ${person('restored')} from restored
    )
    select outcome from verdict`,
);
