import { existsSync } from 'node:fs';
import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { capture } from '../runner/processes.mjs';
import { inRoot, root } from '../runner/repository.mjs';
import { requireFreeSpace } from './disk.mjs';
import { installProblem } from './failures.mjs';
import { fingerprint } from './fingerprint.mjs';
import { pnpmProgram, toolchainStamp } from './toolchain.mjs';

/** Inside node_modules, so that removing node_modules removes the claim that it is complete. */
const stampFile = inRoot('node_modules', '.docket-installed');

/** Folders of packages, and folders whose children are packages; pnpm-workspace.yaml lists the same. */
const single = ['core', 'bench', 'docs'];
const families = ['sdk', 'plugins', 'apps', 'examples'];

/** Installs the workspace's packages exactly as locked; nothing happens when nothing changed since the last time. */
export async function installPackages() {
  const wanted = await fingerprint(root, await manifests(), toolchainStamp);
  if (existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === wanted) return 'unchanged';
  await requireFreeSpace(root);
  await rm(stampFile, { force: true });
  const { code, output } = await capture(pnpmProgram(), ['install', '--frozen-lockfile'], {
    env: { PNPM_CONFIG_CONFIRM_MODULES_PURGE: 'false' },
  });
  if (code !== 0) throw installProblem('pnpm could not install the packages.', output);
  await writeFile(stampFile, wanted);
  return undefined;
}

/** Every package folder of the workspace, as absolute paths. */
export async function packageFolders() {
  const nested = await Promise.all(families.map((family) => childrenOf(family)));
  return [...single, ...nested.flat()]
    .map((folder) => inRoot(folder))
    .filter((folder) => existsSync(`${folder}/package.json`));
}

async function manifests() {
  const folders = await packageFolders();
  return [root, ...folders]
    .map((folder) => `${folder}/package.json`)
    .concat(inRoot('pnpm-lock.yaml'), inRoot('pnpm-workspace.yaml'));
}

/** @param {string} family */
async function childrenOf(family) {
  if (!existsSync(inRoot(family))) return [];
  return (await readdir(inRoot(family))).toSorted().map((name) => `${family}/${name}`);
}
