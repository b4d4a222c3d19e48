import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { entryName } from '@docket/sdk';
import type { Distribution } from '@docket/sdk';
import { placeOf } from './place.ts';
import type { Place } from './place.ts';
import { Problem } from './problem.ts';

/** A distribution and where it lives. */
export interface Project extends Place {
  readonly distribution: Distribution;
}

/** Loads the distribution of a file, or of the working folder's `docket.config.ts`. */
export async function loadProject(given: string | undefined, env = process.env): Promise<Project> {
  const place = placeOf(given, env);
  if (!existsSync(place.file)) {
    throw new Problem(
      `There is no distribution: ${place.file} does not exist.`,
      'Run the command in the folder of your docket.config.ts, or name the file: --distribution <file>.',
    );
  }
  return { ...place, distribution: await importDistribution(place.file) };
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
