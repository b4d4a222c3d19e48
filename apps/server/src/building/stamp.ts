import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../problem.ts';
import { uiEntries } from '../project.ts';
import type { Project } from '../project.ts';

const nameOf = ({ state }: Project): string => path.join(state, 'out', 'docket-build.json');

/** What a build is made for: the apps hold the components of exactly these plugins. */
function contentOf({ distribution }: Project): string {
  const plugins = distribution.plugins.map(({ id, version }) => ({ id, version }));
  return `${JSON.stringify({ name: distribution.name, plugins, ui: uiEntries(distribution) }, null, 2)}\n`;
}

/** Written last: its presence says that the build is complete. */
export const writeStamp = (project: Project): Promise<void> => writeFile(nameOf(project), contentOf(project));

/** Refuses to start without a build, or with one of other plugins. */
export async function requireBuild(project: Project): Promise<void> {
  const found = await readFile(nameOf(project), 'utf8').catch(() => undefined);
  if (found === contentOf(project)) return;
  const what = found === undefined ? 'has not been built' : 'was built with other plugins';
  throw new Problem(
    `The distribution "${project.distribution.name}" ${what}.`,
    `Run: docket build${project.file.endsWith('docket.config.ts') ? '' : ` --distribution ${project.file}`}`,
  );
}
