import type { Actor } from '@docket/sdk';
import { PlatformError } from '@docket/sdk';
import { byActor } from '../audit/audit.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { queueMail } from '../notices/notices.ts';
import { rolePermissions, type Role } from './roles.ts';
import { hashToken, keyed, newToken } from './secrets.ts';
import { insertChallenge } from './store-challenges.ts';
import * as store from './store-staff.ts';

/** Somebody who is to work in the shop. */
export interface Invitation {
  readonly tenantId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly by: Actor;
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

const linkSeconds = 7 * 24 * 3600;

/** Links for staff to choose their passwords with. */
export type StaffLinks = ReturnType<typeof createStaffLinks>;

export function createStaffLinks({ database, newId, wake }: Dependencies) {
  return { inviteStaff, newStaffLink };

  /** Adds a staff member and mails a link; refuses an address that already is one. */
  async function inviteStaff({ tenantId, name, role, by, now, url, ...invitation }: Invitation): Promise<StaffLink> {
    const [id, email] = [newId(now), invitation.email.trim().toLowerCase()];
    const row = { tenant: tenantId, id, name, email, role, permissions: rolePermissions[role], now };
    const [[added]] = await database
      .withTenant(tenantId)
      .run(store.insertStaff({ ...row, by: byActor(by), auditId: newId(now) }));
    if (!added) throw new PlatformError(errors['staff.exists']);
    return mailLink({ tenantId, url, now }, { id, name, email });
  }

  /** Mails another link to a staff member, for whom the first was lost or the password was forgotten. */
  async function newStaffLink(shop: Pick<Invitation, 'tenantId' | 'url' | 'now'>, email: string): Promise<StaffLink> {
    const [[member]] = await database
      .withTenant(shop.tenantId)
      .run(store.staffByEmail({ email: email.trim().toLowerCase() }));
    if (!member) throw new PlatformError(errors['not-found']);
    return mailLink(shop, member);
  }

  async function mailLink(
    { tenantId, url, now }: Pick<Invitation, 'tenantId' | 'url' | 'now'>,
    member: Pick<store.StaffRow, 'id' | 'name' | 'email'>,
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
        expiresAt: new Date(now.getTime() + linkSeconds * 1000),
      }),
      queueMail({
        tenant: tenantId,
        id: newId(now),
        type: 'access.staff-link',
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
