import { writeFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import type { Findings } from './facts.ts';
import type { InspectionLimits } from './limits.ts';

/** Where pictures go. The ending decides the format: `.webp`, otherwise PNG. A path left out is not written. */
export interface PreviewTo {
  readonly preview: string;
  readonly thumbnail?: string;
}

type Pictures = Pick<Findings, 'preview' | 'thumbnail'>;

const PREVIEW_EDGE = 1024;
const THUMBNAIL_EDGE = 256;

sharp.cache(false);
sharp.concurrency(1);

async function write(source: Sharp, edge: number, path: string) {
  const sized = source.resize(edge, edge, { fit: 'inside', withoutEnlargement: true }).toColourspace('srgb');
  const webp = path.endsWith('.webp');
  const encoded = webp ? sized.webp({ quality: 85 }) : sized.png({ compressionLevel: 8 });
  const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
  await writeFile(path, data);
  const mime = webp ? ('image/webp' as const) : ('image/png' as const);
  return { picture: { width: info.width, height: info.height, bytes: data.length, mime }, data };
}

/** Draws the preview (at most 1024 pixels on the longer edge) and from it the thumbnail (256). Metadata is left behind. */
export async function writePictures(source: Sharp, to: PreviewTo, limits: InspectionLimits): Promise<Pictures> {
  const { picture: preview, data } = await write(source, PREVIEW_EDGE, to.preview);
  if (to.thumbnail === undefined) return { preview };
  const small = await write(sharp(data, { limitInputPixels: limits.pixels }), THUMBNAIL_EDGE, to.thumbnail);
  return { preview, thumbnail: small.picture };
}
