import { statfs } from 'node:fs/promises';
import { Problem } from '../runner/problem.mjs';

const needed = 2 * 1024 ** 3;

/**
 * Refuses to begin an installation that the disk cannot hold; half an installation is worse than none.
 * @param {string} folder
 */
export async function requireFreeSpace(folder) {
  const { bavail, bsize } = await statfs(folder);
  refuseBelow(bavail * bsize, folder);
}

/**
 * @param {number} free bytes
 * @param {string} folder
 */
export function refuseBelow(free, folder) {
  if (free >= needed) return;
  throw new Problem(
    `The disk that holds ${folder} has ${(free / 1024 ** 3).toFixed(1)} GB free; setting Docket up needs about 2 GB.`,
    'Free some space and run the command again.',
  );
}
