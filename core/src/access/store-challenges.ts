import { sql } from 'kysely';
import { statement } from '../kernel/statement.ts';

/** What is signed with a passkey: to sign in or prove oneself, and to add one. */
export type PasskeyPurpose = 'portal-passkey' | 'portal-passkey-new' | 'staff-passkey' | 'staff-passkey-new';

interface NewChallenge {
  readonly tenant: string;
  readonly id: string;
  readonly purpose: 'portal-code' | 'staff-password' | 'staff-factor' | PasskeyPurpose;
  readonly subject: string;
  readonly browserHash: Buffer | null;
  readonly salt: Buffer;
  readonly secretHash: Buffer;
  /** Of the link that does the same as the secret, where one is mailed along. */
  readonly linkHash: Buffer | null;
  readonly now: Date;
  readonly expiresAt: Date;
}

export const insertChallenge = statement<NewChallenge>(
  'access.insert-challenge',
  (place) => sql`insert into core.challenge
      (tenant_id, id, purpose, subject, browser_hash, salt, secret_hash, link_hash, created_at, expires_at)
    values (${place('tenant')}, ${place('id')}, ${place('purpose')}, ${place('subject')}, ${place('browserHash')}, ${place('salt')},
      ${place('secretHash')}, ${place('linkHash')}, ${place('now')}, ${place('expiresAt')})`,
);

/** A code that may still be tried. */
export interface CodeRow {
  readonly id: string;
  readonly subject: string;
  readonly salt: Buffer;
  readonly secret_hash: Buffer;
  readonly created_at: Date;
}

/** Counts a try of the code of this browser, before it is compared; no row once it is used up, too old or tried too often. */
export const tryCode = statement<{ id: string; browserHash: Buffer; most: number; now: Date }, CodeRow>(
  'access.try-code',
  (place) => sql`update core.challenge set tries = tries + 1
    where id = ${place('id')} and purpose = 'portal-code' and browser_hash = ${place('browserHash')}
      and consumed_at is null and expires_at > ${place('now')} and tries < ${place('most')}
    returning id, subject, salt, secret_hash, created_at`,
);

/** The code of this browser, for the secret in the link that was mailed with it. */
export const challengeOfLink = statement<
  { id: string; browserHash: Buffer; linkHash: Buffer; most: number; now: Date },
  Pick<CodeRow, 'id' | 'subject' | 'created_at'>
>(
  'access.challenge-of-link',
  (place) => sql`select id, subject, created_at from core.challenge
    where id = ${place('id')} and purpose = 'portal-code' and browser_hash = ${place('browserHash')}
      and link_hash = ${place('linkHash')} and consumed_at is null and expires_at > ${place('now')} and tries < ${place('most')}`,
);

/** The address that this browser asked a code for, while the code may be tried. */
export const subjectAsked = statement<
  { id: string; browserHash: Buffer; most: number; now: Date },
  Pick<CodeRow, 'subject'>
>(
  'access.subject-asked',
  (place) => sql`select subject from core.challenge
    where id = ${place('id')} and purpose = 'portal-code' and browser_hash = ${place('browserHash')}
      and consumed_at is null and expires_at > ${place('now')} and tries < ${place('most')}`,
);

/** A contact of an address, with the customer it would sign in for. */
export interface AddresseeRow {
  readonly contact_id: string;
  readonly customer_id: string;
  readonly customer_name: string;
  readonly customer_slug: string;
}

const addressees = sql`select c.id as contact_id, u.id as customer_id, u.name as customer_name, u.slug as customer_slug
    from core.contact c join core.customer u on u.tenant_id = c.tenant_id and u.id = c.customer_id and u.state in ('active', 'provisional')`;

/** Contacts of an address in lower case. */
export const addresseesOf = statement<{ email: string }, AddresseeRow>(
  'access.addressees-of',
  (place) => sql`${addressees}
    where c.email_key = ${place('email')} and c.removed_at is null order by u.name, c.id limit 50`,
);

/** Contacts of the address that a code was asked for. */
export const addresseesOfChallenge = statement<{ id: string }, AddresseeRow>(
  'access.addressees-of-challenge',
  (place) => sql`${addressees}
    where c.email_key = (select subject from core.challenge where id = ${place('id')}) and c.removed_at is null
    order by u.name, c.id limit 50`,
);
