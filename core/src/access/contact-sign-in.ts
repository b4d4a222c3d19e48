import { randomBytes } from 'node:crypto';
import { PlatformError } from '@docket/sdk';
import { proveContact, untilSlugIsFree } from '../customers/customers.ts';
import type { Edge } from '../edge.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Call } from '../kernel/statement.ts';
import { queueMail } from '../notices/notices.ts';
import { countHits, emailKey, forgiveHits, networkOf, refuseBeyond, type Limit } from './limits.ts';
import { hashToken, hashTyped, keyed, newCode, newToken, readKeyed, sameBytes } from './secrets.ts';
import { freshSession, sessionSeconds } from './sessions.ts';
import { redeemChallenge } from './store.ts';
import * as store from './store-challenges.ts';
import type { HitRow } from './store-hits.ts';

/** A customer to sign in for, when the address belongs to several. */
export interface Choice {
  readonly customerSlug: string;
  readonly name: string;
}

/** Signed in for the customer; or, when the address belongs to several, the customers to choose from: nobody picks for the contact. */
export type Verified = { readonly customerSlug: string } | { readonly choose: readonly Choice[] };

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  /** Wakes the sending of mails after a commit. */
  readonly wake: () => void;
}

type Rows = readonly (readonly unknown[])[];

const minutes = 60;
const codeSeconds = 10 * minutes;
const mostTries = 5;

/** With five tries a code, at most fifty guesses at an address per day. */
const codeLimits = (email: string, address: string): readonly Limit[] => [
  { key: `code:email:${emailKey(email)}`, minutes: 15, most: 3 },
  { key: `code:email:${emailKey(email)}`, minutes: 24 * 60, most: 10 },
  { key: `code:network:${networkOf(address)}`, minutes: 60, most: 20 },
  { key: 'code:shop', minutes: 60, most: 1000 },
];

/** What `start` reads and counts, in the session's round trip. */
export const startPreload = (email: string, { shop, address, now }: Edge): readonly Call[] => [
  countHits(shop.tenant.id, codeLimits(email, address), now),
  store.addresseesOf({ email }),
];

/** What `verify` reads and counts, in the session's round trip: nothing for a browser that asked for no code. */
export function verifyPreload({ cookies, now }: Edge): readonly Call[] {
  const asked = readKeyed(cookies.get('challenge') ?? '');
  if (!asked) return [];
  return [
    store.tryCode({ id: asked.id, browserHash: hashToken(asked.token), most: mostTries, now }),
    store.addresseesOfChallenge({ id: asked.id }),
  ];
}

/** Signing in to the portal with a code from a mail. */
export type ContactSignIn = ReturnType<typeof createContactSignIn>;

export function createContactSignIn({ database, newId, wake }: Dependencies) {
  return { start, verify };

  /**
   * Sends a code to a known address. An unknown one takes the same work, statements and answer: only the mail is of a
   * type that is never sent. The cookie binds the code to this browser.
   */
  async function start(edge: Edge, email: string, rows: Rows): Promise<{ readonly sent: true }> {
    const [hits, addressees] = rows as [HitRow[], store.AddresseeRow[]];
    refuseBeyond(codeLimits(email, edge.address), hits, edge.now);
    const [id, token, code, salt] = [newId(edge.now), newToken(), newCode(), randomBytes(16)];
    const tenant = edge.shop.tenant.id;
    await database.withTenant(tenant).run(
      store.insertChallenge({
        tenant,
        id,
        purpose: 'portal-code',
        subject: email,
        browserHash: hashToken(token),
        salt,
        secretHash: await hashTyped(code, salt, 'code'),
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
        data: { code },
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
    const picked = pick(addressees, chosen);
    if ('choose' in picked) return picked;
    const customerSlug = await redeem(edge, challenge, picked);
    return { customerSlug };
  }

  async function redeem(edge: Edge, challenge: store.CodeRow, addressee: store.AddresseeRow): Promise<string> {
    const tenant = edge.shop.tenant.id;
    const { token, row } = freshSession(edge, 'contact', addressee.contact_id, newId);
    const [[opened], [proven]] = await untilSlugIsFree(() =>
      database.withTenant(tenant).run(
        redeemChallenge({ ...row, challenge: challenge.id }),
        proveContact({
          contact: addressee.contact_id,
          name: addressee.customer_name,
          now: edge.now,
          auditId: newId(edge.now),
        }),
        forgiveHits(codeLimits(challenge.subject, edge.address), challenge.created_at, row.id),
      ),
    );
    if (!opened || !proven) throw new PlatformError(errors['code.gone']);
    edge.cookies.clear('challenge');
    edge.cookies.set('portal', token, sessionSeconds.contact);
    return proven.slug;
  }
}

/** The addressee to sign in; a customer that is not among them answers like an unknown one. */
function pick(
  addressees: readonly store.AddresseeRow[],
  chosen: string | undefined,
): store.AddresseeRow | { readonly choose: readonly Choice[] } {
  const customers = new Map(addressees.map((addressee) => [addressee.customer_id, addressee]));
  if (chosen === undefined && customers.size > 1) return { choose: [...customers.values()].map(choiceOf) };
  const found = addressees.find(({ customer_slug: slug }) => chosen === undefined || slug === chosen);
  if (!found) throw new PlatformError(errors['not-found']);
  return found;
}

const choiceOf = ({ customer_slug: customerSlug, customer_name: name }: store.AddresseeRow): Choice => ({
  customerSlug,
  name,
});
