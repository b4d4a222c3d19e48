import { PlatformError } from '@docket/sdk';
import type { AuthenticatorTransport } from '@simplewebauthn/server';
import { byActor } from '../audit/audit.ts';
import type { Edge } from '../edge.ts';
import { errors } from '../errors.ts';
import type { Call } from '../kernel/statement.ts';
import type { Caller } from './access.ts';
import { deviceName } from './device-name.ts';
import {
  askingCalls,
  newAsking,
  purposes,
  siteOf,
  tryingCalls,
  type PasskeyParts,
  type Rows,
} from './passkey-asking.ts';
import type { NewPasskey } from './passkey-inputs.ts';
import { handleOf, type PasskeySite } from './passkey-rules.ts';
import { hashToken, sameBytes } from './secrets.ts';
import { sessionHash } from './sessions.ts';
import { contactOfToken, type ContactFaceRow } from './store.ts';
import * as store from './store-passkeys.ts';
import { staffOfToken, type StaffFaceRow } from './store-staff.ts';

/** So many passkeys a person may have. */
const most = 20;
/** Algorithms that every browser and authenticator has one of: EdDSA, ES256, RS256. */
const algorithms = [-8, -7, -257];

/** What `ownPasskeys` reads. */
export const ownPreload = (whose: store.Whose, edge: Edge): readonly Call[] => [
  store.passkeysOfToken[whose]({ token: sessionHash(edge, whose === 'contact' ? 'portal' : 'staff') }),
];

/** What `askNew` counts and reads: who asks, and what they have already. */
export const askNewPreload = (whose: store.Whose, edge: Edge): readonly Call[] => [
  ...askingCalls(edge),
  ...ownPreload(whose, edge),
  whose === 'contact'
    ? contactOfToken({ token: sessionHash(edge, 'portal') })
    : staffOfToken({ token: sessionHash(edge, 'staff') }),
];

/** What `add` reads and counts. */
export const addPreload = (whose: store.Whose, edge: Edge): readonly Call[] => tryingCalls(edge, purposes[whose].add);

/** A person's own passkeys, the oldest first, from the rows of `ownPreload`. */
export const ownPasskeys = ([own]: Rows) =>
  (own as readonly store.OwnRow[]).map(({ id, name, created_at: createdAt, used_at: usedAt }) => ({
    id,
    name,
    createdAt,
    usedAt,
  }));

/** Adding, naming and removing one's own passkeys. */
export type OwnPasskeys = ReturnType<typeof createOwnPasskeys>;

export function createOwnPasskeys(parts: PasskeyParts) {
  const { database, newId } = parts;
  const tables = ({ shop }: Caller) => database.withTenant(shop.tenant.id);
  const audit = ({ actor, now }: Caller) => ({ now, by: byActor(actor), auditId: newId(now) });
  return { askNew, add, rename, remove };

  /** What an authenticator needs to make a passkey, as `navigator.credentials.create` takes it. */
  async function askNew({ actor, shop }: Caller, edge: Edge, rows: Rows) {
    const [hosts, hits, own, [face]] = rows as [Rows[0], Rows[0], store.OwnRow[], (ContactFaceRow | StaffFaceRow)[]];
    const [whose, owner] = ownerOf(actor);
    if (own.length >= most) throw new PlatformError(errors['passkey.too-many']);
    const { rpId: rpID } = await siteOf(parts, shop, hosts);
    const challenge = await newAsking(parts, edge, { purpose: purposes[whose].add, subject: owner, hits });
    const { generateRegistrationOptions } = await import('@simplewebauthn/server');
    return generateRegistrationOptions({
      rpID,
      rpName: shop.tenant.name,
      userID: handleOf(shop.tenant.id, owner),
      userName: nameOf(face!, shop.tenant.name),
      userDisplayName: face!.name,
      challenge,
      attestationType: 'none',
      supportedAlgorithmIDs: algorithms,
      excludeCredentials: own.map(({ credential_id: id, transports }) => ({
        id: id.toString('base64url'),
        transports: transports as AuthenticatorTransport[],
      })),
      // Without `residentKey` the sign-in page would have to know who comes.
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
  }

  /** Keeps a passkey that this browser was asked to make, under the name of its device. */
  async function add(call: Caller, edge: Edge, made: NewPasskey, rows: Rows): Promise<{ readonly id: string }> {
    const [hosts = [], [asked] = []] = rows as [Rows[0]?, store.AskedRow[]?];
    const [whose, owner] = ownerOf(call.actor);
    if (asked?.subject !== owner) throw new PlatformError(errors['passkey.not-added']);
    const site = await siteOf(parts, call.shop, hosts);
    const credential = await credentialOf(made, asked, site);
    if (!credential) throw new PlatformError(errors['passkey.not-added']);
    const row = {
      ...audit(call),
      challenge: asked.id,
      id: newId(call.now),
      owner,
      rpId: site.rpId,
      credential: Buffer.from(credential.id, 'base64url'),
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: made.transports,
      name: deviceName(edge.device) || '–',
    };
    const [[added]] = await tables(call).run(store.addPasskey[whose](row));
    if (!added) throw new PlatformError(errors['passkey.not-added']);
    edge.cookies.clear('passkey');
    return added;
  }

  /** Names one's own passkey; somebody else's answers like an unknown one. */
  async function rename(call: Caller, id: string, name: string): Promise<void> {
    const [whose, owner] = ownerOf(call.actor);
    const [[renamed]] = await tables(call).run(store.renamePasskey[whose]({ ...audit(call), id, owner, name }));
    if (!renamed) throw new PlatformError(errors['not-found']);
  }

  /** Forgets one's own passkey, at once; who wants it back adds it again. */
  async function remove(call: Caller, id: string): Promise<{ readonly name: string }> {
    const [whose, owner] = ownerOf(call.actor);
    const [[removed]] = await tables(call).run(store.removePasskey[whose]({ ...audit(call), id, owner }));
    if (!removed) throw new PlatformError(errors['not-found']);
    return { name: removed.name };
  }
}

function ownerOf(actor: Caller['actor']): readonly [store.Whose, string] {
  if (actor.type !== 'contact' && actor.type !== 'staff') throw new PlatformError(errors['sign-in.needed']);
  return [actor.type, actor.id];
}

/** What people choose by, in a list that shops on one host, and customers with one address, share. */
const nameOf = (face: ContactFaceRow | StaffFaceRow, shop: string): string =>
  [face.email, ...('customer_name' in face ? [face.customer_name] : []), shop].join(' · ');

/** The passkey that was made; undefined unless it was made of what was asked, here, by a person who was verified. */
async function credentialOf(
  { id, transports: _ways, ...response }: NewPasskey,
  asked: store.AskedRow,
  site: PasskeySite,
) {
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server');
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response },
      expectedChallenge: (challenge) => sameBytes(hashToken(challenge), asked.secret_hash),
      expectedOrigin: site.origin,
      expectedRPID: site.rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    });
    return registrationInfo?.credential;
  } catch {
    // The library throws for every answer that is not right, and each is refused alike.
    return undefined;
  }
}
