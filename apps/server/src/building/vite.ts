import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Problem } from '../problem.ts';
import type { Project } from '../project.ts';
import { installedAt } from './installed.ts';

/**
 * The folder of the distribution's Vite, which turns sources into pages. Only building and developing need it, so a
 * server that serves a finished build does without: a distribution names it among its devDependencies.
 */
export function viteFolder({ file, folder }: Project): string {
  const found = installedAt(createRequire(file), 'vite');
  if (found !== undefined) return found;
  throw new Problem(
    `Vite, which builds the pages, is not installed in ${folder}.`,
    `Run: npm install --save-dev vite@${wantedVersion()}`,
  );
}

/** As this package's manifest asks for it. */
function wantedVersion(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { peerDependencies: { vite: string } }).peerDependencies.vite;
}
