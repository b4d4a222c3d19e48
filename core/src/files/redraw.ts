import { readFile, rm, writeFile } from 'node:fs/promises';
import { PlatformError } from '@docket/sdk';
import { errors } from '../errors.ts';
import type { Disk } from './disk.ts';
import type { Inspector } from './inspection/inspector.ts';

/** A picture drawn anew from what somebody sent. Nothing of the original is in it. */
export interface Redrawn {
  /** At most 1024 pixels on the longer edge. */
  readonly webp: Buffer;
  /** At most 256, for readers of mail that know no WebP. */
  readonly png: Buffer;
  /** Pixels of the larger one. */
  readonly width: number;
  readonly height: number;
}

/** A picture as it was sent. */
export interface SentPicture {
  readonly id: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

const drawn: ReadonlySet<string> = new Set(['png', 'jpeg', 'webp', 'svg']);

/** Decodes and encodes a picture in the inspection child, and throws the original away. Refuses what is no harmless one. */
export async function redraw(disk: Disk, inspector: Inspector, { id, name, bytes }: SentPicture): Promise<Redrawn> {
  const [path, webp, png] = await Promise.all(
    [id, `${id}.webp`, `${id}.png`].map((file) => disk.aside('receiving', file)),
  );
  try {
    await writeFile(path!, bytes, { flag: 'wx', mode: 0o600 });
    const found = await inspector.inspect({ path: path!, name, previewTo: { preview: webp!, thumbnail: png! } });
    const { kind, problem, security, preview } = found;
    if (!drawn.has(kind) || problem !== undefined || security.block || !preview)
      throw new PlatformError(errors['picture.unfit']);
    const { width, height } = preview;
    return { webp: await readFile(webp!), png: await readFile(png!), width, height };
  } finally {
    await Promise.all([path, webp, png].map((file) => rm(file!, { force: true })));
  }
}
