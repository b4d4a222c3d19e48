import { refusalOf } from '@docket/sdk/client';
import type { Json } from '@docket/sdk';
import type { FormError } from '@docket/ui';
import type { SettingSchema } from '@docket/ui/settings/setting-fields.ts';
import { searchOf } from '@docket/ui/settings/setting-values.ts';
import { findCustomers, namesIn } from './customer-picker.ts';
import { refused } from './refusals.ts';
import { readScope } from './scope.ts';
import { settingsChange, typedSettings } from './settings-fields.ts';

/** The settings that a page shows. */
export interface ShownSettings {
  readonly schema: SettingSchema;
  /** What its form was filled with. */
  readonly values: Readonly<Record<string, Json>>;
}

/** Where a page's settings are read and kept. */
export interface SettingsPlace<Shown extends ShownSettings> {
  readonly read: () => Promise<Shown>;
  /** Absent keys stay, `null` goes back to the wider scope. */
  readonly save: (change: Record<string, Json>, shown: Shown) => Promise<unknown>;
}

/**
 * What a page answers to its posted settings: it saves them, or looks for customers when that was asked for. Then, and when
 * something is wrong, the form comes back as it was typed.
 */
export async function postedSettings<Shown extends ShownSettings>(
  form: FormData,
  { read, save }: SettingsPlace<Shown>,
) {
  let typed: Record<string, Json> | undefined;
  let names: Record<string, string> = {};
  try {
    const { staff } = readScope();
    const shown = await read();
    const { schema, values } = shown;
    typed = typedSettings(schema, form);
    names = await namesIn(staff, schema, typed);
    const search = searchOf(form);
    if (search) return { typed, names, found: { ...search, ...(await findCustomers(staff, search.words)) } };
    await save(settingsChange(schema, values, form), shown);
  } catch (thrown) {
    return refused(thrown, { errors: faultsOf(thrown), typed, names });
  }
  return { saved: true };
}

/** What is wrong with which setting. */
function faultsOf(thrown: unknown): readonly FormError[] {
  const { details } = refusalOf(thrown);
  const { faults = [] } = (details ?? {}) as { readonly faults?: readonly { key: string; message: string }[] };
  return faults.map(({ key, message }) => ({ name: key, message }));
}
