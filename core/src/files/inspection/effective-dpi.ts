import type { Inspection, PixelSize } from './facts.ts';

/** The size at which somebody wants the picture, in inches. With both sides given it is fitted inside, undistorted. */
export interface AskedSize {
  readonly widthInches: number;
  readonly heightInches?: number;
}

type Measurable = Pick<Inspection, 'raster' | 'page'>;

/** Inches asked for each unit of the picture's own size. */
function scaleOf(own: PixelSize, asked: AskedSize): number {
  const across = asked.widthInches / own.width;
  return asked.heightInches === undefined ? across : Math.min(across, asked.heightInches / own.height);
}

/** A single pixel drawn large is how programs write a flat colour; its density says nothing. */
const isPicture = ({ width, height }: PixelSize): boolean => width * height > 1;

/**
 * Pixels an inch at the asked size: the least of all bitmaps that the first page draws. `vector` where there is no
 * bitmap to get coarse; `unknown` where nothing read the content. A PDF that only wraps a bitmap counts as that bitmap.
 *
 *     effectiveDpi(inspection, { widthInches: 10 }) // 1,500 pixels wide → 150
 */
export function effectiveDpi({ raster, page }: Measurable, asked: AskedSize): number | 'vector' | 'unknown' {
  if (raster) return 1 / scaleOf(raster, asked);
  if (!page?.content || page.content === 'empty') return 'unknown';
  const scale = scaleOf(page, asked);
  const densities = page.images
    .filter(({ pixels, placed }) => isPicture(pixels) && placed.width > 0 && placed.height > 0)
    .map(({ pixels, placed }) => Math.min(pixels.width / placed.width, pixels.height / placed.height) / scale);
  return densities.length === 0 ? 'vector' : Math.min(...densities);
}
