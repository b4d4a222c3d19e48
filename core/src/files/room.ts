import { mkdir, statfs } from 'node:fs/promises';
import { PlatformError } from '@docket/sdk';
import { errors } from '../errors.ts';

/** Milliseconds for which an answer of the disk holds. */
const HOLDS = 2000;

/**
 * Refuses with `file.no-room` while fewer bytes are free below the folder. An embedded database that finds a full disk does not open
 * again, so files stop before.
 */
export function createRoom(folder: string, leastFree: number): () => Promise<void> {
  let asked = -Infinity;
  let free = Promise.resolve(Infinity);
  return async () => {
    if (performance.now() - asked > HOLDS) {
      asked = performance.now();
      free = freeBelow(folder);
    }
    if ((await free) < leastFree) throw new PlatformError(errors['file.no-room']);
  };
}

/** In bytes. A file system that does not say is one that has room. */
async function freeBelow(folder: string): Promise<number> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return Infinity;
  }
}
