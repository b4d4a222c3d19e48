import type { SettingSchema } from '@docket/ui';
import { namesIn } from '#lib/server/customer-picker.ts';
import { answer } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import { settingsPanels } from '#lib/server/settings-panels.ts';
import { postedSettings } from '#lib/server/settings-post.ts';
import type { Actions, PageServerLoad } from './$types';

/**
 * A plugin's settings, drawn from their schema; `core` for the platform's own. Secrets never come here. The plugin's words
 * come along, for it may be off.
 */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff, wordsOf }) => {
    const { id } = event.params;
    const settings = await settingsOf(id);
    const names = await namesIn(staff, settings.schema, settings.values);
    const forms = (await staff.forms.list({})).filter(({ plugin, fields }) => plugin === id && fields > 0);
    return { settings, names, forms, words: wordsOf(id), panels: await settingsPanels(id, event.url) };
  });

export const actions: Actions = {
  default: async ({ request, params: { id } }) =>
    postedSettings(await request.formData(), {
      read: () => settingsOf(id),
      save: (values) => readScope().staff.plugins.saveSettings({ plugin: id, values }),
    }),
};

async function settingsOf(plugin: string) {
  const { schema, ...settings } = await readScope().staff.plugins.settings({ plugin });
  // What zod writes for settings is what the form reads: the start has checked it.
  return { ...settings, schema: schema as SettingSchema };
}
