import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { nodeProgram } from '../runner/environment.mjs';
import { Problem } from '../runner/problem.mjs';
import { capture } from '../runner/processes.mjs';
import { inRoot, root } from '../runner/repository.mjs';
import { fingerprint, sourceFiles } from './fingerprint.mjs';

/** The docket command, run from its source. */
export const docket = path.join('apps', 'server', 'src', 'command.ts');

/**
 * In the folder that the build writes, so that removing the build removes the claim that it is complete.
 * @param {string} distribution
 */
const stampFileOf = (distribution) => inRoot(path.dirname(distribution), '.docket', 'sources');

/** A checkout without any plugin of its own has no folder for them. */
const inputs = ['apps', 'sdk', 'plugins', 'examples']
  .map((folder) => inRoot(folder))
  .filter((folder) => existsSync(folder));

/**
 * Builds the portal and the admin of a distribution, unless nothing they are made of has changed.
 * @param {string} distribution the file that declares it
 */
export async function buildApps(distribution) {
  const stampFile = stampFileOf(distribution);
  const wanted = await buildFingerprint();
  if (existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === wanted) return 'unchanged';
  await syncApps();
  const { code, output } = await capture(nodeProgram, [docket, 'build', '--distribution', distribution]);
  if (code !== 0)
    throw new Problem(
      'The portal and the admin could not be built.',
      'Read the output above and correct the file it names.',
      output,
    );
  await mkdir(path.dirname(stampFile), { recursive: true });
  await writeFile(stampFile, wanted);
  return undefined;
}

async function buildFingerprint() {
  const nested = await Promise.all(inputs.map((folder) => sourceFiles(folder)));
  const built = nested.flat().filter((file) => !file.endsWith('.test.ts'));
  return fingerprint(root, [...built, inRoot('pnpm-lock.yaml')]);
}

/** Writes the kit apps' generated types, which their tsconfig extends: neither build nor type check works without. */
export async function syncApps() {
  await Promise.all(['portal', 'admin'].map((app) => syncApp(inRoot('apps', app))));
}

/** @param {string} app */
async function syncApp(app) {
  const kit = path.join(app, 'node_modules', '@sveltejs', 'kit', 'svelte-kit.js');
  const { code, output } = await capture(nodeProgram, [kit, 'sync'], { cwd: app });
  if (code !== 0)
    throw new Problem(
      `svelte-kit sync failed in ${path.relative(root, app)}.`,
      'Read the output above and correct the file it names.',
      output,
    );
}
