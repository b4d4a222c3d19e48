import { existsSync } from 'node:fs';
import { mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { nodeProgram } from '../runner/environment.mjs';
import { Problem } from '../runner/problem.mjs';
import { capture } from '../runner/processes.mjs';
import { inRoot, root } from '../runner/repository.mjs';
import { examples } from './examples.mjs';
import { fingerprint, sourceFiles } from './fingerprint.mjs';

/** The docket command, run from its source. */
export const docket = path.join('apps', 'server', 'src', 'command.ts');

/**
 * In the folder that the build writes, so that removing the build removes the claim that it is complete.
 * @param {string} distribution
 */
const stampFileOf = (distribution) => inRoot(path.dirname(distribution), '.docket', 'sources');

/**
 * Builds the portal and the admin of a distribution, unless nothing they are made of has changed.
 * @param {string} distribution the file that declares it
 */
export async function buildApps(distribution) {
  const stampFile = stampFileOf(distribution);
  const wanted = await fingerprintOf(distribution);
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

/** Builds the apps of every example, where what they are made of has changed: stories open what is built. */
export async function buildExamples() {
  let isChanged = false;
  for (const { distribution } of examples()) if ((await buildApps(distribution)) === undefined) isChanged = true;
  return isChanged ? undefined : 'unchanged';
}

/** @param {string} distribution */
const fingerprintOf = async (distribution) =>
  fingerprint(root, [...(await sourcesOf(distribution)), inRoot('pnpm-lock.yaml')]);

/**
 * What the apps of a distribution are made of.
 * @param {string} distribution the file that declares it
 */
export async function sourcesOf(distribution) {
  const folders = [inRoot('apps'), inRoot('sdk'), ...(await listedBy(path.dirname(distribution)))];
  const nested = await Promise.all(folders.map((folder) => sourceFiles(folder)));
  return nested.flat().filter((file) => !isTested.test(path.relative(root, file)));
}

/** Tests and what they share: no app is made of these. */
const isTested = /\.(test|fixture)\.ts$|\/(stories|test|testing)\//;

/**
 * The folders of a distribution and of the plugins that it lists. A change of a plugin that it does not list is none of it.
 * @param {string} own
 */
async function listedBy(own) {
  /** @type {{ dependencies?: Readonly<Record<string, string>> }} */
  const { dependencies = {} } = JSON.parse(await readFile(inRoot(own, 'package.json'), 'utf8'));
  const links = Object.keys(dependencies).map((name) => inRoot(own, 'node_modules', name));
  const folders = await Promise.all(links.map((link) => realpath(link)));
  const listed = folders.filter((folder) => /^(plugins|examples)[/\\]/.test(path.relative(root, folder)));
  return [inRoot(own), ...listed];
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
