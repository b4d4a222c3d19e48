import sharp, { type Metadata, type Sharp } from 'sharp';
import { measureColours } from './colours.ts';
import type { FileKind, Findings, Raster } from './facts.ts';
import type { InspectionLimits } from './limits.ts';
import { type PreviewTo, writePictures } from './pictures.ts';
import { problemOf } from './problem.ts';

/** Libvips' loader for each kind that is decoded here. Every other loader stays shut. */
const LOADERS: Partial<Readonly<Record<FileKind, string>>> = {
  png: 'VipsForeignLoadPng',
  jpeg: 'VipsForeignLoadJpeg',
  webp: 'VipsForeignLoadWebp',
  tiff: 'VipsForeignLoadTiff',
  gif: 'VipsForeignLoadNsgif',
  avif: 'VipsForeignLoadHeif',
};

/** A drawing is read by its own loader and holds bitmaps of these kinds. */
const IN_DRAWINGS = ['VipsForeignLoadSvg', 'VipsForeignLoadJpeg', 'VipsForeignLoadNsgif'];

/** Previews are written as PNG or WebP, and thumbnails are made from them. */
const ALWAYS = ['VipsForeignLoadPng', 'VipsForeignLoadWebp'];

/** Opens the loaders a kind needs, for the whole process; a file can then not talk libvips into another one. */
export function allowOnlyLoader(kind: FileKind): void {
  const own = LOADERS[kind];
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({
    operation: [...ALWAYS, ...(kind === 'svg' ? IN_DRAWINGS : []), ...(own === undefined ? [] : [own])],
  });
}

/** Whether pixels of this kind can be decoded. */
export const isDecodable = (kind: FileKind): boolean => LOADERS[kind] !== undefined;

/** The longest edge of the sample that colours are measured on. */
export const SAMPLE_EDGE = 1024;

const toGrid = async (source: Sharp) => {
  const { data, info } = await source.toColourspace('srgb').ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
};

/** Measures colours on a sample of real pixels: shrinking takes every n-th pixel and mixes none. */
export async function measure(source: Sharp) {
  const sample = source.resize(SAMPLE_EDGE, SAMPLE_EDGE, {
    fit: 'inside',
    withoutEnlargement: true,
    kernel: 'nearest',
    fastShrinkOnLoad: false,
  });
  return measureColours(await toGrid(sample));
}

function rasterOf(meta: Metadata): Raster {
  const sideways = (meta.orientation ?? 1) >= 5;
  const height = meta.pageHeight ?? meta.height;
  return {
    width: sideways ? height : meta.width,
    height: sideways ? meta.width : height,
    ...(meta.density && meta.density > 0 && { density: meta.density }),
    frames: Math.max(1, meta.pages ?? 1),
    hasAlpha: meta.hasAlpha,
    space: meta.space ?? 'unknown',
  };
}

/** Reads a picture of pixels: size and density as declared, colours and transparency as seen, preview of frame one. */
export async function readRaster(
  bytes: Buffer,
  { limits, previewTo }: { limits: InspectionLimits; previewTo?: PreviewTo },
): Promise<Partial<Findings>> {
  // Reading the header needs no pixels, so the limit is checked by us and the size can still be reported.
  const raster = rasterOf(await sharp(bytes, { limitInputPixels: false }).metadata());
  if (raster.width * raster.height > limits.pixels) return { raster, problem: 'too-many-pixels' };
  if (raster.frames > limits.frames) return { raster, problem: 'too-many-frames' };
  const open = () => sharp(bytes, { limitInputPixels: limits.pixels, failOn: 'error' }).autoOrient();
  try {
    const measured = await measure(open());
    return { raster, ...measured, ...(previewTo && (await writePictures(open(), previewTo, limits))) };
  } catch (error) {
    // The header was fine and the pixels are not: a cut or damaged file.
    return { raster, problem: problemOf(error) };
  }
}
