import { PlatformError } from '@docket/sdk';
import { byActor } from '../audit/audit.ts';
import { proveContact, untilSlugIsFree } from '../customers/customers.ts';
import type { Edge } from '../edge.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { json, type Call } from '../kernel/statement.ts';
import { queueMail } from '../notices/notices.ts';
import type { Shop } from '../tenants/tenants.ts';
import type { Caller } from './access.ts';
import { deviceName } from './device-name.ts';
import { countHits, refuseBeyond, type Limit } from './limits.ts';
import { maskedEmail } from './masked.ts';
import { limitOf } from './named-limits.ts';
import { hashToken, newToken, readKeyed } from './secrets.ts';
import { freshSession, sessionSeconds } from './sessions.ts';
import { redeemInvitation } from './store.ts';
import * as store from './store-people.ts';

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  /** Wakes the sending of mails after a commit. */
  readonly wake: () => void;
  /** Prefix of a shop's addresses, without a slash at the end: from the configuration, never from a request. */
  readonly urlOf: (shop: Shop) => Promise<string>;
}

type Rows = readonly (readonly unknown[])[];

const linkSeconds = 7 * 24 * 3600;

/** Staff may send one again when it was lost, and may not fill a mailbox. */
const inviteLimits = (shop: Shop, contact: string): readonly Limit[] => [
  limitOf(shop, 'invitesPerContact', contact),
  limitOf(shop, 'invitesPerShop'),
];

/** What `accept` reads: nothing for what cannot be a link's token. */
export function acceptPreload(token: string, { now }: Edge): readonly Call[] {
  const link = readKeyed(token);
  return link ? [store.invitationOfSecret({ id: link.id, secretHash: hashToken(link.token), now })] : [];
}

/** What the page of an invitation shows before anything is consumed: the masked address, from the rows of `invitationOf`. */
export function invitationFace(rows: Rows): { readonly email: string } {
  const [[invited] = []] = rows as [store.InvitationRow[]?];
  if (!invited) throw new PlatformError(errors['link.gone']);
  return { email: maskedEmail(invited.email) };
}

/** Personal links by which staff let a contact in without a code: for seven days, once, on one device. */
export type Invitations = ReturnType<typeof createInvitations>;

export function createInvitations({ database, newId, wake, urlOf }: Dependencies) {
  const tables = (shop: Shop) => database.withTenant(shop.tenant.id);
  return { invite, revoke, accept };

  /** Mails a contact a link; the ones that it was sent before stop working. */
  async function invite(call: Caller, contact: string): Promise<{ readonly id: string; readonly email: string }> {
    const { shop, now } = call;
    const limits = inviteLimits(shop, contact);
    const [[invitee], hits] = await tables(shop).run(
      store.inviteeOf({ contact }),
      countHits(shop.tenant.id, limits, now),
    );
    if (!invitee) throw new PlatformError(errors['not-found']);
    refuseBeyond(limits, hits, now);
    const [id, secret] = [newId(now), newToken()];
    const expiresAt = new Date(now.getTime() + linkSeconds * 1000);
    const row = { id, contact, secretHash: hashToken(secret), now, expiresAt, ...audit(call) };
    const mail = { name: invitee.name, link: `${await urlOf(shop)}/welcome/${id}#${secret}` };
    const [[made]] = await tables(shop).run(
      store.insertInvitation(row),
      queueMail({
        tenant: shop.tenant.id,
        id: newId(now),
        type: 'access.invitation',
        subjectType: 'challenge',
        subjectId: id,
        recipient: invitee.email,
        data: mail,
        now,
      }),
    );
    if (!made) throw new PlatformError(errors['not-found']);
    wake();
    return { id, email: invitee.email };
  }

  /** Makes an open invitation void, at once. */
  async function revoke(call: Caller, id: string): Promise<void> {
    const [[ended]] = await tables(call.shop).run(store.revokeInvitation({ id, now: call.now, ...audit(call) }));
    if (!ended) throw new PlatformError(errors['not-found']);
  }

  /**
   * Takes an invitation, once: this device is signed in, and the contact is told by mail, since whoever has the link
   * may do this. It proves the address as a code does.
   */
  async function accept(edge: Edge, token: string, rows: Rows): Promise<{ readonly customerSlug: string }> {
    const [link, [invited] = []] = [readKeyed(token), ...(rows as [store.InvitationRow[]?])];
    if (!link || !invited) throw new PlatformError(errors['link.gone']);
    const { contact_id: actor, customer_name: name, email } = invited;
    const session = freshSession(edge, { actorType: 'contact', actor, proof: 'invitation', email }, newId);
    const told = {
      name: invited.name,
      device: deviceName(edge.device) || '–',
      link: `${await urlOf(edge.shop)}/devices`,
    };
    const redeemed = { ...session.row, challenge: link.id, noticeId: newId(edge.now), told: json(told) };
    const proof = { contact: actor, name, now: edge.now, auditId: newId(edge.now) };
    const [[opened], [proven]] = await untilSlugIsFree(() =>
      tables(edge.shop).run(redeemInvitation(redeemed), proveContact(proof)),
    );
    if (!opened || !proven) throw new PlatformError(errors['link.gone']);
    wake();
    edge.cookies.set('portal', session.token, sessionSeconds.contact);
    return { customerSlug: proven.slug };
  }

  function audit(call: Caller) {
    return { by: byActor(call.actor), auditId: newId(call.now) };
  }
}
