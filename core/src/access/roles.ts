/** Roles of staff, and what each may do. A staff member keeps the permissions, so a role that changes later changes nobody. */
export const rolePermissions = {
  owner: ['orders.read', 'orders.move', 'orders.edit', 'customers.read', 'customers.edit', 'plugins.manage'],
  production: ['orders.read', 'orders.move', 'orders.edit', 'customers.read'],
} as const;

export type Role = keyof typeof rolePermissions;
