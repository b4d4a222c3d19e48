import { letters, type Weight } from './fonts.ts';

/** A paragraph, which may be wrapped. */
export interface Paragraph {
  readonly text: string;
  readonly weight: Weight;
}

/** A box to fill: sides in points, sizes of letters from the one that is wanted to the smallest that can be read. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly sizes: readonly number[];
}

/** Lines that fit into a box, all in one size. */
export interface Fitted {
  readonly size: number;
  readonly lines: readonly Paragraph[];
}

/** The width of a text at the size 1. */
export type Measure = (text: string, weight: Weight) => number;

/** From one line to the next, in sizes. */
export const leading = 1.18;

const cut = '…';

/**
 * The text in the largest size in which all of it fits, wrapped. What does not fit in the smallest is shortened where the sign …
 * shows it: the last paragraph stays, for it tells the country.
 */
export function fitted(paragraphs: readonly Paragraph[], box: Box, measure: Measure): Fitted {
  for (const size of box.sizes) {
    const lines = paragraphs.flatMap((one) => wrapped(one, box.width / size, measure));
    if (lines.length <= linesIn(box, size)) return { size, lines };
  }
  const size = box.sizes.at(-1) ?? 1;
  return { size, lines: shortened(paragraphs, { ...box, size }, measure) };
}

const linesIn = ({ height }: Box, size: number): number => Math.floor(height / (size * leading) + 1e-6);

/** Every paragraph keeps a line of its own while there is room; a longer one is cut. */
function shortened(
  paragraphs: readonly Paragraph[],
  box: Box & { readonly size: number },
  measure: Measure,
): readonly Paragraph[] {
  const most = Math.max(1, linesIn(box, box.size));
  const kept = paragraphs.length <= most ? paragraphs : [...paragraphs.slice(0, most - 1), ...paragraphs.slice(-1)];
  if (kept.length < 2 && paragraphs.length > 1) return shortened([joined(paragraphs)], box, measure);
  let spare = most - kept.length;
  return kept.flatMap((one, at) => {
    const lines = wrapped(one, box.width / box.size, measure);
    const left = paragraphs.length > most && at === kept.length - 2;
    const room = Math.min(lines.length, 1 + spare);
    spare -= room - 1;
    if (room === lines.length && !left) return lines;
    const last = { ...one, text: ended(lines.slice(room - 1), box.width / box.size, measure) };
    return [...lines.slice(0, room - 1), last];
  });
}

const joined = (paragraphs: readonly Paragraph[]): Paragraph => ({
  text: paragraphs.map(({ text }) => text).join(' '),
  weight: paragraphs[0]?.weight ?? 400,
});

/** The first of these lines, with the sign that there was more. */
function ended([first, ...more]: readonly Paragraph[], width: number, measure: Measure): string {
  if (first === undefined) return cut;
  let text = letters(more.length > 0 ? `${first.text} ${more[0]?.text ?? ''}` : first.text);
  while (text.length > 0 && measure(`${text.join('').trimEnd()}${cut}`, first.weight) > width) text = text.slice(0, -1);
  return `${text.join('').trimEnd()}${cut}`;
}

/** Wrapped at spaces; a word that is wider than a line, or of a script without spaces, between letters. */
function wrapped({ text, weight }: Paragraph, width: number, measure: Measure): readonly Paragraph[] {
  const lines: string[] = [];
  let line = '';
  const fits = (one: string): boolean => measure(one, weight) <= width;
  for (const word of text.trim().split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const letter of fits(word) ? [word] : letters(word)) {
      if (line !== '' && !fits(line + letter)) {
        lines.push(line);
        line = '';
      }
      line += letter;
    }
  }
  return [...lines, line].map((one) => ({ text: one, weight }));
}
