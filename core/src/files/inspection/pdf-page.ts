import { type Affine, compose, IDENTITY, placedSize, toAffine } from './affine.ts';
import type { Page, PixelSize, PlacedImage } from './facts.ts';

/** A page's drawing as PDF.js lists it: a number for each step, and what the step draws with. */
export interface Steps {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

/** PDF.js' numbers by name. */
export type StepNumbers = Readonly<Record<string, number>>;

/** What a page draws. Sizes are points. */
export interface Drawn {
  readonly images: PlacedImage[];
  readonly fonts: Set<string>;
  hasShapes: boolean;
  hasText: boolean;
}

interface Pen {
  readonly drawn: Drawn;
  readonly numbers: StepNumbers;
  readonly sizeOf: SizeOf;
  readonly saved: Affine[];
  by: Affine;
}

/** Pixels of an image that a step only names. */
export type SizeOf = (image: unknown) => PixelSize | undefined;

type Step = (pen: Pen, args: readonly unknown[]) => void;

const MOST_IMAGES = 500;
const MOST_FONTS = 100;
const DEEPEST = 10_000;

function save(pen: Pen): void {
  if (pen.saved.length < DEEPEST) pen.saved.push(pen.by);
}

function restore(pen: Pen): void {
  pen.by = pen.saved.pop() ?? pen.by;
}

const moved = ({ by }: Pen, matrix: unknown): Affine => compose(by, toAffine(matrix) ?? IDENTITY);

/** PDF draws every image into the unit square; `by` says how large that is on the page. */
function place({ drawn }: Pen, by: Affine, width: unknown, height: unknown): void {
  const pixels = { width: Number(width), height: Number(height) };
  const placed = placedSize(by, 1, 1);
  const isSize = [pixels.width, pixels.height, placed.width, placed.height].every((side) => side >= 0 && side < 1e9);
  if (isSize && drawn.images.length < MOST_IMAGES) drawn.images.push({ pixels, placed });
}

interface Bitmap {
  readonly width?: unknown;
  readonly height?: unknown;
  readonly w?: unknown;
  readonly h?: unknown;
  readonly transform?: unknown;
}

const bitmap = (value: unknown): Bitmap => (typeof value === 'object' && value !== null ? value : {});

/** Bitmaps that PDF.js gathered into one step, each with its own transform. */
const placeEach = (pen: Pen, group: unknown): void => {
  for (const each of Array.isArray(group) ? group.map(bitmap) : []) {
    place(pen, moved(pen, each.transform), each.width ?? each.w, each.height ?? each.h);
  }
};

const placeOne: Step = (pen, [image]) => place(pen, pen.by, bitmap(image).width, bitmap(image).height);
const shapes: Step = ({ drawn }) => void (drawn.hasShapes = true);
const text: Step = ({ drawn }) => void (drawn.hasText = true);

/** The steps that place or draw something; all others change colours, lines and the like. */
const STEPS: Readonly<Record<string, Step>> = {
  save,
  restore,
  transform: (pen, matrix) => void (pen.by = moved(pen, matrix)),
  paintFormXObjectBegin: (pen, [matrix]) => {
    save(pen);
    pen.by = moved(pen, matrix);
  },
  paintFormXObjectEnd: restore,
  beginAnnotation: (pen, [, , toRectangle, matrix]) => {
    save(pen);
    pen.by = moved(pen, toRectangle);
    pen.by = moved(pen, matrix);
  },
  endAnnotation: restore,
  constructPath: ({ drawn, numbers }, [paint]) => {
    // A path that ends without paint only clips.
    if (paint !== numbers['endPath']) drawn.hasShapes = true;
  },
  shadingFill: shapes,
  rawFillPath: shapes,
  paintSolidColorImageMask: shapes,
  showText: text,
  showSpacedText: text,
  setFont: ({ drawn }, [name]) => {
    if (typeof name === 'string' && drawn.fonts.size < MOST_FONTS) drawn.fonts.add(name);
  },
  paintImageXObject: (pen, [, width, height]) => place(pen, pen.by, width, height),
  paintInlineImageXObject: placeOne,
  paintImageMaskXObject: placeOne,
  paintInlineImageXObjectGroup: (pen, [, group]) => placeEach(pen, group),
  paintImageMaskXObjectGroup: (pen, [group]) => placeEach(pen, group),
  paintImageXObjectRepeat: (pen, [image, across, down]) => {
    const pixels = pen.sizeOf(image);
    place(pen, moved(pen, [across, 0, 0, down, 0, 0]), pixels?.width, pixels?.height);
  },
  paintImageMaskXObjectRepeat: (pen, [image, a, b, c, d]) =>
    place(pen, moved(pen, [a, b, c, d, 0, 0]), bitmap(image).width, bitmap(image).height),
};

/** Follows the steps of a page and keeps what they draw; steps that are not understood draw nothing. */
export function followSteps({ fnArray, argsArray }: Steps, numbers: StepNumbers, sizeOf: SizeOf): Drawn {
  const drawn: Drawn = { images: [], fonts: new Set(), hasShapes: false, hasText: false };
  const pen: Pen = { drawn, numbers, sizeOf, saved: [], by: IDENTITY };
  const byNumber = new Map(Object.entries(STEPS).map(([name, step]) => [numbers[name], step]));
  for (const [index, number] of fnArray.entries()) {
    const args = argsArray[index];
    byNumber.get(number)?.(pen, Array.isArray(args) ? (args as readonly unknown[]) : []);
  }
  return drawn;
}

/** Vector, bitmap, both or nothing. */
export function contentOf({ images, hasShapes, hasText }: Drawn): NonNullable<Page['content']> {
  const hasVectors = hasShapes || hasText;
  if (images.length === 0) return hasVectors ? 'vector' : 'empty';
  return hasVectors ? 'mixed' : 'raster';
}
