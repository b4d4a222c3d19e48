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

/** Roles of staff, and what each may do. A staff member keeps the permissions, so a role that changes later changes nobody. */
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
