import type { Colours, Surface } from './facts.ts';

/** Pixels in rows from the top, four bytes each: red, green, blue, alpha. */
export interface PixelGrid {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Colours a grid shows, and how it covers its ground. */
export interface Measured {
  readonly colours: Colours;
  readonly surface: Surface;
}

interface Tally {
  opaque: number;
  seeThrough: number;
  /** Opaque pixels for each of 32 × 32 × 32 colour cells. */
  readonly cells: Uint32Array;
  /** Exact colours of pixels that equal their neighbours: flat areas, without the soft edges between them. */
  readonly flat: Map<number, number>;
}

const OPAQUE = 250;
const SAME_STEP = 3;
/** Root of the squared distance under which two colours are one: JPEG noise stays below, two inks do not. */
const SAME_COLOUR = 24;
const SMALLEST_SHARE = 0.001;
const MOST_SWATCHES = 64;
/** Flat art covers 95 % of itself with a few colours; a photograph or a gradient needs more cells than this. */
const MOST_FLAT_CELLS = 24;
const COVERED = 0.95;

const rgbAt = ({ data }: PixelGrid, i: number): number =>
  ((data[i] ?? 0) << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0);

const cellOf = (rgb: number): number => ((rgb >> 9) & 0x7c00) | ((rgb >> 6) & 0x3e0) | ((rgb >> 3) & 0x1f);

const isSame = ({ data }: PixelGrid, i: number, j: number): boolean =>
  Math.abs((data[i] ?? 0) - (data[j] ?? 0)) <= SAME_STEP &&
  Math.abs((data[i + 1] ?? 0) - (data[j + 1] ?? 0)) <= SAME_STEP &&
  Math.abs((data[i + 2] ?? 0) - (data[j + 2] ?? 0)) <= SAME_STEP &&
  (data[j + 3] ?? 0) >= OPAQUE;

function isFlat(grid: PixelGrid, i: number, x: number, y: number): boolean {
  const right = x + 1 < grid.width ? 4 : -4;
  const down = (y + 1 < grid.height ? 4 : -4) * grid.width;
  return isSame(grid, i, i + right) && isSame(grid, i, i + down) && isSame(grid, i, i + down + right);
}

function tally(grid: PixelGrid): Tally {
  const found: Tally = { opaque: 0, seeThrough: 0, cells: new Uint32Array(32_768), flat: new Map() };
  for (let y = 0, i = 0; y < grid.height; y += 1) {
    for (let x = 0; x < grid.width; x += 1, i += 4) {
      if ((grid.data[i + 3] ?? 0) < OPAQUE) {
        found.seeThrough += 1;
        continue;
      }
      const rgb = rgbAt(grid, i);
      found.opaque += 1;
      found.cells[cellOf(rgb)] = (found.cells[cellOf(rgb)] ?? 0) + 1;
      if (isFlat(grid, i, x, y)) found.flat.set(rgb, (found.flat.get(rgb) ?? 0) + 1);
    }
  }
  return found;
}

/** How many colour cells it takes to cover 95 % of the opaque pixels. */
function countTones({ cells, opaque }: Tally): number {
  let covered = 0;
  let tones = 0;
  for (const count of cells.filter((cell) => cell > 0).toSorted((a, b) => b - a)) {
    if (covered >= opaque * COVERED) break;
    covered += count;
    tones += 1;
  }
  return tones;
}

interface Patch {
  readonly rgb: number;
  count: number;
}

/** The most frequent exact colour of each cell with the cell's whole count, so that the search stays short. */
function patchesOf(flat: ReadonlyMap<number, number>): readonly Patch[] {
  const best = new Map<number, { rgb: number; most: number; count: number }>();
  for (const [rgb, count] of flat) {
    const patch = best.get(cellOf(rgb)) ?? { rgb, most: 0, count: 0 };
    const leads = count > patch.most;
    best.set(cellOf(rgb), {
      rgb: leads ? rgb : patch.rgb,
      most: leads ? count : patch.most,
      count: patch.count + count,
    });
  }
  return [...best.values()].toSorted((a, b) => b.count - a.count);
}

function isNear(a: number, b: number): boolean {
  const red = (a >> 16) - (b >> 16);
  const green = ((a >> 8) & 255) - ((b >> 8) & 255);
  const blue = (a & 255) - (b & 255);
  return red * red + green * green + blue * blue <= SAME_COLOUR * SAME_COLOUR;
}

function mergeNear(patches: readonly Patch[], smallest: number): readonly Patch[] {
  const merged: Patch[] = [];
  for (const { rgb, count } of patches) {
    const near = merged.find((swatch) => isNear(swatch.rgb, rgb));
    if (near) near.count += count;
    else if (merged.length < MOST_SWATCHES) merged.push({ rgb, count });
  }
  return merged.filter(({ count }) => count >= smallest).toSorted((a, b) => b.count - a.count);
}

const toHex = (rgb: number): string => `#${rgb.toString(16).padStart(6, '0')}`;
const toShare = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((part / whole) * 1000) / 1000);

function everyColour(grid: PixelGrid): ReadonlyMap<number, number> {
  const all = new Map<number, number>();
  for (let i = 0; i < grid.data.length; i += 4) {
    if ((grid.data[i + 3] ?? 0) >= OPAQUE) all.set(rgbAt(grid, i), (all.get(rgbAt(grid, i)) ?? 0) + 1);
  }
  return all;
}

function coloursOf(grid: PixelGrid, found: Tally): Colours {
  const tones = countTones(found);
  const photoLike = tones > MOST_FLAT_CELLS;
  const flatPixels = [...found.flat.values()].reduce((sum, count) => sum + count, 0);
  // Art of hairlines, and photographs, have no flat areas: then all pixels count.
  const source = flatPixels < found.opaque / 100 ? everyColour(grid) : found.flat;
  const swatches = mergeNear(patchesOf(source), Math.max(1, found.opaque * SMALLEST_SHARE));
  const shown = swatches.slice(0, photoLike ? 12 : MOST_SWATCHES);
  return {
    distinct: photoLike ? tones : swatches.length,
    photoLike,
    swatches: shown.map(({ rgb, count }) => ({ hex: toHex(rgb), share: toShare(count, found.opaque) })),
  };
}

/** Offsets of the outermost pixels, each once. */
function* border({ width, height }: PixelGrid): Generator<number> {
  for (let x = 0; x < width; x += 1) {
    yield x * 4;
    if (height > 1) yield ((height - 1) * width + x) * 4;
  }
  for (let y = 1; y < height - 1; y += 1) {
    yield y * width * 4;
    if (width > 1) yield (y * width + width - 1) * 4;
  }
}

/** The colour that runs round the whole edge, where at least 95 % of the edge has it and nothing shines through. */
function backgroundOf(grid: PixelGrid): string | undefined {
  const counts = new Map<number, number>();
  const edge = [...border(grid)];
  for (const i of edge)
    if ((grid.data[i + 3] ?? 0) >= OPAQUE) counts.set(rgbAt(grid, i), (counts.get(rgbAt(grid, i)) ?? 0) + 1);
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  if (!most) return undefined;
  const like = edge.filter((i) => (grid.data[i + 3] ?? 0) >= OPAQUE && isNear(rgbAt(grid, i), most[0]));
  return like.length >= edge.length * 0.95 ? toHex(most[0]) : undefined;
}

/**
 * Measures a grid: flat colours with their share of the opaque pixels, tones instead of flat colours, transparency,
 * and a one-colour ground that fills the edge. Soft edges between two flat areas are no colours of their own.
 */
export function measureColours(grid: PixelGrid): Measured {
  const found = tally(grid);
  const transparentShare = toShare(found.seeThrough, found.opaque + found.seeThrough);
  const background = found.seeThrough === 0 ? backgroundOf(grid) : undefined;
  return {
    colours: coloursOf(grid, found),
    surface: { transparent: found.seeThrough > 0, transparentShare, ...(background && { background }) },
  };
}
