import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../runner/problem.mjs';
import { capture } from '../runner/processes.mjs';
import { toolchainFolder } from '../runner/repository.mjs';
import { requireFreeSpace } from './disk.mjs';
import { installProblem } from './failures.mjs';
import { isMusl, nodePackage, thisPlatform } from './platform.mjs';

const nodeVersion = '26.10.0';
const pnpmVersion = '12.21.0';

/** Changes whenever the toolchain must be fetched anew. */
export const toolchainStamp = `node ${nodeVersion}\npnpm ${pnpmVersion}\n${thisPlatform}\n`;

const stampFile = path.join(toolchainFolder, 'stamp');

/** Fetches the pinned Node.js and pnpm into .toolchain, from npm packages that need no install script. */
export async function installToolchain() {
  if (existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === toolchainStamp) return 'unchanged';
  const node = nodePackage(thisPlatform, isMusl());
  await requireFreeSpace(path.dirname(toolchainFolder));
  await rm(toolchainFolder, { recursive: true, force: true });
  await installWithNpm(toolchainFolder, [`${node}@${nodeVersion}`, `pnpm@${pnpmVersion}`]);
  await writeFile(stampFile, toolchainStamp);
  return `Node.js ${nodeVersion}, pnpm ${pnpmVersion}`;
}

/**
 * Installs packages into a folder of their own, outside of the workspace and without running scripts.
 * @param {string} folder
 * @param {readonly string[]} packages with exact versions
 */
export async function installWithNpm(folder, packages) {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'package.json'), '{"private":true}\n');
  const options = ['--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { code, output } = await npm(['install', '--prefix', folder, ...options, ...packages]);
  if (code !== 0) throw installProblem(`npm could not install ${packages.join(' and ')}.`, output);
}

/** @param {readonly string[]} args */
async function npm(args) {
  const outer = process.env['npm_execpath'];
  const [program, first] = outer && /npm-cli\.[cm]?js$/.test(outer) ? [process.execPath, [outer]] : ['npm', []];
  try {
    return await capture(program, [...first, ...args]);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
    throw new Problem(
      'npm was not found.',
      'Install Node.js together with npm (https://nodejs.org) and run the command again.',
    );
  }
}

/** pnpm's own program; the package's launcher is for platforms whose binary the registry lacks. */
export function pnpmProgram() {
  const modules = path.join(toolchainFolder, 'node_modules');
  const native = path.join(modules, '@pnpm', `exe.${thisPlatform}`, 'pnpm');
  return existsSync(native) ? native : path.join(modules, '.bin', 'pnpm');
}
