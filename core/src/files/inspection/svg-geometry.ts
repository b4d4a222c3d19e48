import { type Affine, IDENTITY, compose } from './affine.ts';
import type { PixelSize } from './facts.ts';
import type { Attributes } from './svg-tokens.ts';

/** The canvas: its size in CSS pixels (1/96 inch), and what brings user units on to it. */
export interface SvgCanvas extends PixelSize {
  readonly viewBox?: readonly [number, number, number, number];
  readonly toPixels: Affine;
}

/** CSS pixels for each unit (CSS Values 4, 6.2). */
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  pt: 96 / 72,
  pc: 16,
  em: 16,
  ex: 8,
  q: 96 / 101.6,
};
// What browsers give a drawing that says nothing about its size (CSS 2.1, 10.3.2).
const UNSAID: PixelSize = { width: 300, height: 150 };

const numbersIn = (text: string): number[] =>
  (text.match(/[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi) ?? []).map(Number);

/** A length in CSS pixels; a percentage is one of `whole`. Undefined for what is no length. */
export function toPixels(length: string | undefined, whole: number | undefined): number | undefined {
  const [, digits, unit = ''] =
    /^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)\s*(%|[a-z]*)\s*$/i.exec(length ?? '') ?? [];
  if (digits === undefined) return undefined;
  const each = unit === '%' ? (whole === undefined ? undefined : whole / 100) : UNITS[unit.toLowerCase()];
  return each === undefined ? undefined : Number(digits) * each;
}

function readViewBox(text: string | undefined): readonly [number, number, number, number] | undefined {
  const [x, y, width, height] = numbersIn(text ?? '');
  if (x === undefined || y === undefined || !width || !height || width < 0 || height < 0) return undefined;
  return [x, y, width, height];
}

/** Reads the outermost svg element. A side left out follows the view box, as renderers do. */
export function readCanvas(attributes: Attributes): SvgCanvas {
  const viewBox = readViewBox(attributes.get('viewbox'));
  const said = (side: 'width' | 'height', whole: number | undefined) => {
    const pixels = toPixels(attributes.get(side), whole);
    return pixels !== undefined && pixels > 0 ? pixels : undefined;
  };
  const across = said('width', viewBox?.[2]);
  const down = said('height', viewBox?.[3]);
  if (!viewBox) return { width: across ?? UNSAID.width, height: down ?? UNSAID.height, toPixels: IDENTITY };
  const ratio = viewBox[2] / viewBox[3];
  const width = across ?? (down === undefined ? viewBox[2] : down * ratio);
  const height = down ?? width / ratio;
  const scale = Math.min(width / viewBox[2], height / viewBox[3]);
  return { width, height, viewBox, toPixels: [scale, 0, 0, scale, -viewBox[0] * scale, -viewBox[1] * scale] };
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

function turn(degrees: number, x: number, y: number): Affine {
  const [cos, sin] = [Math.cos(radians(degrees)), Math.sin(radians(degrees))];
  return compose([1, 0, 0, 1, x, y], compose([cos, sin, -sin, cos, 0, 0], [1, 0, 0, 1, -x, -y]));
}

function readStep(name: string, n: readonly number[]): Affine {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = n;
  if (name === 'matrix' && n.length === 6) return [a, b, c, d, e, f];
  if (name === 'translate') return [1, 0, 0, 1, a, b];
  if (name === 'scale' && n.length > 0) return [a, 0, 0, n.length > 1 ? b : a, 0, 0];
  if (name === 'rotate') return turn(a, b, c);
  if (name === 'skewx') return [1, 0, Math.tan(radians(a)), 1, 0, 0];
  if (name === 'skewy') return [1, Math.tan(radians(a)), 0, 1, 0, 0];
  return IDENTITY;
}

/** Reads a transform attribute; what is not understood changes nothing. */
export function readTransform(text: string | undefined): Affine {
  let by: Affine = IDENTITY;
  for (const [, name = '', inside = ''] of (text ?? '').matchAll(/([a-z]+)\s*\(([^)]*)\)/gi)) {
    by = compose(by, readStep(name.toLowerCase(), numbersIn(inside)));
  }
  return by;
}
