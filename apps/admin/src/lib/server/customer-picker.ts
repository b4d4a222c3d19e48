import type { Json } from '@docket/sdk';
import type { StaffCaller } from '@docket/core/api';
import type { FoundCustomers } from '@docket/ui/settings/form-context.ts';
import { readSettingFields } from '@docket/ui/settings/setting-fields.ts';
import type { SettingField, SettingSchema } from '@docket/ui/settings/setting-fields.ts';
import { valueAt } from '@docket/ui/settings/setting-values.ts';
import { unlessClosed } from './refusals.ts';

/** More than these nobody reads; the words have to say more. */
const most = 20;
/** Of one call. */
const mostNames = 5000;

/** The names of the customers that settings hold, by id; none for whoever may not see customers. */
export async function namesIn(
  staff: StaffCaller,
  schema: SettingSchema,
  values: Readonly<Record<string, Json>>,
): Promise<Record<string, string>> {
  const ids = readSettingFields(schema).flatMap((field) => idsIn(field, values));
  if (ids.length === 0) return {};
  const named = (await unlessClosed(staff.customers.named({ ids: [...new Set(ids)].slice(0, mostNames) }))) ?? [];
  return Object.fromEntries(named.map(({ id, name }) => [id, name]));
}

/** What was typed may hold anything, so only what can be an id is asked for. */
function idsIn(field: SettingField, values: Readonly<Record<string, Json>>): readonly string[] {
  if (field.kind === 'group') return field.fields.flatMap((inner) => idsIn(inner, values));
  const held = field.kind === 'customers' ? valueAt(values, field.path) : [];
  return Array.isArray(held)
    ? held.map(String).filter((id) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id))
    : [];
}

/** Customers by the words of a name, an address or a telephone number; the first by name where there are no words. */
export async function findCustomers(staff: StaffCaller, words: string): Promise<FoundCustomers> {
  const { rows, next } = await staff.customers.list({ search: words.slice(0, 100) });
  return {
    customers: rows.slice(0, most).map(({ id, name, email }) => ({ id, name, ...(email && { hint: email }) })),
    more: rows.length > most || next !== null,
  };
}
