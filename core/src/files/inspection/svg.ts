import sharp from 'sharp';
import { type Affine, compose, placedSize } from './affine.ts';
import type { Findings, Page, PlacedImage } from './facts.ts';
import type { Tell } from './inspect.ts';
import type { InspectionLimits } from './limits.ts';
import { type PreviewTo, writePictures } from './pictures.ts';
import { problemOf } from './problem.ts';
import { measure, SAMPLE_EDGE } from './raster.ts';
import { readCanvas, readTransform, type SvgCanvas, toPixels } from './svg-geometry.ts';
import { judgeSvgToken, noSuspicions, svgFacts, type SvgSuspicions } from './svg-security.ts';
import { readSvgTokens, type SvgToken } from './svg-tokens.ts';
import { decodeText } from './text-content.ts';

interface EmbeddedBitmap {
  readonly data: Buffer;
  readonly placed: { readonly width: number; readonly height: number };
}

/** What a walk through the drawing gathers. Sizes are CSS pixels. */
interface Walk {
  readonly suspicions: SvgSuspicions;
  readonly bitmaps: EmbeddedBitmap[];
  readonly fonts: Set<string>;
  canvas: SvgCanvas | undefined;
  shapes: number;
  hasText: boolean;
  elements: number;
  /** Deeper or longer than any drawing: what it draws is not followed any further, what speaks against it is. */
  isTooComplex: boolean;
}

interface Level {
  readonly name: string;
  readonly by: Affine;
  /** Inside defs, pattern, symbol and the like: drawn elsewhere, at a size that only a renderer knows. */
  readonly isDefinition: boolean;
}

type Open = Extract<SvgToken, { type: 'open' }>;

const SHAPES = new Set(['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon']);
const TEXTS = new Set(['text', 'tspan', 'textpath']);
const DEFINITIONS = new Set(['defs', 'pattern', 'symbol', 'mask', 'marker', 'clippath', 'filter']);
// A clipping shape or a mask is not ink.
const INKLESS = new Set(['clippath', 'mask']);
const MOST_ELEMENTS = 300_000;
const MOST_BITMAPS = 500;
const DEEPEST = 500;
const POINTS_PER_PIXEL = 0.75;

function bitmapIn(href: string | undefined): Buffer | undefined {
  const [, base64] = /^\s*data:image\/(?!svg)[^,;]*(?:;[^,;]*)*;base64,([\s\S]*)$/i.exec(href ?? '') ?? [];
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64');
}

function placeBitmap({ attributes }: Open, level: Level, canvas: SvgCanvas) {
  // The size of a bitmap used through a definition is taken as the whole canvas: the coarsest it can come out.
  if (level.isDefinition) return { width: canvas.width, height: canvas.height };
  const width = toPixels(attributes.get('width'), canvas.width) ?? canvas.width;
  const height = toPixels(attributes.get('height'), canvas.height) ?? canvas.height;
  return placedSize(level.by, width, height);
}

function countInk(token: Open, level: Level, path: readonly Level[], walk: Walk): void {
  if (path.some(({ name }) => INKLESS.has(name))) return;
  if (SHAPES.has(token.name)) walk.shapes += 1;
  const data = token.name === 'image' ? bitmapIn(token.attributes.get('href')) : undefined;
  if (data && walk.canvas && walk.bitmaps.length < MOST_BITMAPS)
    walk.bitmaps.push({ data, placed: placeBitmap(token, level, walk.canvas) });
}

function enter(token: Open, path: Level[], walk: Walk): void {
  walk.elements += 1;
  if (!walk.canvas && token.name === 'svg') walk.canvas = readCanvas(token.attributes);
  const parent = path.at(-1);
  const own = readTransform(token.attributes.get('transform'));
  const by = parent ? compose(parent.by, own) : (walk.canvas?.toPixels ?? own);
  const isDefinition = (parent?.isDefinition ?? false) || DEFINITIONS.has(token.name);
  const level: Level = { name: token.name, by, isDefinition };
  countInk(token, level, path, walk);
  if (!token.empty) path.push(level);
}

function leave(name: string, path: Level[]): void {
  const at = path.findLastIndex((level) => level.name === name);
  if (at >= 0) path.length = at;
}

function readFonts(token: Open, walk: Walk): void {
  const styled = /font-family\s*:\s*([^;]+)/i.exec(token.attributes.get('style') ?? '')?.[1];
  const family = token.attributes.get('font-family') ?? styled;
  if (family && walk.fonts.size < 100) walk.fonts.add(family.replaceAll(/["']/g, '').trim().slice(0, 200));
}

function follow(token: SvgToken, path: Level[], walk: Walk): void {
  if (token.type === 'open') {
    enter(token, path, walk);
    readFonts(token, walk);
  } else if (token.type === 'close') leave(token.name, path);
  else if (token.type === 'text' && TEXTS.has(path.at(-1)?.name ?? '') && token.text.trim() !== '') walk.hasText = true;
  walk.isTooComplex = path.length > DEEPEST || walk.elements > MOST_ELEMENTS;
}

const security = ({ reasons, warnings }: SvgSuspicions): Findings['security'] => ({
  block: reasons.size > 0,
  reasons: [...reasons],
  warnings: [...warnings],
});

/** Walks the text once, and tells at once what speaks against it: the rest may be long. */
function walkSvg(text: string, tell: Tell): Walk {
  const walk: Walk = {
    suspicions: noSuspicions(),
    bitmaps: [],
    fonts: new Set(),
    canvas: undefined,
    shapes: 0,
    hasText: false,
    elements: 0,
    isTooComplex: false,
  };
  const path: Level[] = [];
  let told = 0;
  for (const token of readSvgTokens(text)) {
    // Where nobody follows any more, any text may be a style sheet.
    judgeSvgToken(token, walk.isTooComplex || path.at(-1)?.name === 'style', walk.suspicions);
    if (walk.suspicions.reasons.size > told) tell({ security: security(walk.suspicions) });
    told = walk.suspicions.reasons.size;
    if (!walk.isTooComplex) follow(token, path, walk);
  }
  return walk;
}

/** A drawing may name larger numbers than there are, and so may what comes of them. */
const isBeyondNumbers = (numbers: readonly number[]): boolean => numbers.some((each) => !Number.isFinite(each));

async function readBitmap({ data, placed }: EmbeddedBitmap): Promise<PlacedImage | undefined> {
  try {
    const { width, height } = await sharp(data, { limitInputPixels: false }).metadata();
    const inPoints = { width: placed.width * POINTS_PER_PIXEL, height: placed.height * POINTS_PER_PIXEL };
    return isBeyondNumbers(Object.values(inPoints)) ? undefined : { pixels: { width, height }, placed: inPoints };
  } catch {
    // Renderers leave out a bitmap that cannot be read, so it is not on the page either.
    return undefined;
  }
}

function contentOf(walk: Walk, images: readonly PlacedImage[]): NonNullable<Page['content']> {
  const hasVectors = walk.shapes > 0 || walk.hasText;
  if (images.length === 0) return hasVectors ? 'vector' : 'empty';
  return hasVectors ? 'mixed' : 'raster';
}

function pageOf(walk: Walk, canvas: SvgCanvas, images: PlacedImage[]): Page {
  return {
    width: canvas.width * POINTS_PER_PIXEL,
    height: canvas.height * POINTS_PER_PIXEL,
    content: contentOf(walk, images),
    images,
    hasText: walk.hasText,
    fonts: walk.hasText ? [...walk.fonts].map((name) => ({ name, embedded: false })) : [],
  };
}

async function draw(bytes: Buffer, canvas: SvgCanvas, { limits, previewTo }: SvgOptions): Promise<Partial<Findings>> {
  // 72 draws at the canvas' own size (sharp's default); the longer edge is brought to the preview's.
  const density = Math.min(100_000, Math.max(1, (72 * SAMPLE_EDGE) / Math.max(canvas.width, canvas.height)));
  const open = () => sharp(bytes, { limitInputPixels: limits.pixels, density });
  try {
    return { ...(await measure(open())), ...(previewTo && (await writePictures(open(), previewTo, limits))) };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

interface SvgOptions {
  readonly limits: InspectionLimits;
  readonly previewTo?: PreviewTo;
}

const isTooLarge = ({ width, height }: { width: number; height: number }, limits: InspectionLimits): boolean =>
  !(width * height <= limits.pixels);

/**
 * Reads a drawing: what it contains besides drawing, its bitmaps with their size on the canvas, and a rasterised
 * preview. Nothing runs and nothing is fetched. A DOCTYPE whose entities hold more than plain text is not drawn.
 */
export async function readSvg(bytes: Buffer, options: SvgOptions, tell: Tell): Promise<Partial<Findings>> {
  const walk = walkSvg(decodeText(bytes), tell);
  tell({ security: security(walk.suspicions) });
  if (walk.isTooComplex) return { problem: 'too-complex' };
  const canvas = walk.canvas;
  if (!canvas || isBeyondNumbers([canvas.width, canvas.height, ...(canvas.viewBox ?? [])]))
    return { problem: 'damaged' };
  const images = (await Promise.all(walk.bitmaps.map(readBitmap))).filter((image) => image !== undefined);
  const facts: Partial<Findings> = {
    page: pageOf(walk, canvas, images),
    svg: { ...(canvas.viewBox && { viewBox: [...canvas.viewBox] }), ...svgFacts(walk.suspicions) },
  };
  if (walk.suspicions.reasons.has('svg-entities')) return { ...facts, problem: 'damaged' };
  if ([canvas, ...images.map(({ pixels }) => pixels)].some((size) => isTooLarge(size, options.limits)))
    return { ...facts, problem: 'too-many-pixels' };
  return { ...facts, ...(await draw(bytes, canvas, options)) };
}
