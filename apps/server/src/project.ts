import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { entryName } from '@docket/sdk';
import type { Distribution } from '@docket/sdk';
import { Problem } from './problem.ts';

/** A distribution and where it lives. */
export interface Project {
  readonly distribution: Distribution;
  /** The file that declares it. */
  readonly file: string;
  /** Its folder: packages are resolved from here. */
  readonly folder: string;
  /** What `docket build` writes; nothing in it is kept by hand. */
  readonly state: string;
}

const names = ['docket.config.ts', 'docket.config.js', 'docket.config.mjs'];

/**
 * Loads the distribution of a file, or of the working folder's `docket.config.ts`. `DOCKET_STATE` moves the folder of
 * generated files, so that several distributions can share one project folder.
 */
export async function loadProject(given: string | undefined, env = process.env): Promise<Project> {
  const file = path.resolve(given ?? names.find((name) => existsSync(name)) ?? names[0]!);
  if (!existsSync(file)) {
    throw new Problem(
      `There is no distribution: ${file} does not exist.`,
      'Run the command in the folder of your docket.config.ts, or name the file: --distribution <file>.',
    );
  }
  const folder = path.dirname(file);
  const state = path.resolve(folder, env['DOCKET_STATE'] ?? '.docket');
  return { distribution: await importDistribution(file), file, folder, state };
}

async function importDistribution(file: string): Promise<Distribution> {
  const module = (await import(pathToFileURL(file).href)) as { default?: Distribution };
  if (module.default && Array.isArray(module.default.plugins)) return module.default;
  throw new Problem(
    `${file} declares no distribution.`,
    'Its default export must be what defineDistribution of @docket/sdk answers.',
  );
}

/** The Svelte files of the distribution's plugins, by the name of their entry. */
export function uiEntries({ plugins }: Distribution): Readonly<Record<string, string>> {
  const entries = plugins.flatMap(({ id, ui = [] }) =>
    ui.map((entry) => [entryName(id, entry), componentFile(id, entry.component)] as const),
  );
  return Object.fromEntries(entries);
}

function componentFile(plugin: string, component: string): string {
  if (component.startsWith('file:')) return fileURLToPath(component);
  throw new Problem(
    `The plugin "${plugin}" names the component "${component}", which is no file URL.`,
    "Write it as import.meta.resolve('#ui/Panel.svelte').",
  );
}
