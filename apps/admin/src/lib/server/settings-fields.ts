import { readSettingFields } from '@docket/ui/settings/setting-fields.ts';
import type { SettingSchema } from '@docket/ui/settings/setting-fields.ts';
import { resetName, settingsFromForm } from '@docket/ui/settings/setting-values.ts';
import type { Json } from '@docket/sdk';

/**
 * What a posted form changes. What is as it was is left out, so that it goes on coming from where it comes from; what was
 * emptied, or is to go back to the standard, is `null`, so that the wider scope answers again. A secret that was left alone is absent, and stays.
 */
export function settingsChange(
  schema: SettingSchema,
  held: Readonly<Record<string, Json>>,
  form: FormData,
): Record<string, Json> {
  const fields = readSettingFields(schema);
  const posted = settingsFromForm(fields, form) as Readonly<Record<string, Json>>;
  const changes = fields.flatMap(({ path, kind }): [string, Json][] => {
    const [before, after] = [held[path], posted[path]];
    if (after === undefined) return kind === 'secret' || isEmpty(before) ? [] : [[path, null]];
    return kind !== 'secret' && JSON.stringify(before) === JSON.stringify(after) ? [] : [[path, after]];
  });
  const reset = fields.find(({ path }) => path === form.get(resetName));
  return { ...Object.fromEntries(changes), ...(reset && { [reset.path]: null }) };
}

const isEmpty = (value: Json | undefined): boolean => value === undefined || value === null || value === '';

/** What was typed, to draw the form again. Secrets do not travel back. */
export function typedSettings(schema: SettingSchema, form: FormData): Record<string, Json> {
  const open = readSettingFields(schema).filter(({ kind }) => kind !== 'secret');
  return settingsFromForm(open, form) as Record<string, Json>;
}
