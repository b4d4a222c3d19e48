import { fitted, leading, type Box, type Paragraph } from './fitted.ts';
import { runsOf, widthOf, type Weight } from './fonts.ts';

/** Points of a label of 4 × 6 in, and what stays white around it. */
export const sides = { width: 288, height: 432, margin: 12 } as const;
export const inner = sides.width - 2 * sides.margin;

/** The document of pdfkit, as far as labels draw on it. */
export type Paper = PDFKit.PDFDocument;

/** Where a box begins: its upper left corner. */
interface Place {
  readonly x: number;
  readonly y: number;
}

/** From the top of a line to the foot of its letters, in sizes. */
export const ascent = 0.92;

/** Fills a box with text, in the largest size that it fits in. Answers how high it became. */
export function fill(paper: Paper, paragraphs: readonly Paragraph[], box: Box & Place): number {
  const { size, lines } = fitted(paragraphs, box, widthOf);
  for (const [at, { text, weight }] of lines.entries())
    write(paper, text, { x: box.x, y: box.y + (at * leading + ascent) * size, size, weight });
  return lines.length * leading * size;
}

interface Line extends Place {
  readonly size: number;
  readonly weight: Weight;
}

/** Writes a line; `y` is the foot of its letters. */
export function write(paper: Paper, text: string, { x, y, size, weight }: Line): void {
  let at = x;
  for (const { font, text: run, width } of runsOf(text, weight)) {
    paper.font(fontOf(paper, font.name, font.bytes)).fontSize(size);
    paper.text(run, at, y, { lineBreak: false, baseline: 'alphabetic' });
    at += width * size;
  }
}

/** A small word above what it names. */
export const caption = (paper: Paper, text: string, { x, y }: Place): void =>
  write(paper, text.toUpperCase(), { x, y, size: 6, weight: 700 });

export function rule(paper: Paper, y: number): void {
  paper
    .moveTo(sides.margin, y)
    .lineTo(sides.width - sides.margin, y)
    .lineWidth(0.75)
    .stroke();
}

const carried = new WeakMap<Paper, Set<string>>();

/** A document carries each font once, and only those that it uses. */
function fontOf(paper: Paper, name: string, bytes: Buffer): string {
  const names = carried.get(paper) ?? new Set<string>();
  carried.set(paper, names);
  if (!names.has(name)) {
    paper.registerFont(name, bytes);
    names.add(name);
  }
  return name;
}
