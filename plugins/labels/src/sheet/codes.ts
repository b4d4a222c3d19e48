import { encode } from 'uqr';
import { isSscc } from '../rules/sscc.ts';
import { code128, gs1Sscc } from './code128.ts';
import { widthOf } from './fonts.ts';
import { inner, sides, write, type Paper } from './page.ts';

/** A dot of a label printer, of which there are eight to the millimetre. */
const dot = 72 / 25.4 / 8;
/** On the grid of a printer’s dots: what lies between two of them is blurred. */
const onDots = (points: number): number => Math.round(points / dot) * dot;

/** Half a millimetre: what GS1 asks of a label in transport begins at 0.495 mm (General Specifications, 5.12.3.1). */
const module = 4 * dot;
/** At least 32 mm, from the same table. */
export const barHeight = 32 * 8 * dot;
/** White on both sides, in modules. */
const quiet = 10;

/** The bars of a number, in the middle and on the grid of a printer’s dots, and the number below it. */
export function drawBars(paper: Paper, number: string, y: number): void {
  const sscc = isSscc(number);
  const bars = sscc ? gs1Sscc(number) : code128(number);
  const modules = bars.reduce((sum, width) => sum + width, 2 * quiet);
  const wide = Math.min(module, sides.width / modules);
  let x = onDots((sides.width - (modules - 2 * quiet) * wide) / 2);
  for (const [at, width] of bars.entries()) {
    if (at % 2 === 0) paper.rect(x, y, width * wide, barHeight);
    x += width * wide;
  }
  paper.fill();
  const text = sscc ? `(00) ${number}` : number;
  const size = Math.min(12, inner / widthOf(text, 700));
  write(paper, text, { x: (sides.width - widthOf(text, 700) * size) / 2, y: y + barHeight + 13, size, weight: 700 });
}

/** A square code, as large as whole dots fill a square of this side; it ends where that ends at the right. */
export function drawSquare(
  paper: Paper,
  text: string,
  { x, y, side }: { readonly x: number; readonly y: number; readonly side: number },
): void {
  // Its own white stands around it; three of a hundred may be torn off.
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const step = Math.floor(side / size / dot) * dot;
  const [left, top] = [onDots(x + side - size * step), onDots(y)];
  for (const [row, cells] of data.entries())
    for (const [column, dark] of cells.entries())
      if (dark) paper.rect(left + column * step, top + row * step, step, step);
  paper.fill();
}
