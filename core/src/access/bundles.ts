import type { Permission } from '@docket/sdk';
import { PlatformError } from '@docket/sdk';
import { byActor } from '../audit/audit.ts';
import type { Edge } from '../edge.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Call } from '../kernel/statement.ts';
import type { Caller } from './access.ts';
import { covers, mayChange, mayGive, type Standing } from './granting.ts';
import { mostOf, myStanding, standingFrom } from './members.ts';
import { corePermissions, firstRoleIds, ownerRole } from './roles.ts';
import { membersOf, type MemberRow, type StandingRow } from './store-members.ts';
import * as store from './store-roles.ts';

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  /** What plugins of the installation bring, whether they are on for the shop or not. */
  readonly pluginPermissions: readonly Permission[];
}

type Rows = readonly (readonly unknown[])[];

/** What a list of the roles reads. */
export const rolesPreload = (edge: Edge): readonly Call[] => [
  myStanding(edge),
  store.rolesOf({}),
  membersOf({ now: edge.now }),
];

/** What everything about one role reads. */
export const rolePreload = (id: string, edge: Edge): readonly Call[] => [myStanding(edge), store.roleById({ id })];

/** The roles of a shop: bundles of permissions, edited by staff who hold as much themselves. */
export type Bundles = ReturnType<typeof createBundles>;

export function createBundles({ database, newId, pluginPermissions }: Dependencies) {
  const tables = (call: Caller) => database.withTenant(call.shop.tenant.id);
  const stamp = (call: Caller) => ({ now: call.now, by: byActor(call.actor), auditId: newId(call.now) });
  const all = [
    ...corePermissions.map((id) => ({ id, title: null })),
    ...pluginPermissions.map(({ id, title }) => ({ id, title })),
  ];
  const known = new Set<string>(all.map(({ id }) => id));

  return {
    /** Every role with who has it, and every permission: titles of the core's are the app's words. */
    list(rows: Rows) {
      const [[mine], roles, members] = rows as [[StandingRow], store.RoleRow[], MemberRow[]];
      const me = standingFrom(mine);
      const holders = Map.groupBy(
        members.filter(({ state }) => state === 'active'),
        ({ role }) => role,
      );
      return {
        roles: roles.map((role) => ({
          ...faceOf(me, role),
          holders: (holders.get(role.id) ?? []).map(({ id, name }) => ({ id, name })),
        })),
        permissions: all.map((permission) => ({ ...permission, mayGive: covers(me, [permission.id]) })),
      };
    },

    /** Changes what a role holds; it counts at the next call of everybody who has it. */
    async save(call: Caller, saving: { id: string; name: string | null; permissions: readonly string[] }, rows: Rows) {
      const { me, role } = read(rows);
      const wanted = [...new Set(saving.permissions)];
      if (wanted.some((permission) => !known.has(permission))) throw new PlatformError(errors['input.malformed']);
      if (role.id === ownerRole) throw new PlatformError(errors['role.fixed']);
      if (!mayChange(me, role, wanted)) throw new PlatformError(errors['staff.beyond']);
      const kept = { ...saving, permissions: wanted, was: role.permissions, most: mostOf(me) };
      const [[saved]] = await tables(call).run(store.saveRole({ ...stamp(call), ...kept }));
      if (!saved) throw new PlatformError(errors['staff.changed']);
    },

    /** Makes another role that holds the same, to be changed. */
    async duplicate(call: Caller, from: string, name: string, rows: Rows): Promise<{ readonly id: string }> {
      const { me, role } = read(rows);
      if (!covers(me, role.permissions)) throw new PlatformError(errors['staff.beyond']);
      const id = newId(call.now);
      const [[made]] = await tables(call).run(
        store.duplicateRole({ ...stamp(call), id, name, from, most: mostOf(me) }),
      );
      if (!made) throw new PlatformError(errors['staff.changed']);
      return { id };
    },

    /** Removes a role that nobody has. The five that every shop begins with stay. */
    async remove(call: Caller, id: string, rows: Rows): Promise<void> {
      const { me, role } = read(rows);
      if (isFirst(id)) throw new PlatformError(errors['role.fixed']);
      if (!mayGive(me, role)) throw new PlatformError(errors['staff.beyond']);
      const [[gone]] = await tables(call).run(store.removeRole({ ...stamp(call), id }));
      if (!gone) throw new PlatformError(errors['role.in-use']);
    },
  };
}

const isFirst = (id: string): boolean => (firstRoleIds as readonly string[]).includes(id);

const faceOf = (me: Standing, role: store.RoleRow) => ({
  ...role,
  isFixed: role.id === ownerRole,
  isFirst: isFirst(role.id),
  isMine: role.id === me.role.id,
  mayChange: mayChange(me, role, []),
  mayDuplicate: covers(me, role.permissions),
});

function read(rows: Rows): { readonly me: Standing; readonly role: store.RoleRow } {
  const [[mine], [role]] = rows as [[StandingRow], [store.RoleRow?]];
  if (!role) throw new PlatformError(errors['not-found']);
  return { me: standingFrom(mine), role };
}
