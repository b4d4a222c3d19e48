import { sql, type RawBuilder } from 'kysely';
import { statement, type Place } from '../kernel/statement.ts';
import { opened, type NewSession } from './store.ts';
import type { PasskeyPurpose } from './store-challenges.ts';

/** Whose a passkey is. */
export type Whose = 'contact' | 'staff';

const perOwner = <Made>(make: (whose: Whose) => Made): Readonly<Record<Whose, Made>> => ({
  contact: make('contact'),
  staff: make('staff'),
});

/** The column that names the owner. */
const owner = { contact: sql.ref('contact_id'), staff: sql.ref('staff_id') } as const;

/** Something to sign that this browser asked for and that may still be tried. */
export interface AskedRow {
  readonly id: string;
  /** Who is to sign; empty when nobody knows yet. */
  readonly subject: string;
  /** SHA-256 of what is to be signed. */
  readonly secret_hash: Buffer;
  readonly created_at: Date;
}

interface Trying {
  readonly id: string;
  readonly purpose: PasskeyPurpose;
  readonly browserHash: Buffer;
  readonly most: number;
  readonly now: Date;
}

/** Counts a try, before the signature is looked at; no row once it is used up, too old or tried too often. */
export const tryAsked = statement<Trying, AskedRow>(
  'access.try-asked-passkey',
  (place) => sql`update core.challenge set tries = tries + 1
    where id = ${place('id')} and purpose = ${place('purpose')} and browser_hash = ${place('browserHash')}
      and consumed_at is null and expires_at > ${place('now')} and tries < ${place('most')}
    returning id, subject, secret_hash, created_at`,
);

/** A passkey whose owner may sign in. */
export interface UsableRow {
  readonly id: string;
  readonly owner: string;
  /** The contact's proven address; null of staff. */
  readonly email: string | null;
  readonly rp_id: string;
  readonly public_key: Buffer;
  readonly counter: number;
  /** The customer's slug; null of staff. */
  readonly customer_slug: string | null;
}

const usable = {
  contact: sql`c.id as owner, u.slug as customer_slug
    from core.passkey p
    join core.contact c on c.tenant_id = p.tenant_id and c.id = p.contact_id and c.removed_at is null and lower(c.email) = p.email
    join core.customer u on u.tenant_id = c.tenant_id and u.id = c.customer_id and u.state in ('active', 'provisional')`,
  staff: sql`f.id as owner, null as customer_slug
    from core.passkey p join core.staff f on f.tenant_id = p.tenant_id and f.id = p.staff_id and f.state = 'active'`,
} as const;

/** The passkey that signed, by the id that its authenticator gave it. */
export const usablePasskey = perOwner((whose) =>
  statement<{ credential: Buffer }, UsableRow>(
    `access.usable-${whose}-passkey`,
    (place) => sql`select p.id, p.email, p.rp_id, p.public_key, p.counter::float8 as counter, ${usable[whose]}
      where p.credential_id = ${place('credential')}`,
  ),
);

interface Redeeming extends NewSession {
  readonly challenge: string;
  readonly passkey: string;
  readonly counter: number;
}

const used = (place: Place<Pick<Redeeming, 'challenge' | 'now'>>) => sql`used as (
      update core.challenge set consumed_at = ${place('now')}
      where id = ${place('challenge')} and consumed_at is null and expires_at > ${place('now')} returning tenant_id
    )`;

/**
 * Uses up what was signed, counts, and opens the session, all or nothing: of many at the same moment one gets a row. No
 * row once the passkey, or its owner, is gone, nor for a count that another signature has passed meanwhile.
 */
export const redeemPasskey = perOwner((whose) =>
  statement<Redeeming, { id: string }>(
    `access.redeem-${whose}-passkey`,
    (place) => sql`with ${used(place)}, meant as (
        select p.tenant_id, p.id, ${usable[whose]} where p.id = ${place('passkey')}
      ), counted as (
        update core.passkey p set counter = ${place('counter')}, used_at = ${place('now')} from used, meant
        where p.tenant_id = used.tenant_id and p.tenant_id = meant.tenant_id and p.id = meant.id
          and (p.counter < ${place('counter')} or p.counter = 0 and ${place('counter')} = 0)
        returning p.tenant_id
      ), ${opened(place, sql`counted`)}
      select id from opened`,
  ),
);

interface Audited {
  readonly now: Date;
  readonly by: string;
  readonly auditId: string;
}

/** A line about the owner; `from` names a part with tenant_id, both columns of owners, and what was before and after. */
const audited = (place: Place<Audited>, action: string, from: RawBuilder<unknown>) => sql`audited as (
      insert into core.audit (tenant_id, id, at, by, action, subject_type, subject_id, before, after)
      select tenant_id, ${place('auditId')}, ${place('now')}, ${place('by')}::jsonb, ${sql.lit(action)},
        case when contact_id is null then 'staff' else 'contact' end, coalesce(contact_id, staff_id)::text, before, after
        from ${from} done
    )`;

/** Uses up what was signed by a passkey of which there seem to be two, and tells the audit. */
export const refuseBehind = statement<Audited & { challenge: string; passkey: string; counter: number }>(
  'access.refuse-passkey-behind',
  (place) => sql`with ${used(place)}, refused as (
      select p.tenant_id, p.contact_id, p.staff_id, jsonb_build_object('passkey', p.name, 'counter', p.counter) as before,
        jsonb_build_object('passkey', p.name, 'counter', ${place('counter')}::bigint) as after
      from core.passkey p join used on used.tenant_id = p.tenant_id where p.id = ${place('passkey')}
    ), ${audited(place, 'access.refuse-passkey', sql`refused`)}
    select from refused`,
);

/** A passkey as its owner knows it. */
export interface OwnRow {
  readonly id: string;
  readonly name: string;
  readonly created_at: Date;
  readonly used_at: Date | null;
  readonly rp_id: string;
  readonly credential_id: Buffer;
  readonly transports: string[];
}

const ofSession = {
  contact: sql`p.contact_id = s.actor_id and p.email = s.email`,
  staff: sql`p.staff_id = s.actor_id`,
} as const;

/** Passkeys of the person to whom the token belongs, the oldest first. Whether the session lives, the gate says. */
export const passkeysOfToken = perOwner((whose) =>
  statement<{ token: Buffer }, OwnRow>(
    `access.passkeys-of-${whose}`,
    (place) => sql`select p.id, p.name, p.created_at, p.used_at, p.rp_id, p.credential_id, p.transports
      from core.session s join core.passkey p on p.tenant_id = s.tenant_id and ${ofSession[whose]}
      where s.token_hash = ${place('token')} and s.actor_type = ${sql.lit(whose)} order by p.created_at, p.id limit 100`,
  ),
);

interface Adding extends Audited {
  readonly challenge: string;
  readonly id: string;
  readonly owner: string;
  readonly rpId: string;
  readonly credential: Buffer;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly name: string;
}

const newOwner = {
  contact: sql`select c.tenant_id, c.id as contact_id, null::uuid as staff_id, lower(c.email) as email from core.contact c
      join used on used.tenant_id = c.tenant_id where c.removed_at is null and c.id`,
  staff: sql`select f.tenant_id, null::uuid as contact_id, f.id as staff_id, null::text as email from core.staff f
      join used on used.tenant_id = f.tenant_id where f.state = 'active' and f.id`,
} as const;

/** Uses up what was signed and keeps the passkey. No row once the owner is gone, and for one that is there already. */
export const addPasskey = perOwner((whose) =>
  statement<Adding, { id: string }>(
    `access.add-${whose}-passkey`,
    (place) => sql`with ${used(place)}, added as (
        insert into core.passkey
          (tenant_id, id, contact_id, staff_id, email, rp_id, credential_id, public_key, counter, transports, name, created_at)
        select tenant_id, ${place('id')}, contact_id, staff_id, email, ${place('rpId')}, ${place('credential')}, ${place('publicKey')},
          ${place('counter')}, ${place('transports')}::text[], ${place('name')}, ${place('now')}
        from (${newOwner[whose]} = ${place('owner')}::uuid) mine
        on conflict do nothing
        returning tenant_id, id, contact_id, staff_id, null::jsonb as before, jsonb_build_object('passkey', name) as after
      ), ${audited(place, 'access.add-passkey', sql`added`)}
      select id from added`,
  ),
);

interface Own extends Audited {
  readonly id: string;
  readonly owner: string;
}

/** Names a passkey of the owner. */
export const renamePasskey = perOwner((whose) =>
  statement<Own & { name: string }, { id: string }>(
    `access.rename-${whose}-passkey`,
    (place) => sql`with former as (
        select tenant_id, id, name from core.passkey where id = ${place('id')} and ${owner[whose]} = ${place('owner')}
      ), renamed as (
        update core.passkey p set name = ${place('name')} from former
        where p.tenant_id = former.tenant_id and p.id = former.id
        returning p.tenant_id, p.id, p.contact_id, p.staff_id, jsonb_build_object('passkey', former.name) as before,
          jsonb_build_object('passkey', p.name) as after
      ), ${audited(place, 'access.rename-passkey', sql`renamed`)}
      select id from renamed`,
  ),
);

/** Forgets a passkey of the owner. */
export const removePasskey = perOwner((whose) =>
  statement<Own, { id: string; name: string }>(
    `access.remove-${whose}-passkey`,
    (place) => sql`with removed as (
        delete from core.passkey where id = ${place('id')} and ${owner[whose]} = ${place('owner')}
        returning tenant_id, id, name, contact_id, staff_id, jsonb_build_object('passkey', name) as before, null::jsonb as after
      ), ${audited(place, 'access.remove-passkey', sql`removed`)}
      select id, name from removed`,
  ),
);
