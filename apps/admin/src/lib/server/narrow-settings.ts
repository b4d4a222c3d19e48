import type { Json } from '@docket/sdk';
import type { StaffCaller } from '@docket/core/api';
import type { SettingSchema } from '@docket/ui/settings/setting-fields.ts';
import { namesIn } from './customer-picker.ts';
import { withOpenChoices } from './open-choices.ts';
import { postedSettings } from './settings-post.ts';

type PluginSettings = Awaited<ReturnType<StaffCaller['settings']['ofCustomer']>>[number];

/** Whose settings: a customer's or a service's. */
export interface SettingsHolder {
  readonly read: () => Promise<readonly PluginSettings[]>;
  readonly save: (change: { readonly plugin: string; readonly values: Record<string, Json> }) => Promise<void>;
}

/** What a page shows of a holder's settings: one plugin's at a time, the first where the address names none. */
export async function narrowSettings(staff: StaffCaller, { read }: SettingsHolder, url: URL) {
  const all = await read();
  const shown = shownOf(all, url);
  return {
    plugins: all.map(({ id, title }) => ({ id, title })),
    settings: shown && filledForm(shown),
    names: shown ? await namesIn(staff, shown.schema as SettingSchema, shown.values) : {},
  };
}

/** What such a page answers to its post. */
export const postedNarrowSettings = (form: FormData, { read, save }: SettingsHolder, url: URL) =>
  postedSettings(form, {
    read: async () => {
      const shown = shownOf(await read(), url);
      return shown ? filledForm(shown) : nothing;
    },
    save: (values, { id }) => save({ plugin: id, values }),
  });

/** Of a shop whose plugins let nothing be set there: saving it is refused. */
const nothing = { id: 'none', schema: {}, values: {} };

const shownOf = (all: readonly PluginSettings[], url: URL): PluginSettings | undefined =>
  all.find(({ id }) => id === url.searchParams.get('plugin')) ?? all[0];

function filledForm({ schema: form, values, own, ...settings }: PluginSettings) {
  // What zod writes for settings is what the form reads: the start has checked it.
  const schema = form as SettingSchema;
  return { ...settings, schema, ...withOpenChoices(schema, { values, own }) };
}
