import { PlatformError } from '@docket/sdk';
import { byActor } from '../audit/audit.ts';
import type { Edge } from '../edge.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Call } from '../kernel/statement.ts';
import type { Shop } from '../tenants/tenants.ts';
import type { Caller } from './access.ts';
import { mayGive, mayManage, type Standing } from './granting.ts';
import { countHits, refuseBeyond, type Limit } from './limits.ts';
import { limitOf } from './named-limits.ts';
import { ownerRole } from './roles.ts';
import { sessionHash } from './sessions.ts';
import type { StaffLinks } from './staff-links.ts';
import { forgetCodes } from './store-factor.ts';
import type { HitRow } from './store-hits.ts';
import * as store from './store-members.ts';
import { roleById, rolesOf, type RoleRow } from './store-roles.ts';

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly staffLinks: StaffLinks;
  /** Wakes the sending of mails after a commit. */
  readonly wake: () => void;
  /** Prefix of a shop's addresses, without a slash at the end: from the configuration, never from a request. */
  readonly urlOf: (shop: Shop) => Promise<string>;
}

type Rows = readonly (readonly unknown[])[];

/** Somebody may be invited again when a mail was lost, and no mailbox is filled. */
const mailLimits = (shop: Shop): readonly Limit[] => [limitOf(shop, 'invitesPerShop')];

/** What a list of the staff reads. */
export const membersPreload = (edge: Edge): readonly Call[] => [
  myStanding(edge),
  store.membersOf({ now: edge.now }),
  rolesOf({}),
];

/** What `invite` reads and counts. */
export const invitePreload = (role: string, edge: Edge): readonly Call[] => [
  myStanding(edge),
  roleById({ id: role }),
  countHits(edge.shop.tenant.id, mailLimits(edge.shop), edge.now),
];

/** What everything about one staff member reads. */
export const memberPreload = (id: string, edge: Edge): readonly Call[] => [myStanding(edge), store.standingOf({ id })];

/** What `changeRole` reads. */
export const changeRolePreload = (id: string, role: string, edge: Edge): readonly Call[] => [
  ...memberPreload(id, edge),
  roleById({ id: role }),
];

/** What `sendLink` reads and counts. */
export const sendLinkPreload = (id: string, edge: Edge): readonly Call[] => [
  ...memberPreload(id, edge),
  countHits(edge.shop.tenant.id, mailLimits(edge.shop), edge.now),
];

/** The row of whoever calls. */
export const myStanding = (edge: Edge): Call => store.standingOfToken({ token: sessionHash(edge, 'staff') });

/** How a row bears on who may do what. */
export const standingFrom = ({ id, role, permissions }: store.StandingRow): Standing => ({
  id,
  role: { id: role, permissions },
});

/** What somebody may give at most, as a condition of writes; null for owners. */
export const mostOf = ({ role }: Standing): readonly string[] | null =>
  role.id === ownerRole ? null : role.permissions;

/** A staff member as the page of the staff shows it, with what the reader may do about it. */
const memberOf = (me: Standing, row: store.MemberRow) => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: { id: row.role, name: row.role_name },
  isRemoved: row.state === 'removed',
  isMe: row.id === me.id,
  /** False for oneself, owners where one is none, and whoever may more. */
  mayManage: mayManage(me, { id: row.id, role: { id: row.role, permissions: row.permissions } }),
  hasPassword: row.has_password,
  secondFactorSince: row.totp_since,
  linkUntil: row.link_expires_at,
  seenAt: row.seen_at,
});

/** The staff of a shop: who works there, in which role, and how they get in. */
export type Members = ReturnType<typeof createMembers>;

export function createMembers({ database, newId, staffLinks, wake, urlOf }: Dependencies) {
  const tables = (call: Caller) => database.withTenant(call.shop.tenant.id);
  const mailing = async ({ shop, now }: Caller) => ({ tenantId: shop.tenant.id, url: await urlOf(shop), now });

  return {
    /** Everybody, removed ones last, and the roles that the reader may give. */
    list(rows: Rows) {
      const [[mine], members, roles] = rows as [[store.StandingRow], store.MemberRow[], RoleRow[]];
      const me = standingFrom(mine);
      const given = roles.filter((role) => mayGive(me, role));
      return {
        members: members.map((row) => memberOf(me, row)),
        roles: given.map(({ id, name }) => ({ id, name })),
      };
    },

    /** Adds a staff member and mails a link; refuses an address that already is one. */
    async invite(call: Caller, invited: { name: string; email: string; role: string }, rows: Rows) {
      const [[mine], [role], hits] = rows as [[store.StandingRow], [RoleRow?], HitRow[]];
      if (!role) throw new PlatformError(errors['not-found']);
      const me = standingFrom(mine);
      if (!mayGive(me, role)) throw new PlatformError(errors['staff.beyond']);
      refuseBeyond(mailLimits(call.shop), hits, call.now);
      const { staffId: id } = await staffLinks.inviteStaff({
        ...(await mailing(call)),
        ...invited,
        by: call.actor,
        most: mostOf(me),
      });
      return { id };
    },

    /** Mails a new link to choose a password with; the ones before it stop working. */
    async sendLink(call: Caller, id: string, rows: Rows): Promise<{ readonly email: string }> {
      const { deed, other } = decide(call, id, rows);
      refuseBeyond(mailLimits(call.shop), rows[2] as HitRow[], call.now);
      if (other.state === 'removed') throw new PlatformError(errors['staff.changed']);
      settled(await tables(call).run(store.revokeLinks({ ...deed, isSent: true })));
      await staffLinks.newStaffLink(await mailing(call), other.email);
      return { email: other.email };
    },

    /** Makes the links void that were mailed. */
    async revokeLink(call: Caller, id: string, rows: Rows): Promise<void> {
      settled(await tables(call).run(store.revokeLinks({ ...decide(call, id, rows).deed, isSent: false })));
    },

    /** Takes the second factor away from whoever lost it, and tells them by mail; the password alone signs in then. */
    async resetFactor(call: Caller, id: string, rows: Rows): Promise<void> {
      const { deed } = decide(call, id, rows);
      settled(await tables(call).run(store.resetFactor({ ...deed, noticeId: newId(call.now) }), forgetCodes({ id })));
      wake();
    },

    /** Gives another role, which holds at once: the sessions end. */
    async changeRole(call: Caller, id: string, roleId: string, rows: Rows): Promise<void> {
      const { me, deed } = decide(call, id, rows);
      const [, , [role]] = rows as [unknown[], unknown[], [RoleRow?]];
      if (!role) throw new PlatformError(errors['not-found']);
      if (!mayGive(me, role)) throw new PlatformError(errors['staff.beyond']);
      settled(await tables(call).run(store.changeRole({ ...deed, role: roleId })));
    },

    /** Removes somebody, at once; what was done stays in the history. */
    async remove(call: Caller, id: string, rows: Rows): Promise<void> {
      settled(await tables(call).run(store.removeMember(decide(call, id, rows).deed)));
    },

    /** Takes a removed one back. */
    async restore(call: Caller, id: string, rows: Rows): Promise<void> {
      settled(await tables(call).run(store.restoreMember(decide(call, id, rows).deed)));
    },
  };

  /** Who is meant, when the caller may do something about them. */
  function decide(call: Caller, id: string, rows: Rows) {
    const [[mine], [other]] = rows as [[store.StandingRow], [store.StandingRow?]];
    if (!other) throw new PlatformError(errors['not-found']);
    const me = standingFrom(mine);
    if (me.id === id) throw new PlatformError(errors['staff.self']);
    if (!mayManage(me, standingFrom(other))) throw new PlatformError(errors['staff.beyond']);
    const [from, stamp] = [other.role, { now: call.now, by: byActor(call.actor), auditId: newId(call.now) }];
    return { me, other, deed: { ...stamp, id, from, me: me.id, myRole: me.role.id, most: mostOf(me) } };
  }
}

/** Somebody else was quicker when no row was written. */
function settled([[row]]: readonly [readonly { readonly id: string }[], ...unknown[]]): void {
  if (!row) throw new PlatformError(errors['staff.changed']);
}
