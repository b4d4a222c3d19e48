import { existsSync } from 'node:fs';
import path from 'node:path';
import { installed } from '../runner/environment.mjs';
import { root } from '../runner/repository.mjs';
import { syncApps } from '../setup/build.mjs';
import { sourceFiles } from '../setup/fingerprint.mjs';
import { packageFolders } from '../setup/packages.mjs';
import { runCheck } from './run-check.mjs';

/** Types of everything: scripts, tests and tools by TypeScript 7, Svelte files by svelte-check. */
export async function checkTypes() {
  await syncApps();
  await compile('tsconfig.json', 'tools/tsconfig.json');
  for (const project of await svelteProjects()) await checkSvelte(project);
}

/**
 * Compiles projects with those they refer to; packages are published from what it writes.
 * @param {readonly string[]} projects
 */
export async function compile(...projects) {
  const tsc = installed('@typescript/native/bin/tsc');
  await runCheck('TypeScript found faults.', 'Correct them; "npm run typecheck" runs this check alone.', [
    tsc,
    '-b',
    ...projects,
  ]);
}

/** @param {string} tsconfig */
async function checkSvelte(tsconfig) {
  const folder = path.dirname(tsconfig);
  const args = [
    installed('svelte-check/bin/svelte-check'),
    '--tsgo',
    '--fail-on-warnings',
    '--workspace',
    folder,
    '--tsconfig',
    tsconfig,
  ];
  await runCheck(
    `svelte-check found faults in ${path.relative(root, folder)}.`,
    'Correct them; "npm run typecheck" runs this check alone.',
    args,
  );
}

/** Svelte files belong to the nearest tsconfig above them. */
async function svelteProjects() {
  const folders = await packageFolders();
  const files = (await Promise.all(folders.map((folder) => sourceFiles(folder)))).flat();
  const drawn = files.filter((file) => file.endsWith('.svelte'));
  return [...new Set(drawn.map((file) => nearestProject(path.dirname(file))))];
}

/** @param {string} folder @returns {string} */
function nearestProject(folder) {
  const tsconfig = path.join(folder, 'tsconfig.json');
  return existsSync(tsconfig) ? tsconfig : nearestProject(path.dirname(folder));
}
