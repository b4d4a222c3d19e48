import { randomBytes } from 'node:crypto';
import { PlatformError } from '@docket/sdk';
import type { Edge } from '../edge.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Call } from '../kernel/statement.ts';
import type { Shop } from '../tenants/tenants.ts';
import { countHits, networkOf, refuseBeyond, type Limit } from './limits.ts';
import { limitOf } from './named-limits.ts';
import { addressAt, ownHostCall } from './own-host.ts';
import { passkeySiteOf, type PasskeySite } from './passkey-rules.ts';
import { hashToken, keyed, newToken, readKeyed } from './secrets.ts';
import { insertChallenge, type PasskeyPurpose } from './store-challenges.ts';
import type { HitRow } from './store-hits.ts';
import { tryAsked, type Whose } from './store-passkeys.ts';

/** What passkeys need besides the library. */
export interface PasskeyParts {
  readonly database: Database;
  readonly newId: NewId;
  /** Prefix of a shop's addresses, without a slash at the end: from the configuration, never from a request. */
  readonly urlOf: (shop: Shop) => Promise<string>;
}

export type Rows = readonly (readonly unknown[])[];

/** What is signed to come in or to prove oneself, and to add a passkey: nothing of one door or purpose works for another. */
export const purposes = {
  contact: { use: 'portal-passkey', add: 'portal-passkey-new' },
  staff: { use: 'staff-passkey', add: 'staff-passkey-new' },
} as const satisfies Readonly<Record<Whose, Readonly<Record<'use' | 'add', PasskeyPurpose>>>>;

const askedSeconds = 5 * 60;
const mostTries = 5;

/** As often as passwords from one network; who gets in is not counted. */
export const passkeyLimits = ({ shop, address }: Edge): readonly Limit[] => [
  limitOf(shop, 'passkeysPerNetwork', networkOf(address)),
  limitOf(shop, 'passkeysPerShop'),
];

/** What asking for something to sign reads and counts, in the session's round trip: the own host, and the hits. */
export const askingCalls = (edge: Edge): readonly Call[] => [
  ownHostCall(edge),
  countHits(edge.shop.tenant.id, passkeyLimits(edge), edge.now),
];

/** Reads the own host and what this browser asked to sign, and counts a try: nothing in one that asked for nothing. */
export function tryingCalls(edge: Edge, purpose: PasskeyPurpose): readonly Call[] {
  const asked = readKeyed(edge.cookies.get('passkey') ?? '');
  if (!asked) return [];
  const { id, token } = asked;
  return [ownHostCall(edge), tryAsked({ id, purpose, browserHash: hashToken(token), most: mostTries, now: edge.now })];
}

/** Where the shop's passkeys are good, by the row of its own host; refuses at an address that can have none. */
export async function siteOf({ urlOf }: Pick<PasskeyParts, 'urlOf'>, shop: Shop, [own]: Rows[0]): Promise<PasskeySite> {
  const site = passkeySiteOf(addressAt(await urlOf(shop), own));
  if (!site) throw new PlatformError(errors['passkey.unavailable']);
  return site;
}

/** Makes something to sign, for this browser alone, for five minutes. `subject` is who is to sign, if that is known. */
export async function newAsking(
  { database, newId }: PasskeyParts,
  edge: Edge,
  { purpose, subject, hits }: { readonly purpose: PasskeyPurpose; readonly subject: string; readonly hits: Rows[0] },
): Promise<Uint8Array<ArrayBuffer>> {
  refuseBeyond(passkeyLimits(edge), hits as readonly HitRow[], edge.now);
  const [id, token, challenge] = [newId(edge.now), newToken(), Uint8Array.from(randomBytes(32))];
  const tenant = edge.shop.tenant.id;
  await database.withTenant(tenant).run(
    insertChallenge({
      tenant,
      id,
      purpose,
      subject,
      browserHash: hashToken(token),
      salt: Buffer.alloc(0),
      secretHash: hashToken(Buffer.from(challenge).toString('base64url')),
      linkHash: null,
      now: edge.now,
      expiresAt: new Date(edge.now.getTime() + askedSeconds * 1000),
    }),
  );
  edge.cookies.set('passkey', keyed(id, token), askedSeconds);
  return challenge;
}
