import type { Actor } from '@docket/sdk';
import { PlatformError } from '@docket/sdk';
import { byActor } from '../audit/audit.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { queueMail } from '../notices/notices.ts';
import { hashToken, keyed, newToken } from './secrets.ts';
import { insertChallenge } from './store-challenges.ts';
import * as store from './store-staff.ts';

/** Somebody who is to work in the shop. */
export interface Invitation {
  readonly tenantId: string;
  readonly name: string;
  readonly email: string;
  /** The id of one of the shop's roles. */
  readonly role: string;
  readonly by: Actor;
  /** What whoever invites may give at most; absent or null for owners and for code. */
  readonly most?: readonly string[] | null;
  readonly now: Date;
  /** Prefix of the shop's addresses, without a slash at the end: from the configuration, never from a request. */
  readonly url: string;
}

/** A link to choose a password. Whoever has it can, once, for seven days. */
export interface StaffLink {
  readonly staffId: string;
  readonly token: string;
  readonly link: string;
}

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  /** Wakes the sending of mails after a commit. */
  readonly wake: () => void;
}

type Addressee = Pick<store.StaffRow, 'id' | 'name' | 'email'>;

const linkSeconds = 7 * 24 * 3600;

/** Links for staff to choose their passwords with. */
export type StaffLinks = ReturnType<typeof createStaffLinks>;

export function createStaffLinks({ database, newId, wake }: Dependencies) {
  return { inviteStaff, newStaffLink, mailPasswordLink };

  /** Adds a staff member and mails a link; refuses an address that already is one. */
  async function inviteStaff({
    tenantId,
    name,
    role,
    most = null,
    by,
    now,
    url,
    ...invitation
  }: Invitation): Promise<StaffLink> {
    const [id, email] = [newId(now), invitation.email.trim().toLowerCase()];
    const row = { id, name, email, role, most, now };
    const [[added]] = await database
      .withTenant(tenantId)
      .run(store.insertStaff({ ...row, by: byActor(by), auditId: newId(now) }));
    if (!added) throw new PlatformError(errors['staff.exists']);
    return mailLink({ tenantId, url, now }, { id, name, email }, 'access.staff-link', linkSeconds);
  }

  /** Mails another link to a staff member, for whom the first was lost or the password was forgotten. */
  async function newStaffLink(shop: Pick<Invitation, 'tenantId' | 'url' | 'now'>, email: string): Promise<StaffLink> {
    const [[member]] = await database
      .withTenant(shop.tenantId)
      .run(store.staffByEmail({ email: email.trim().toLowerCase() }));
    if (!member) throw new PlatformError(errors['not-found']);
    return mailLink(shop, member, 'access.staff-link', linkSeconds);
  }

  /** Mails whoever forgot the password a link that is good for so many seconds; for a stranger's address does the same and sends nothing. */
  async function mailPasswordLink(
    shop: Pick<Invitation, 'tenantId' | 'url' | 'now'>,
    addressee: Addressee | { readonly email: string },
    seconds: number,
  ): Promise<void> {
    const isKnown = 'id' in addressee;
    const member = isKnown ? addressee : { id: addressee.email, name: '', email: addressee.email };
    await mailLink(shop, member, isKnown ? 'access.new-password' : 'access.unknown', seconds);
  }

  async function mailLink(
    { tenantId, url, now }: Pick<Invitation, 'tenantId' | 'url' | 'now'>,
    member: Addressee,
    type: string,
    seconds: number,
  ): Promise<StaffLink> {
    const [id, secret] = [newId(now), newToken()];
    const token = keyed(id, secret);
    // Opening it uses nothing up, for mail scanners open links too: only the form that sets the password does.
    const link = `${url}/admin/welcome/${token}`;
    await database.withTenant(tenantId).run(
      insertChallenge({
        tenant: tenantId,
        id,
        purpose: 'staff-password',
        subject: member.id,
        browserHash: null,
        salt: Buffer.alloc(0),
        secretHash: hashToken(secret),
        linkHash: null,
        now,
        expiresAt: new Date(now.getTime() + seconds * 1000),
      }),
      queueMail({
        tenant: tenantId,
        id: newId(now),
        type,
        subjectType: 'challenge',
        subjectId: id,
        recipient: member.email,
        data: { name: member.name, link },
        now,
      }),
    );
    wake();
    return { staffId: member.id, token, link };
  }
}
