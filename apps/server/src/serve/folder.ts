import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { codeOf, Problem } from '../problem.ts';

const needed = 256 * 1024 ** 2;

/** Makes the data folder; a `Problem` when it cannot be written or its disk is full. */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw new Problem(
      `The data folder ${folder} cannot be written (${codeOf(cause) ?? 'unknown cause'}).`,
      'Make it belong to the account that runs Docket, or set DOCKET_DATA to another folder.',
      { cause },
    );
  }
  const { bavail, bsize } = await statfs(folder);
  refuseBelow(bavail * bsize, folder);
}

/** `free` in bytes. */
export function refuseBelow(free: number, folder: string): void {
  if (free >= needed) return;
  throw new Problem(
    `The disk that holds ${folder} has ${Math.floor(free / 1024 ** 2)} MB free; Docket needs at least 256 MB.`,
    'Free some space, or set DOCKET_DATA to a folder on another disk.',
  );
}
