import { ownerRole } from './roles.ts';

/** A role as it bears on who may give it. */
export interface Bundle {
  readonly id: string;
  readonly permissions: readonly string[];
}

/** A staff member as it bears on who may do what with whom. */
export interface Standing {
  readonly id: string;
  readonly role: Bundle;
}

/** True when the role holds no permission that the staff member lacks. Owners lack none, whatever a plugin brings later. */
export function covers({ role }: Standing, permissions: readonly string[]): boolean {
  if (role.id === ownerRole) return true;
  const lacking = permissions.filter((permission) => !role.permissions.includes(permission));
  return lacking.length === 0;
}

/** Nobody gives more than they have; the owner's role is given by owners, also where another one may as much. */
export const mayGive = (me: Standing, role: Bundle): boolean =>
  role.id === ownerRole ? me.role.id === ownerRole : covers(me, role.permissions);

/** Nobody changes themselves, an owner without being one, or somebody who may more. */
export const mayManage = (me: Standing, other: Standing): boolean => me.id !== other.id && mayGive(me, other.role);

/** The owner's role is fixed; nobody changes the own role, one that may more, or makes one of it that does. */
export const mayChange = (me: Standing, role: Bundle, wanted: readonly string[]): boolean =>
  role.id !== ownerRole && role.id !== me.role.id && covers(me, role.permissions) && covers(me, wanted);
