import { PlatformError } from '@docket/sdk';
import type { AuthenticatorTransport } from '@simplewebauthn/server';
import { byActor } from '../audit/audit.ts';
import type { Edge } from '../edge.ts';
import { errors } from '../errors.ts';
import type { Call } from '../kernel/statement.ts';
import type { Caller } from './access.ts';
import { forgiveHits } from './limits.ts';
import {
  askingCalls,
  newAsking,
  passkeyLimits,
  purposes,
  siteOf,
  tryingCalls,
  type PasskeyParts,
  type Rows,
} from './passkey-asking.ts';
import type { PasskeyAnswer } from './passkey-inputs.ts';
import { handleOf, isBehind, type PasskeySite } from './passkey-rules.ts';
import { hashToken, sameBytes } from './secrets.ts';
import { freshSession, sessionHash, sessionSeconds } from './sessions.ts';
import * as store from './store-passkeys.ts';

const cookieOf = { contact: 'portal', staff: 'staff' } as const;

/** What `ask` reads and counts. */
export const askPreload = askingCalls;

/** What `askProof` counts and reads: the passkeys of who asks. */
export const askProofPreload = (edge: Edge): readonly Call[] => [
  ...askingCalls(edge),
  store.passkeysOfToken.contact({ token: sessionHash(edge, 'portal') }),
];

/** What `signIn` and `prove` read and count: what this browser was to sign, and the passkey that says it did. */
export function usePreload(whose: store.Whose, { id }: PasskeyAnswer, edge: Edge): readonly Call[] {
  const asked = tryingCalls(edge, purposes[whose].use);
  return asked.length === 0 ? [] : [...asked, store.usablePasskey[whose]({ credential: Buffer.from(id, 'base64url') })];
}

/** Signing in with a passkey, and proving with one that it is still the same person. */
export type PasskeySignIn = ReturnType<typeof createPasskeySignIn>;

export function createPasskeySignIn(parts: PasskeyParts) {
  const { database, newId } = parts;
  return { ask, askProof, signIn, prove };

  /** Something for any passkey of the shop to sign, as `navigator.credentials.get` takes it. */
  async function ask(whose: store.Whose, edge: Edge, rows: Rows) {
    return optionsFor(edge, { purpose: purposes[whose].use, subject: '' }, rows);
  }

  /** The same for the passkeys of the contact who is signed in. */
  async function askProof({ actor }: Caller, edge: Edge, rows: Rows) {
    return optionsFor(edge, { purpose: purposes.contact.use, subject: idOf(actor) }, rows);
  }

  /** Opens a session for whoever signed. All that does not fit is refused alike, whatever of it is known. */
  async function signIn(whose: store.Whose, edge: Edge, answer: PasskeyAnswer, rows: Rows): Promise<Opened> {
    const { asked, ...found } = read(rows);
    if (asked?.subject !== '' || answer.userHandle === undefined) throw new PlatformError(errors['passkey.refused']);
    return open(whose, edge, answer, { asked, ...found });
  }

  /** Opens a new session for the contact who is signed in; the passkey of anybody else is refused. */
  async function prove({ actor }: Caller, edge: Edge, answer: PasskeyAnswer, rows: Rows): Promise<Opened> {
    const { asked, passkey, hosts } = read(rows);
    const self = idOf(actor);
    if (asked?.subject !== self || passkey?.owner !== self) throw new PlatformError(errors['passkey.refused']);
    return open('contact', edge, answer, { asked, passkey, hosts });
  }

  async function optionsFor(edge: Edge, asking: Omit<Parameters<typeof newAsking>[2], 'hits'>, rows: Rows) {
    const [hosts, hits, own = []] = rows as [Rows[0], Rows[0], store.OwnRow[]?];
    const { rpId } = await siteOf(parts, edge.shop, hosts);
    const challenge = await newAsking(parts, edge, { ...asking, hits });
    const { generateAuthenticationOptions } = await import('@simplewebauthn/server');
    const allowCredentials = own
      .filter(({ rp_id: host }) => host === rpId)
      .map(({ credential_id: id, transports }) => ({
        id: id.toString('base64url'),
        transports: transports as AuthenticatorTransport[],
      }));
    return generateAuthenticationOptions({ rpID: rpId, challenge, allowCredentials, userVerification: 'required' });
  }

  async function open(
    whose: store.Whose,
    edge: Edge,
    answer: PasskeyAnswer,
    { asked, passkey, hosts }: Found & { readonly asked: store.AskedRow },
  ): Promise<Opened> {
    const site = await siteOf(parts, edge.shop, hosts);
    const counter = passkey && (await countOf(answer, asked, passkey, { site, tenant: edge.shop.tenant.id }));
    if (!passkey || counter === undefined) throw new PlatformError(errors['passkey.refused']);
    if (isBehind(counter, passkey.counter)) return refuseBehind(edge, asked, passkey, counter);
    const { owner: actor, email } = passkey;
    const { token, row } = freshSession(edge, { actorType: whose, actor, proof: 'passkey', email }, newId);
    const [[opened]] = await database
      .withTenant(edge.shop.tenant.id)
      .run(
        store.redeemPasskey[whose]({ ...row, challenge: asked.id, passkey: passkey.id, counter }),
        forgiveHits(passkeyLimits(edge), asked.created_at, row.id),
      );
    if (!opened) throw new PlatformError(errors['passkey.refused']);
    edge.cookies.clear('passkey');
    edge.cookies.set(cookieOf[whose], token, sessionSeconds[whose]);
    return { customerSlug: passkey.customer_slug };
  }

  /** Somebody may have a copy of the passkey: nobody gets in, and staff can see when. */
  async function refuseBehind(
    { shop, now }: Edge,
    { id: challenge }: store.AskedRow,
    { id: passkey }: store.UsableRow,
    counter: number,
  ): Promise<never> {
    const audit = { now, by: byActor({ type: 'anonymous' }), auditId: newId(now) };
    await database.withTenant(shop.tenant.id).run(store.refuseBehind({ ...audit, challenge, passkey, counter }));
    throw new PlatformError(errors['passkey.refused']);
  }
}

/** Whom a passkey let in: the customer's slug, or null for staff. */
export interface Opened {
  readonly customerSlug: string | null;
}

interface Found {
  readonly asked: store.AskedRow | undefined;
  readonly passkey: store.UsableRow | undefined;
  readonly hosts: Rows[0];
}

function read(rows: Rows): Found {
  const [hosts = [], [asked] = [], [passkey] = []] = rows as [Rows[0]?, store.AskedRow[]?, store.UsableRow[]?];
  return { asked, passkey, hosts };
}

function idOf(actor: Caller['actor']): string {
  if (actor.type !== 'contact') throw new PlatformError(errors['sign-in.needed']);
  return actor.id;
}

/** How often the passkey says it signed; undefined unless it signed what was asked, here, for its owner, who was verified. */
async function countOf(
  { id, userHandle, ...response }: PasskeyAnswer,
  asked: store.AskedRow,
  passkey: store.UsableRow,
  { site, tenant }: { readonly site: PasskeySite; readonly tenant: string },
): Promise<number | undefined> {
  const isOwners =
    userHandle === undefined || sameBytes(Buffer.from(userHandle, 'base64url'), handleOf(tenant, passkey.owner));
  if (!isOwners || passkey.rp_id !== site.rpId) return undefined;
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response },
      expectedChallenge: (challenge) => sameBytes(hashToken(challenge), asked.secret_hash),
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: true,
      // Its count is compared by `isBehind`, once it is sure that the passkey itself says it.
      credential: { id, publicKey: Uint8Array.from(passkey.public_key), counter: 0 },
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    // The library throws for every answer that is not right, and each is refused alike.
    return undefined;
  }
}
