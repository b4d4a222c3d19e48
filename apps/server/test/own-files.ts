import { readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { workFolder } from '../src/building/app-folder.ts';
import type { AppName } from '../src/building/app-folder.ts';
import { uiEntries } from '../src/project.ts';
import type { Project } from '../src/project.ts';

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
  readonly isEntry?: boolean;
  readonly isDynamicEntry?: boolean;
}
type Manifest = Readonly<Record<string, Chunk>>;

/** What the registry of UI entries is called in a build. */
const registry = 'virtual:docket/ui';

/** The files of a built app that concern plugins, as paths below the app's base. */
export interface PluginFiles {
  /** Scripts and styles that exist for one plugin's entries alone, by the plugin's id. */
  readonly own: ReadonlyMap<string, ReadonlySet<string>>;
  /** The table of lazy entries: it names every entry of the distribution, and holds nothing of them. */
  readonly registry: string;
}

/** Reads from an app's build which files belong to which plugin of its distribution. */
export async function pluginFiles(project: Project, app: AppName): Promise<PluginFiles> {
  const work = workFolder(project, app);
  const file = path.join(work, '.svelte-kit', 'output', 'client', '.vite', 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Manifest;
  const owners = await ownersOf(project, work, manifest);
  const starts = Object.keys(manifest).filter((key) => manifest[key]!.isEntry || manifest[key]!.isDynamicEntry);
  const filesOf = (keep: (owner: string | undefined) => boolean): ReadonlySet<string> =>
    new Set(starts.filter((key) => keep(owners.get(key))).flatMap((key) => [...reachable(manifest, key)]));
  const own = project.distribution.plugins.map(({ id }) => {
    const others = filesOf((owner) => owner !== id);
    return [id, new Set([...filesOf((owner) => owner === id)].filter((one) => !others.has(one)))] as const;
  });
  return { own: new Map(own), registry: manifest[registry]!.file };
}

/** The plugin whose component a chunk begins with, by the chunk's key. */
async function ownersOf(
  { distribution }: Project,
  work: string,
  manifest: Manifest,
): Promise<ReadonlyMap<string, string>> {
  const keys = await Promise.all(
    Object.keys(manifest).map(async (key) => [await realpath(path.resolve(work, key)).catch(() => key), key] as const),
  );
  const keyOf = new Map(keys);
  const named = await Promise.all(
    Object.entries(uiEntries(distribution)).map(
      async ([name, file]) => [keyOf.get(await realpath(file)), name.split(':')[0]!] as const,
    ),
  );
  return new Map(named.flatMap(([key, owner]) => (key === undefined ? [] : [[key, owner] as const])));
}

/** A chunk's file and styles with those of the chunks it cannot run without. */
function reachable(manifest: Manifest, start: string): ReadonlySet<string> {
  const chunks = new Set([start]);
  for (const key of chunks) for (const imported of manifest[key]?.imports ?? []) chunks.add(imported);
  return new Set([...chunks].flatMap((key) => [manifest[key]!.file, ...(manifest[key]!.css ?? [])]));
}
