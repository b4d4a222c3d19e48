import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { entryName, intake } from '@docket/sdk';
import type { Catalogue } from '@docket/sdk/messages';
import * as z from 'zod';
import type { Registry } from './kernel/registry.ts';
import { fieldFacts } from './kernel/settings-schema.ts';

/** What pages show of plugins: names of their components, and their words. */
export interface PluginFaces {
  /** UI entries of the active plugins, in drawing sequence. */
  entriesOf(active: readonly string[]): readonly string[];
  /** Catalogues for a language; later ones win: English, the language, the distribution's own words. */
  wordsOf(active: readonly string[], locale: string): readonly Catalogue[];
  /** What can have settings of its own beside the shop. */
  apartOf(active: readonly string[]): Apart;
}

/** Whether customers, and whether services, can be set apart from the shop. */
export interface Apart {
  readonly customers: boolean;
  readonly services: boolean;
}

const Words = z.record(z.string(), z.string());

/** Reads every plugin's catalogues once, at start. A file that cannot be read stops the start and is named. */
export async function readFaces({ plugins, hooks, distribution }: Registry): Promise<PluginFaces> {
  const catalogues = new Map(
    await Promise.all(
      plugins.map(async ({ descriptor: { id, messages = {} } }) => {
        const read = Object.entries(messages).map(
          async ([language, file]) => [language, await readWords(file)] as const,
        );
        return [id, new Map(await Promise.all(read))] as const;
      }),
    ),
  );
  const entries = new Map(
    plugins.map(({ descriptor: { id, ui = [] } }) => [id, ui.map((entry) => entryName(id, entry))] as const),
  );
  const forCustomers = new Set(
    plugins.flatMap(({ descriptor: { id, settings } }) =>
      settings && fieldFacts(settings).some(({ scopes }) => scopes.has('customer')) ? [id] : [],
    ),
  );
  const withServices = new Set(hooks.get(intake.services.name)?.taps.map(({ plugin }) => plugin));
  const ofLanguage = (active: readonly string[], language: string): Catalogue[] =>
    active.map((id) => catalogues.get(id)?.get(language)).filter((words) => words !== undefined);
  return {
    entriesOf: (active) => active.flatMap((id) => entries.get(id) ?? []),
    apartOf: (active) => ({
      customers: active.some((id) => forCustomers.has(id)),
      services: active.some((id) => withServices.has(id)),
    }),
    wordsOf(active, locale) {
      const languages = languagesOf(locale);
      const own = languages.map((language) => distribution.words?.[language]).filter((words) => words !== undefined);
      return [...languages.flatMap((language) => ofLanguage(active, language)), ...own];
    },
  };
}

/** English first, since every key is there; then the language, then its region. */
const languagesOf = (locale: string): readonly string[] => [...new Set(['en', locale.split('-')[0]!, locale])];

async function readWords(file: string): Promise<Catalogue> {
  try {
    return Words.parse(JSON.parse(await readFile(fileURLToPath(file), 'utf8')));
  } catch (cause) {
    throw new Error(`The messages in ${file} cannot be read.`, { cause });
  }
}
