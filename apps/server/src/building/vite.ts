import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Vite from 'vite';
import { Problem } from '../problem.ts';
import type { Project } from '../project.ts';
import { installedAt } from './installed.ts';

/**
 * The folder of the distribution's Vite, which turns sources into pages. Only building and developing need it, so that
 * the distribution names it among its devDependencies; this package names it nowhere, not even as an optional peer, for
 * npm would then keep it on servers that only serve. `range` is what the apps are made for.
 */
export function viteFolder({ file, folder }: Project, range: string): string {
  const found = installedAt(createRequire(file), 'vite');
  if (found !== undefined) return found;
  throw new Problem(
    `Vite, which builds the pages, is not installed in ${folder}.`,
    `Run: npm install --save-dev vite@${range}`,
  );
}

/** The Vite that a work folder is linked to. */
export async function loadVite(work: string): Promise<typeof Vite> {
  const entry = createRequire(path.join(work, 'package.json')).resolve('vite');
  return (await import(pathToFileURL(entry).href)) as typeof Vite;
}
