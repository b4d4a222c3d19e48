import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { entryName, intake, type PluginDescriptor } from '@docket/sdk';
import type { Catalogue } from '@docket/sdk/messages';
import * as z from 'zod';
import { StartError, type Registry } from './kernel/registry.ts';
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

/**
 * Reads every plugin's catalogues once, at start. A file that cannot be read stops the start and is named; so does what a plugin
 * leaves in the audit without words for it.
 */
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
  const faults = plugins.flatMap(({ descriptor }) => auditFaults(descriptor, catalogues.get(descriptor.id)?.get('en')));
  if (faults.length > 0) throw new StartError(distribution.name, faults);
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

/** What is wrong with a plugin's actions, in sentences: whoever reads the audit has to understand each. */
const auditFaults = ({ id, audit = {} }: PluginDescriptor, english: Catalogue = {}): string[] =>
  Object.keys(audit).flatMap((action) => [
    ...(/^[a-z-]+\.[a-z-]+$/.test(action) && action.startsWith(`${id}.`)
      ? []
      : [`Plugin "${id}": the action "${action}" must be "${id}." and a verb.`]),
    ...(`audit.${action}` in english ? [] : [`Plugin "${id}" has no English words "audit.${action}" for the audit.`]),
  ]);

/** English first, since every key is there; then the language, then its region. */
const languagesOf = (locale: string): readonly string[] => [...new Set(['en', locale.split('-')[0]!, locale])];

async function readWords(file: string): Promise<Catalogue> {
  try {
    return Words.parse(JSON.parse(await readFile(fileURLToPath(file), 'utf8')));
  } catch (cause) {
    throw new Error(`The messages in ${file} cannot be read.`, { cause });
  }
}
