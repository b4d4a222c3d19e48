import { readForm } from '@docket/sdk/form';
import type { Json } from '@docket/sdk';
import { slotEntries } from './entries.ts';
import { answerOfPlugin, entryId } from './plugin-query.ts';
import { unlessClosed } from './refusals.ts';
import { readScope } from './scope.ts';
import type { Entry } from '../panels.ts';

/** A panel below the settings of its plugin, with what the page's address asks and the plugin says to it. */
export interface SettingsPanel extends Entry {
  readonly asked: Json;
  readonly answer: Json;
  readonly customers: readonly { readonly id: string; readonly name: string }[];
}

/** The panels that a plugin brings to its own page. `find` is the page's: it asks for customers by name. */
export async function settingsPanels(plugin: string, { searchParams }: URL): Promise<readonly SettingsPanel[]> {
  const entries = slotEntries('admin.plugin.settings', plugin);
  if (entries.length === 0) return [];
  const { find, ...asked } = typedIn(searchParams);
  const customers = await customersNamed(typeof find === 'string' ? find : '');
  return Promise.all(
    entries.map(async (entry) => ({
      ...entry,
      asked: find === undefined ? asked : { ...asked, find },
      answer: await answerOfPlugin(plugin, entryId(entry.name), asked),
      customers,
    })),
  );
}

/** Anybody may write an address: one that is no form asks nothing. */
function typedIn(params: URLSearchParams): Readonly<Record<string, Json>> {
  try {
    return readForm(params);
  } catch {
    return {};
  }
}

async function customersNamed(search: string): Promise<SettingsPanel['customers']> {
  const list = await unlessClosed(readScope().staff.customers.list({ search }));
  return (list?.rows ?? []).map(({ id, name }) => ({ id, name }));
}
