import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Platform } from '@docket/core';
import type { Classified, ClassifiedFile, ClassifiedUpload } from './classifying.ts';
import type { Way } from './ways.ts';

/** Something by its name. */
type Named<T> = Readonly<Record<string, T>>;

/** What the matrix knows of a plugin: `plugin` of the file that bears its id. Names are the plugin's own, without the id. */
export interface KnownPlugin {
  /** Its procedures, as `<door> <name>`. One that is missing makes the matrix red. */
  readonly procedures?: Named<Classified>;
  /** The files that it makes, by their names. */
  readonly made?: Named<ClassifiedFile>;
  /** Its uploads, by their names. */
  readonly given?: Named<ClassifiedUpload>;
  /** How those of its mutations succeed that the matrix asks without what it takes. */
  readonly ways?: Named<Way>;
  /** Its mutations that leave no line in the audit, each with the reason. */
  readonly withoutLine?: Named<string>;
  /** Statements that leave the shop that runs them a row in each table of the plugin's. */
  readonly traces?: readonly string[];
}

export type Plugins = Platform['registry']['plugins'];

const folder = new URL('plugins/', import.meta.url);

/** Of every file that is there. Whose plugin is not in the distribution, nobody asks for. */
const known: ReadonlyMap<string, KnownPlugin> = new Map(await Promise.all(readdirSync(folder).map(load)));

async function load(file: string): Promise<readonly [string, KnownPlugin]> {
  const { plugin } = (await import(new URL(file, folder).href)) as { readonly plugin: KnownPlugin };
  return [path.basename(file, '.ts'), plugin];
}

/** Where it stands what the matrix knows of a plugin. */
export const fileOf = (id: string): string => `apps/server/test/matrix/plugins/${id}.ts`;

/** What is known of those plugins that are there, each under its whole name. */
const rowsOf = <T>(
  plugins: Plugins,
  of: (plugin: KnownPlugin) => Named<T> | undefined,
  wholeName: (id: string, name: string) => string,
): Named<T> =>
  Object.fromEntries(
    plugins.flatMap(({ descriptor: { id } }) =>
      Object.entries(of(known.get(id) ?? {}) ?? {}).map(([name, row]) => [wholeName(id, name), row]),
    ),
  );

/** What is known of their procedures, as `<door> x.<plugin>.<name>`. */
export const ofProcedures = <T>(plugins: Plugins, of: (plugin: KnownPlugin) => Named<T> | undefined): Named<T> =>
  rowsOf(plugins, of, (id, name) => name.replace(' ', ` x.${id}.`));

/** What is known of their files, as `<plugin>/<name>`. */
export const ofFiles = <T>(plugins: Plugins, of: (plugin: KnownPlugin) => Named<T> | undefined): Named<T> =>
  rowsOf(plugins, of, (id, name) => `${id}/${name}`);

export const tracesOf = (plugins: Plugins): readonly string[] =>
  plugins.flatMap(({ descriptor: { id } }) => known.get(id)?.traces ?? []);

const ofPlugin = / x\.([^.]+)\./;

/** The file that speaks of a procedure: its plugin's, or the given one for those of the core. */
export function fileAbout(procedure: string, ofCore: string): string {
  const [, id] = ofPlugin.exec(procedure) ?? [];
  return id === undefined ? `apps/server/test/matrix/${ofCore}` : fileOf(id);
}

/** The name of a procedure in that file. */
export const ownName = (procedure: string): string => procedure.replace(ofPlugin, ' ');
