import type { WorkDrawing } from '@docket/sdk';
import type { PrintedDrawing } from '../rules/composable.ts';
import { outlineOf, widthOf, type Weight } from './letters.ts';

/** Artwork as pixels. */
export interface Art {
  /** PNG. */
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Sides in inches. */
export interface Box {
  readonly width: number;
  readonly height: number;
}

type Print = PrintedDrawing['print'];

/** What a mockup is composed of. Words are in the shop's language. */
export interface Composition {
  readonly drawing: PrintedDrawing;
  readonly art: Art;
  /** What stands below: the first line is what it is called. */
  readonly caption: readonly string[];
  /** What an inch of it is called. */
  readonly inch: string;
}

/** A picture with its sides in pixels. */
export interface Composed {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  /** Pixels for an inch of the thing itself; whole wherever the print is not huge. */
  readonly perInch: number;
}

/** Pixels for a unit of the drawing, and the longest side of a picture. */
const fine = 16;
const longest = 4000;
const margin = 4;
const rulerHeight = 6;
const lineHeight = 4.4;

const ink = '#26282b';
const mark = '#1f6feb';
const ground = '#f1f1ee';

/** How large the print is: a side that was not given follows from the artwork. */
export function sizeOf({ width, height }: Print, art: Pick<Art, 'width' | 'height'>): Box {
  const ratio = art.width / art.height;
  return { width: width ?? (height ?? 0) * ratio, height: height ?? (width ?? 0) / ratio };
}

/** Draws artwork on its thing at true scale, as SVG: the same input is the same text. */
export function compose({ drawing, art, caption, inch }: Composition): Composed {
  const box = boxOf(drawing, art);
  const stage = {
    left: Math.min(0, box.x) - margin,
    top: Math.min(0, box.y) - margin,
    right: Math.max(drawing.width, box.x + box.width) + margin,
    floor: Math.max(drawing.height, box.y + box.height) + margin,
  };
  const bottom = stage.floor + rulerHeight + caption.length * lineHeight + margin;
  const perInch = pixelsPerInch(drawing.perInch, Math.max(stage.right - stage.left, bottom - stage.top));
  const unit = perInch / drawing.perInch;
  // Whole pixels outside, so that nothing is stretched.
  const [x, y] = [Math.floor(stage.left * unit), Math.floor(stage.top * unit)];
  const [width, height] = [Math.ceil(stage.right * unit) - x, Math.ceil(bottom * unit) - y];
  const view = [x, y, width, height].map((pixels) => pixels / unit).join(' ');
  // On whole pixels, so that whoever measures it reads an inch.
  const written = {
    x: Math.round((stage.left + margin) * unit) / unit,
    y: stage.floor,
    width: stage.right - stage.left - 2 * margin,
  };
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${view}">`,
    stripes,
    `<rect x="${stage.left - 1}" y="${stage.top - 1}" width="${stage.right - stage.left + 2}" height="${bottom - stage.top + 2}" fill="${ground}"/>`,
    material(drawing),
    `<image x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" preserveAspectRatio="xMidYMid meet" href="data:image/png;base64,${Buffer.from(art.bytes).toString('base64')}"/>`,
    corners(box),
    ruler(drawing.perInch, inch, written),
    ...caption.map((line, at) =>
      words(line, {
        ...written,
        y: stage.floor + rulerHeight + (at + 0.75) * lineHeight,
        weight: at === 0 ? 700 : 400,
      }),
    ),
    '</svg>',
  ].join('\n');
  return { svg, width, height, perInch };
}

interface Placed extends Box {
  readonly x: number;
  readonly y: number;
}

/** Where the print is, in units of the drawing. */
function boxOf({ print, perInch }: PrintedDrawing, art: Art): Placed {
  const size = sizeOf(print, art);
  const [width, height] = [size.width * perInch, size.height * perInch];
  return { x: print.x - width / 2, y: print.y - height / 2, width, height };
}

function pixelsPerInch(perInch: number, side: number): number {
  const wanted = Math.min(fine, longest / side) * perInch;
  return Math.floor(wanted) || wanted;
}

const unknown = 'unknown';
const stripes = `<defs><pattern id="${unknown}" width="3" height="3" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="3" height="3" fill="#dededb"/><rect width="1.1" height="3" fill="#c9c9c5"/></pattern></defs>`;

function material({ cloth, seams, shade, mirrored, width }: WorkDrawing): string {
  const [fill, edge] = [shade ?? `url(#${unknown})`, shade !== null && isDark(shade) ? '#8b8f94' : '#55585c'];
  const paths = [
    ...cloth.map((path) => `<path fill="${quoted(fill)}" d="${quoted(path)}"/>`),
    ...seams.map((path) => `<path fill="none" stroke-dasharray="1.6 1.2" stroke-width="0.35" d="${quoted(path)}"/>`),
  ];
  const turned = mirrored ? ` transform="matrix(-1 0 0 1 ${width} 0)"` : '';
  return `<g stroke="${edge}" stroke-width="0.5" stroke-linejoin="round" stroke-linecap="round"${turned}>${paths.join('')}</g>`;
}

/** By its luma (ITU-R BT.601). */
function isDark(shade: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(shade.slice(at, at + 2), 16));
  return red * 0.299 + green * 0.587 + blue * 0.114 < 110;
}

/** Outside of the print, so that nothing of it is covered. */
function corners({ x, y, width, height }: Placed): string {
  const [right, bottom, gap, long] = [x + width, y + height, 0.4, 1.8];
  const lines = ([at, across]: readonly [number, number], [down, below]: readonly [number, number]): string =>
    `M${at + across * gap} ${down}h${across * long}M${at} ${down + below * gap}v${below * long}`;
  const path = [
    lines([x, -1], [y, -1]),
    lines([right, 1], [y, -1]),
    lines([x, -1], [bottom, 1]),
    lines([right, 1], [bottom, 1]),
  ];
  return `<path fill="none" stroke="${mark}" stroke-width="0.22" d="${path.join('')}"/>`;
}

/** An inch at the scale of the drawing. Its ends lie within its length. */
function ruler(inch: number, word: string, { x, y }: { readonly x: number; readonly y: number }): string {
  const end = 0.25;
  const part = (left: number, top: number, width: number, height: number): string =>
    `<rect x="${left}" y="${top}" width="${width}" height="${height}"/>`;
  const parts = [part(x, y + 1.6, inch, 0.5), part(x, y + 0.6, end, 2.5), part(x + inch - end, y + 0.6, end, 2.5)];
  const letters = outlineOf(word, { x: x + inch + 1, y: y + 2.9, size: 2.6, weight: 400 });
  return `<g fill="${ink}">${parts.join('')}<path d="${letters}"/></g>`;
}

interface Written {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly weight: Weight;
}

/** A line in the largest size that fits. */
function words(line: string, { width, weight, ...at }: Written): string {
  const size = Math.min(3, width / widthOf(line, weight));
  return `<path fill="${ink}" d="${outlineOf(line, { ...at, size, weight })}"/>`;
}

const quoted = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
