import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder, without a slash at the end. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** @param {...string} parts a path inside the repository */
export const inRoot = (...parts) => path.join(root, ...parts);

/** The pinned Node.js and what else is fetched for this repository alone. Never committed. */
export const toolchainFolder = inRoot('.toolchain');
