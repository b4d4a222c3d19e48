import { randomBytes } from 'node:crypto';
import { PlatformError } from '@docket/sdk';
import { proveContact, untilSlugIsFree } from '../customers/customers.ts';
import type { Edge } from '../edge.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Call } from '../kernel/statement.ts';
import { queueMail } from '../notices/notices.ts';
import type { Shop } from '../tenants/tenants.ts';
import { pickAddressee, type Choice } from './addressees.ts';
import { countHits, emailKey, forgiveHits, networkOf, refuseBeyond, type Limit } from './limits.ts';
import { maskedEmail } from './masked.ts';
import { codeTriesOf, limitOf } from './named-limits.ts';
import { addressAt, ownHostCall } from './own-host.ts';
import { hashToken, hashTyped, keyed, newCode, newToken, readKeyed, sameBytes } from './secrets.ts';
import { freshSession, sessionSeconds } from './sessions.ts';
import { redeemChallenge } from './store.ts';
import * as store from './store-challenges.ts';
import type { HitRow } from './store-hits.ts';

/** Signed in for the customer; or, when the address belongs to several, the customers to choose from: nobody picks for the contact. */
export type Verified = { readonly customerSlug: string } | { readonly choose: readonly Choice[] };

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  /** Wakes the sending of mails after a commit. */
  readonly wake: () => void;
  /** Prefix of a shop's addresses, without a slash at the end: from the configuration, never from a request. */
  readonly urlOf: (shop: Shop) => Promise<string>;
}

type Rows = readonly (readonly unknown[])[];
/** A code that was redeemed, typed or by its link. */
type Asked = Pick<store.CodeRow, 'id' | 'subject' | 'created_at'>;

const minutes = 60;
const codeSeconds = 10 * minutes;

/** With five tries a code, at most fifty guesses at an address per day. */
const codeLimits = ({ shop, address }: Edge, email: string): readonly Limit[] => [
  limitOf(shop, 'codesPerEmail', emailKey(email)),
  limitOf(shop, 'codesPerEmailDay', emailKey(email)),
  limitOf(shop, 'codesPerNetwork', networkOf(address)),
  limitOf(shop, 'codesPerShop'),
];

/** What `start` reads and counts, in the session's round trip. */
export const startPreload = (email: string, edge: Edge): readonly Call[] => [
  countHits(edge.shop.tenant.id, codeLimits(edge, email), edge.now),
  store.addresseesOf({ email }),
  ownHostCall(edge),
];

/** What names the code that this browser asked for; undefined in one that asked for none. */
function askedBy({ cookies, now, shop }: Edge) {
  const asked = readKeyed(cookies.get('challenge') ?? '');
  return asked && { id: asked.id, browserHash: hashToken(asked.token), most: codeTriesOf(shop), now };
}

/** What `asked` reads: nothing for a browser that asked for no code. */
export function askedPreload(edge: Edge): readonly Call[] {
  const asked = askedBy(edge);
  return asked ? [store.subjectAsked(asked)] : [];
}

/** What `verify` reads and counts, in the session's round trip: nothing for a browser that asked for no code. */
export function verifyPreload(edge: Edge): readonly Call[] {
  const asked = askedBy(edge);
  return asked ? [store.tryCode(asked), store.addresseesOfChallenge({ id: asked.id })] : [];
}

/** What `follow` reads; `secret` is the link's. */
export function followPreload(secret: string, edge: Edge): readonly Call[] {
  const asked = askedBy(edge);
  if (!asked) return [];
  const link = { ...asked, linkHash: hashToken(secret) };
  return [store.challengeOfLink(link), store.addresseesOfChallenge({ id: asked.id })];
}

/** The masked address that this browser asked a code for and has not redeemed; null when there is none. */
export function askedOf(rows: Rows): { readonly email: string } | null {
  const [[asked] = []] = rows as [Pick<Asked, 'subject'>[]?];
  return asked ? { email: maskedEmail(asked.subject) } : null;
}

/** Signing in to the portal with a code from a mail, typed or by the link beside it. */
export type ContactSignIn = ReturnType<typeof createContactSignIn>;

export function createContactSignIn({ database, newId, wake, urlOf }: Dependencies) {
  return { start, verify, follow };

  /**
   * Sends a code to a known address. An unknown one takes the same work, statements and answer: only the mail is of a
   * type that is never sent. The cookie binds the code to this browser.
   */
  async function start(edge: Edge, email: string, rows: Rows): Promise<{ readonly sent: true }> {
    const [hits, addressees, [host]] = rows as [HitRow[], store.AddresseeRow[], unknown[]];
    refuseBeyond(codeLimits(edge, email), hits, edge.now);
    const [id, token, code, secret, salt] = [newId(edge.now), newToken(), newCode(), newToken(), randomBytes(16)];
    const tenant = edge.shop.tenant.id;
    // A fragment reaches no server: no log on the way has the secret, and no other page is told it.
    const link = `${addressAt(await urlOf(edge.shop), host)}/sign-in#${secret}`;
    await database.withTenant(tenant).run(
      store.insertChallenge({
        tenant,
        id,
        purpose: 'portal-code',
        subject: email,
        browserHash: hashToken(token),
        salt,
        secretHash: await hashTyped(code, salt, 'code'),
        linkHash: hashToken(secret),
        now: edge.now,
        expiresAt: new Date(edge.now.getTime() + codeSeconds * 1000),
      }),
      queueMail({
        tenant,
        id: newId(edge.now),
        type: addressees.length > 0 ? 'access.code' : 'access.unknown',
        subjectType: 'challenge',
        subjectId: id,
        recipient: email,
        data: { code, link },
        now: edge.now,
      }),
    );
    wake();
    edge.cookies.set('challenge', keyed(id, token), codeSeconds);
    return { sent: true };
  }

  /**
   * Takes the code that this browser asked for. The right one signs in once, proves the address, and so shows what a
   * stranger with that address has ordered. `chosen` is a customer's slug.
   */
  async function verify(edge: Edge, code: string, chosen: string | undefined, rows: Rows): Promise<Verified> {
    const [[challenge] = [], addressees = []] = rows as [store.CodeRow[]?, store.AddresseeRow[]?];
    if (!challenge) throw new PlatformError(errors['code.gone']);
    const right = sameBytes(await hashTyped(code, challenge.salt, 'code'), challenge.secret_hash);
    if (!right || addressees.length === 0) throw new PlatformError(errors['code.wrong']);
    return finish(edge, challenge, addressees, chosen);
  }

  /** Does the same for the link that came with the code, in the browser that asked for it: in any other it is none. */
  async function follow(edge: Edge, chosen: string | undefined, rows: Rows): Promise<Verified> {
    const [[challenge] = [], addressees = []] = rows as [Asked[]?, store.AddresseeRow[]?];
    if (!challenge || addressees.length === 0) throw new PlatformError(errors['code.gone']);
    return finish(edge, challenge, addressees, chosen);
  }

  async function finish(
    edge: Edge,
    challenge: Asked,
    addressees: readonly store.AddresseeRow[],
    chosen: string | undefined,
  ): Promise<Verified> {
    const picked = pickAddressee(addressees, chosen);
    return 'choose' in picked ? picked : { customerSlug: await redeem(edge, challenge, picked) };
  }

  async function redeem(edge: Edge, { id, subject, created_at }: Asked, one: store.AddresseeRow): Promise<string> {
    const signing = { actorType: 'contact', actor: one.contact_id, proof: 'code', email: subject } as const;
    const { token, row } = freshSession(edge, signing, newId);
    const proof = { contact: one.contact_id, name: one.customer_name, now: edge.now, auditId: newId(edge.now) };
    const [[opened], [proven]] = await untilSlugIsFree(() =>
      database
        .withTenant(edge.shop.tenant.id)
        .run(
          redeemChallenge({ ...row, challenge: id }),
          proveContact(proof),
          forgiveHits(codeLimits(edge, subject), created_at, row.id),
        ),
    );
    if (!opened || !proven) throw new PlatformError(errors['code.gone']);
    edge.cookies.clear('challenge');
    edge.cookies.set('portal', token, sessionSeconds.contact);
    return proven.slug;
  }
}
