import { sql } from 'kysely';
import type { Json } from '@docket/sdk';
import { statement } from '../kernel/statement.ts';
import type { Audited } from './store.ts';

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

/** Some addresses of a customer; no row for another customer's. */
export const savedAddresses = statement<{ customer: string; ids: readonly string[] }, Pick<AddressRow, 'id' | 'value'>>(
  'customers.saved-addresses',
  (place) => sql`select id, value from core.address
    where id::text = any(${place('ids')}::text[]) and customer_id = ${place('customer')}`,
);

interface Labelled extends Audited {
  readonly customer: string;
  readonly label: string;
  /** JSON. */
  readonly value: string;
}

/** Keeps an address under its label; one of the same label is replaced. No row when there are `most`. Run it after `lockCustomer`. */
export const putAddress = statement<Labelled & { most: number }, { id: string }>(
  'customers.put-address',
  (place) => sql`with old as (
      select id, label, value from core.address where customer_id = ${place('customer')} and lower(label) = lower(${place('label')})
    ), replaced as (
      update core.address a set label = ${place('label')}, value = ${place('value')}::jsonb
      from old where a.id = old.id returning a.tenant_id, a.id
    ), made as (
      insert into core.address (tenant_id, id, customer_id, label, value, created_at)
      select c.tenant_id, ${place('id')}, c.id, ${place('label')}, ${place('value')}::jsonb, ${place('now')} from core.customer c
      where c.id = ${place('customer')} and c.state in ('active', 'provisional') and not exists (select from replaced)
        and (select count(*) from core.address a where a.customer_id = c.id) < ${place('most')}::int
      returning tenant_id, id
    ), kept as (
      select tenant_id, id from replaced union all select tenant_id, id from made
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'customers.save-address', 'customer',
        ${place('customer')}::text, (select jsonb_build_object('address', id, 'label', label, 'value', value) from old),
        jsonb_build_object('address', id, 'label', ${place('label')}::text, 'value', ${place('value')}::jsonb) from kept
    )
    select id from kept limit 1`,
);

/** Changes an address. `done` is false when another one has the label. No row for one that is unknown. Run it after `lockCustomer`. */
export const updateAddress = statement<Labelled, { done: boolean }>(
  'customers.update-address',
  (place) => sql`with old as (
      select tenant_id, id, label, value, exists (
        select from core.address o where o.customer_id = a.customer_id and o.id <> a.id and lower(o.label) = lower(${place('label')})) as is_taken
      from core.address a where a.id = ${place('id')} and a.customer_id = ${place('customer')}
    ), changed as (
      update core.address a set label = ${place('label')}, value = ${place('value')}::jsonb from old
      where a.tenant_id = old.tenant_id and a.id = old.id and not old.is_taken returning a.id, a.label, a.value
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select old.tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'customers.update-address', 'customer',
        ${place('customer')}::text, jsonb_build_object('address', old.id, 'label', old.label, 'value', old.value),
        jsonb_build_object('address', changed.id, 'label', changed.label, 'value', changed.value)
      from old join changed on changed.id = old.id
    )
    select not is_taken as done from old`,
);

/** Removes an address and answers it, so that it can be kept again. No row for one that is unknown. */
export const removeAddress = statement<Audited & { customer: string }, Pick<AddressRow, 'label' | 'value'>>(
  'customers.remove-address',
  (place) => sql`with removed as (
      delete from core.address where id = ${place('id')} and customer_id = ${place('customer')} returning tenant_id, id, label, value
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'customers.remove-address', 'customer',
        ${place('customer')}::text, jsonb_build_object('address', id, 'label', label, 'value', value) from removed
    )
    select label, value from removed`,
);
