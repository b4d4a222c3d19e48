import type { Permission } from '@docket/sdk';

/** What staff of a shop may do with the core's nouns; plugins bring their own (`describePlugin({ permissions })`). */
export const corePermissions = [
  'orders.read',
  'orders.move',
  'orders.edit',
  'customers.read',
  'customers.edit',
  'portal.preview',
  'plugins.manage',
  'shop.edit',
  'staff.manage',
  'audit.read',
  'privacy.manage',
] as const;

export type CorePermission = (typeof corePermissions)[number];

/** What an operator sees who looks into a shop. */
export const lookPermissions: readonly string[] = [
  'orders.read',
  'customers.read',
  'audit.read',
] satisfies readonly CorePermission[];

/** The roles that every shop begins with, and what each may do there; the shop edits all but the owner's. */
export const rolePermissions = {
  owner: corePermissions,
  manager: [
    'orders.read',
    'orders.move',
    'orders.edit',
    'customers.read',
    'customers.edit',
    'portal.preview',
    'staff.manage',
    'audit.read',
  ],
  production: ['orders.read', 'orders.move', 'orders.edit', 'customers.read'],
  sales: ['orders.read', 'orders.move', 'orders.edit', 'customers.read', 'customers.edit', 'portal.preview'],
  'read-only': ['orders.read', 'customers.read'],
} as const satisfies Readonly<Record<string, readonly CorePermission[]>>;

export type Role = keyof typeof rolePermissions;

/** The role that may everything, also what plugins bring later. */
export const ownerRole = 'owner' satisfies Role;

export const firstRoleIds = Object.keys(rolePermissions) as [Role, ...Role[]];

/** A permission that a role is to get, as a plugin suggests it. */
export interface Suggestion {
  readonly role: string;
  readonly permission: string;
}

/** What a plugin's permissions add to the roles of a shop when it is switched on: the owner has them all. */
export const suggestionsOf = (permissions: readonly Permission[]): readonly Suggestion[] =>
  permissions.flatMap(({ id: permission, suggest = [] }) =>
    [...new Set([ownerRole, ...suggest])].map((role) => ({ role, permission })),
  );

/** The roles of a new shop, with what plugins suggest that are on from the start. */
export const firstRoles = (permissions: readonly Permission[]) => {
  const suggested = Map.groupBy(suggestionsOf(permissions), ({ role }) => role);
  return firstRoleIds.map((id) => ({
    id,
    permissions: [...rolePermissions[id], ...(suggested.get(id) ?? []).map(({ permission }) => permission)],
  }));
};
