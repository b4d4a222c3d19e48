import type { Choice, Translate } from '@docket/ui';

/** A role as pages name it: by its own name, or as it came. */
export const roleName = (t: Translate, { id, name }: { readonly id: string; readonly name: string | null }): string =>
  name ?? t(`admin.role.${id}`);

/** What the five roles are for, that every shop begins with. */
const explained = new Set(['owner', 'manager', 'production', 'sales', 'read-only']);

/** Roles as the answers of a question. */
export const roleChoices = (
  t: Translate,
  roles: readonly { readonly id: string; readonly name: string | null }[],
): Choice[] =>
  roles.map((role) => ({
    value: role.id,
    label: roleName(t, role),
    ...(explained.has(role.id) && role.name === null && { hint: t(`admin.role.${role.id}.about`) }),
  }));

/** What a permission lets somebody do: the plugin's own words, or the app's for the core's. */
export const permissionTitle = (
  t: Translate,
  { id, title }: { readonly id: string; readonly title: string | null },
): string => title ?? t(`admin.permission.${id}`);
