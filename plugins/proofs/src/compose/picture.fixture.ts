import type { WorkDrawing } from '@docket/sdk';
import sharp from 'sharp';
import type { Art, Composition } from './picture.ts';

export const print = { x: 50, y: 40, width: 4, height: 4 };

/** A square of navy cloth with a hem, and a print of four inches. */
export const drawing = {
  width: 100,
  height: 96,
  cloth: ['M10 10L90 10L90 90L10 90Z'],
  seams: ['M10 80L90 80'],
  perInch: 2.6,
  shade: '#1f2a44',
  print,
} satisfies WorkDrawing;
const magenta = { r: 255, g: 0, b: 255 };
/** A picture of one color, which stands nowhere else. */
export async function artOf(width: number, height: number): Promise<Art> {
  const bytes = await sharp({ create: { width, height, channels: 3, background: magenta } })
    .png()
    .toBuffer();
  return { bytes, width, height };
}
export const square = await artOf(40, 40);

/** What a mockup of it is composed of, unless something else is said. */
export const wanted = (change: Partial<Composition> = {}): Composition => ({
  drawing,
  art: square,
  caption: ['Gildan 5000, Navy', 'Full front · 4 × 4 in'],
  inch: '1 in',
  ...change,
});
