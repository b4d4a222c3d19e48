import type { FilePicture } from '@docket/sdk';
import sharp from 'sharp';
import type { Art, Composed } from './picture.ts';

/** Drawn as PNG. */
export const pngOf = async ({ svg }: Pick<Composed, 'svg'>): Promise<Uint8Array> =>
  sharp(Buffer.from(svg)).png({ compressionLevel: 9 }).toBuffer();

/** A picture of the platform's as PNG, which drawings and PDF take. */
export async function artOf({ bytes, type, width, height }: FilePicture): Promise<Art> {
  return { bytes: type === 'image/png' ? bytes : await sharp(bytes).png().toBuffer(), width, height };
}
