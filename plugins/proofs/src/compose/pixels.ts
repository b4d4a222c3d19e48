import type { FilePicture } from '@docket/sdk';
import type * as Sharp from 'sharp';
import type { Art, Composed } from './picture.ts';

/** Loaded with the first picture: a server that draws none starts and idles without libvips. */
const openSharp = async (): Promise<typeof Sharp.default> => (await import('sharp')).default;

/** Drawn as PNG. */
export async function pngOf({ svg }: Pick<Composed, 'svg'>): Promise<Uint8Array> {
  const sharp = await openSharp();
  return sharp(Buffer.from(svg)).png({ compressionLevel: 9 }).toBuffer();
}

/** A picture of the platform's as PNG, which drawings and PDF take. */
export async function artOf({ bytes, type, width, height }: FilePicture): Promise<Art> {
  if (type === 'image/png') return { bytes, width, height };
  const sharp = await openSharp();
  return { bytes: await sharp(bytes).png().toBuffer(), width, height };
}
