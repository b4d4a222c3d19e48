import { readFile } from 'node:fs/promises';
import type { FilePicture } from '@docket/sdk';
import type { PictureRow } from './store-given.ts';

/** The picture that was drawn of a file; null where it is gone. */
export const readPicture = (
  path: string,
  { width, height, mime: type }: PictureRow['preview'],
): Promise<FilePicture | null> =>
  readFile(path).then(
    (bytes) => ({ bytes, type, width, height }),
    (error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    },
  );
