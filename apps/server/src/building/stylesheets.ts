import { realpathSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Stylesheets by the name of the UI entry that needs them, as paths below the app's base. */
export type Stylesheets = Readonly<Record<string, readonly string[]>>;

interface Chunk {
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}
type ClientManifest = Readonly<Record<string, Chunk>>;

const nameOf = (out: string): string => path.join(out, 'docket-ui.json');

/** Writes which stylesheets each entry needs, so that the server links those of active plugins and no others. */
export async function writeStylesheets(work: string, out: string, ui: Readonly<Record<string, string>>): Promise<void> {
  const file = path.join(work, '.svelte-kit', 'output', 'client', '.vite', 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as ClientManifest;
  await writeFile(nameOf(out), `${JSON.stringify(stylesheetsOf(manifest, work, ui), null, 2)}\n`);
}

/** What `writeStylesheets` wrote for a built app. */
export const readStylesheets = async (out: string): Promise<Stylesheets> =>
  JSON.parse(await readFile(nameOf(out), 'utf8')) as Stylesheets;

/** Manifest keys are paths relative to the work folder, through links; entries are real files. */
export function stylesheetsOf(
  manifest: ClientManifest,
  work: string,
  ui: Readonly<Record<string, string>>,
): Stylesheets {
  const keys = new Map(Object.keys(manifest).map((key) => [real(path.resolve(work, key)), key]));
  return Object.fromEntries(
    Object.entries(ui).map(([name, file]) => {
      const key = keys.get(real(file));
      return [name, key === undefined ? [] : [...stylesOf(manifest, key)]];
    }),
  );
}

/** A chunk's own styles and those of the chunks it imports, each once. */
function stylesOf(manifest: ClientManifest, start: string): ReadonlySet<string> {
  const chunks = new Set([start]);
  for (const key of chunks) for (const imported of manifest[key]?.imports ?? []) chunks.add(imported);
  return new Set([...chunks].flatMap((key) => manifest[key]?.css ?? []));
}

/** Generated modules have no file; their key stands for itself. */
function real(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
