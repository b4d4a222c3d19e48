import type { Json } from '@docket/sdk';
import { readSettingFields } from '@docket/ui/settings/setting-fields.ts';
import type { SettingSchema } from '@docket/ui/settings/setting-fields.ts';

/** Settings as they hold for a customer or a service. */
interface Holding {
  readonly values: Readonly<Record<string, Json>>;
  /** Keys that are set there. */
  readonly own: readonly string[];
}

/**
 * What the form of a customer's or a service's settings is filled with. A choice or a switch has an answer that leaves it to
 * the wider scope, and that is chosen until one is made there: so the very value that the wider scope has can be set, too
 * (T-04, T-07). `open` are their keys; `own` the other keys that are set there.
 */
export function withOpenChoices(schema: SettingSchema, { values, own }: Holding) {
  const open = readSettingFields(schema)
    .filter(({ kind }) => kind === 'choice' || kind === 'boolean')
    .map(({ path }) => path);
  const filled = Object.entries(values).filter(([key]) => own.includes(key) || !open.includes(key));
  return { values: Object.fromEntries(filled), own: own.filter((key) => !open.includes(key)), open };
}
