import { sql } from 'kysely';
import type { Json } from '@docket/sdk';
import { statement } from '../kernel/statement.ts';

/** Whose defaults: a customer's, a service's, or of a saved address. */
export type DefaultScope = 'customer' | 'service' | 'address';

/** A default as it holds now. */
export interface DefaultRow {
  readonly kind: string;
  readonly subject: string;
  readonly version: number;
  readonly content: Json;
}

/** One version of a default, with who made it. */
export interface VersionRow extends DefaultRow {
  readonly at: Date;
  readonly by: Json;
  /** Null for who is gone. */
  readonly name: string | null;
}

/** Of all services, as they hold now. */
export const serviceDefaults = statement<object, DefaultRow>(
  'defaults.of-services',
  () => sql`select distinct on (kind, subject) kind, subject, version, content from core.order_default
    where scope = 'service' order by kind, subject, version desc`,
);

/** Whether any customer, and any saved address, has defaults: a shop without such is not asked again. */
export const defaultsThere = statement<object, { customers: boolean; addresses: boolean }>(
  'defaults.there',
  () => sql`select exists (select from core.order_default where scope = 'customer') as customers,
    exists (select from core.order_default where scope = 'address') as addresses`,
);

/** The defaults of one kind as they hold now, of the customer whose contact's session the token opens. Whether it lives, the gate says. */
export const defaultsOfToken = statement<{ token: Buffer; kind: string }, DefaultRow & { customer: string }>(
  'defaults.of-token',
  (place) => sql`select d.kind, d.subject, d.version, d.content, d.customer_id as customer from core.session s
    join core.contact c on c.tenant_id = s.tenant_id and c.id = s.actor_id
    join core.order_default d on d.tenant_id = c.tenant_id and d.customer_id = c.customer_id and d.scope = 'customer'
      and d.kind = ${place('kind')}
    where s.token_hash = ${place('token')} and s.actor_type = 'contact' order by d.version desc limit 1`,
);

/** The same of a customer who is known. */
export const defaultsOfCustomer = statement<{ customer: string; kind: string }, DefaultRow>(
  'defaults.of-customer',
  (place) => sql`select kind, subject, version, content from core.order_default
    where customer_id = ${place('customer')} and scope = 'customer' and kind = ${place('kind')} order by version desc limit 1`,
);

/** Of saved addresses of a customer; none of another customer's. */
export const defaultsOfAddresses = statement<{ customer: string; kind: string; ids: readonly string[] }, DefaultRow>(
  'defaults.of-addresses',
  (place) => sql`select distinct on (subject) kind, subject, version, content from core.order_default
    where customer_id = ${place('customer')} and scope = 'address' and kind = ${place('kind')}
      and subject = any(${place('ids')}::text[]) order by subject, version desc`,
);

/** The newest versions of a subject's defaults, of every kind; the newest first. */
export const versionsOf = statement<{ scope: DefaultScope; subject: string }, VersionRow>(
  'defaults.versions',
  (place) => sql`select d.kind, d.subject, d.version, d.content, d.at, d.by, s.name
    from (select distinct kind from core.order_default where scope = ${place('scope')} and subject = ${place('subject')}) k
    join lateral (select * from core.order_default v where v.kind = k.kind and v.scope = ${place('scope')}
      and v.subject = ${place('subject')} order by v.version desc limit 50) d on true
    left join core.staff s on s.tenant_id = d.tenant_id and s.id = (d.by ->> 'id')::uuid and d.by ->> 'type' = 'staff'
    order by d.kind, d.version desc`,
);

/** The customer, if it may have defaults. */
export const customerWith = statement<{ customer: string }, { name: string }>(
  'defaults.customer',
  (place) => sql`select name from core.customer where id = ${place('customer')} and state in ('active', 'provisional')`,
);

/** The address of such a customer. */
export const addressWith = statement<{ customer: string; address: string }, { label: string }>(
  'defaults.address',
  (place) => sql`select a.label from core.address a
    join core.customer c on c.tenant_id = a.tenant_id and c.id = a.customer_id and c.state in ('active', 'provisional')
    where a.id = ${place('address')} and a.customer_id = ${place('customer')}`,
);

interface NewVersion {
  readonly tenant: string;
  readonly kind: string;
  readonly scope: DefaultScope;
  readonly subject: string;
  readonly customer: string | null;
  readonly address: string | null;
  /** The version that it was made on; 0 where there is none. */
  readonly base: number;
  /** JSON. */
  readonly content: string;
  readonly before: string;
  readonly by: string;
  readonly now: Date;
  readonly auditId: string;
}

/**
 * Keeps a version on top of the one it was made on, and raises the shop's. No row when there is a newer one, or when the
 * customer or address has gone. Of two at once the second finds the first.
 */
export const saveVersion = statement<NewVersion, { config_version: number; version: number }>(
  'defaults.save',
  (place) => sql`with raised as (
      update core.tenant t set config_version = t.config_version + 1
      where t.id = ${place('tenant')}
        and (${place('customer')}::uuid is null or exists (select from core.customer c where c.tenant_id = t.id
          and c.id = ${place('customer')}::uuid and c.state in ('active', 'provisional') for share))
        and (${place('address')}::uuid is null or exists (select from core.address a where a.tenant_id = t.id
          and a.id = ${place('address')}::uuid and a.customer_id = ${place('customer')}::uuid for share))
        and ${place('base')}::int = coalesce((select max(d.version) from core.order_default d where d.kind = ${place('kind')}
          and d.scope = ${place('scope')} and d.subject = ${place('subject')}), 0)
      returning t.id, t.config_version
    ), kept as (
      insert into core.order_default (tenant_id, kind, scope, subject, version, customer_id, address_id, content, by, at)
      select id, ${place('kind')}, ${place('scope')}, ${place('subject')}, ${place('base')}::int + 1, ${place('customer')}::uuid,
        ${place('address')}::uuid, ${place('content')}::jsonb, ${place('by')}::jsonb, ${place('now')} from raised
      on conflict (tenant_id, kind, scope, subject, version) do nothing returning tenant_id, version
    ), audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, 'defaults.save',
        case when ${place('customer')}::uuid is null then 'service' else 'customer' end,
        coalesce(${place('customer')}::text, ${place('subject')}),
        jsonb_strip_nulls(jsonb_build_object('kind', ${place('kind')}::text, 'address', ${place('address')}::text, 'version', ${place('base')}::int))
          || jsonb_build_object('content', ${place('before')}::jsonb),
        jsonb_strip_nulls(jsonb_build_object('kind', ${place('kind')}::text, 'address', ${place('address')}::text, 'version', version))
          || jsonb_build_object('content', ${place('content')}::jsonb) from kept
    )
    select raised.config_version, kept.version from raised, kept`,
);
