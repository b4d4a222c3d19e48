import path from 'node:path';
import { inRoot, toolchainFolder } from './repository.mjs';

/** How this machine reaches a registry. npm hands its own choices on as npm_config_*, which pnpm does not read. */
const reachingTheRegistry = ['registry', 'proxy', 'https_proxy', 'noproxy', 'cafile', 'strict_ssl'];

/**
 * The environment of everything we start: without the variables of the npm that started us (they change what a second
 * package manager does), with the pinned Node.js first on the PATH.
 * @param {NodeJS.ProcessEnv} [outer]
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment(outer = process.env) {
  const kept = Object.entries(outer).filter(([name]) => !name.startsWith('npm_'));
  const registry = reachingTheRegistry.flatMap((key) => {
    const value = outer[`npm_config_${key}`];
    return value
      ? [
          [`NPM_CONFIG_${key.toUpperCase()}`, value],
          [`PNPM_CONFIG_${key.toUpperCase()}`, value],
        ]
      : [];
  });
  return {
    ...Object.fromEntries([...kept, ...registry]),
    PATH: [path.join(toolchainFolder, 'node_modules', '.bin'), outer['PATH']].join(path.delimiter),
  };
}

/** The pinned Node.js. */
export const nodeProgram = path.join(toolchainFolder, 'node_modules', '.bin', 'node');

/** @param {string} file a program of an installed package, as a path below node_modules */
export const installed = (file) => inRoot('node_modules', ...file.split('/'));
