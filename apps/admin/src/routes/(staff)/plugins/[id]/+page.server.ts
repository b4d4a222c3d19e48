import { refusalOf } from '@docket/sdk/client';
import type { Json } from '@docket/sdk';
import type { FormError, SettingSchema } from '@docket/ui';
import { answer, refused } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import { settingsChange, typedSettings } from '#lib/server/settings-fields.ts';
import { settingsPanels } from '#lib/server/settings-panels.ts';
import type { Actions, PageServerLoad } from './$types';

/**
 * A plugin's settings, drawn from their schema; `core` for the platform's own. Secrets never come here. The plugin's words
 * come along, for it may be off.
 */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff, wordsOf }) => {
    const { schema, ...settings } = await staff.plugins.settings({ plugin: event.params.id });
    return {
      settings: { ...settings, schema: schema as SettingSchema },
      words: wordsOf(event.params.id),
      panels: await settingsPanels(event.params.id, event.url),
    };
  });

export const actions: Actions = {
  default: async ({ request, params }) => {
    const { staff } = readScope();
    const form = await request.formData();
    let typed: Record<string, Json> | undefined;
    try {
      const { schema, values: held } = await staff.plugins.settings({ plugin: params.id });
      // What zod writes for settings is what the form reads: the start has checked it.
      const fields = schema as SettingSchema;
      typed = typedSettings(fields, form);
      await staff.plugins.saveSettings({ plugin: params.id, values: settingsChange(fields, held, form) });
    } catch (thrown) {
      return refused(thrown, { errors: faultsOf(thrown), typed });
    }
    return { saved: true };
  },
};

/** What is wrong with which setting. */
function faultsOf(thrown: unknown): readonly FormError[] {
  const { details } = refusalOf(thrown);
  const { faults = [] } = (details ?? {}) as { readonly faults?: readonly { key: string; message: string }[] };
  return faults.map(({ key, message }) => ({ name: key, message }));
}
