import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';
import { sfntOf } from './sfnt.ts';

/** How heavy letters are. */
export type Weight = 400 | 700;

/** A font file, opened for its metrics, with what a document is to carry of it. */
export interface OpenFont {
  readonly name: string;
  readonly bytes: Buffer;
  readonly font: Font;
}

/** Letters in a row that one font has. */
export interface Run {
  readonly font: OpenFont;
  readonly text: string;
  /** At the size 1. */
  readonly width: number;
}

/** Noto Sans comes in slices; Unifont has the whole basic plane, 東京 and 서울 among it, drawn in dots and in one weight. */
const slices = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'vietnamese', 'devanagari'];
const noto = (weight: Weight): readonly string[] =>
  slices.map((slice) => `@fontsource/noto-sans/files/noto-sans-${slice}-${weight}-normal.woff`);
const unifont = '@fontsource/unifont/files/unifont-latin-400-normal.woff';

const files: Readonly<Record<Weight, readonly string[]>> = {
  400: [...noto(400), unifont],
  700: [...noto(700), unifont],
};

/** Opened once, when the first letter needs it. */
const opened = new Map<string, OpenFont>();

function open(file: string): OpenFont {
  const known = opened.get(file);
  if (known) return known;
  const bytes = sfntOf(readFileSync(new URL(import.meta.resolve(file))));
  // One file holds one font; collections are another type.
  const one: OpenFont = { name: file, bytes, font: create(bytes) as Font };
  opened.set(file, one);
  return one;
}

/** Stands where no font has the letter, so that a gap is seen. */
const missing = '\uFFFD';

/** Labels of one order say nearly the same, and each text is measured in several sizes. */
const known = new Map<string, readonly Run[]>();
const mostKnown = 5000;

/** A text cut where the font changes. Combining signs stay with the letter before them. */
export function runsOf(text: string, weight: Weight): readonly Run[] {
  const key = `${weight} ${text}`;
  const runs = known.get(key) ?? cut(text, weight);
  if (known.size >= mostKnown) known.clear();
  known.set(key, runs);
  return runs;
}

function cut(text: string, weight: Weight): readonly Run[] {
  const runs: { readonly font: OpenFont; text: string }[] = [];
  for (const letter of letters(text)) {
    const font = fontFor(letter, weight);
    const shown = font ? letter : missing;
    const by = font ?? open(unifont);
    const last = runs.at(-1);
    if (last?.font === by) last.text += shown;
    else runs.push({ font: by, text: shown });
  }
  return runs.map((run) => ({ ...run, width: run.font.font.layout(run.text).advanceWidth / run.font.font.unitsPerEm }));
}

/** As one reads them: an accent is part of its letter. Composed where there is a sign for both. */
export const letters = (text: string): readonly string[] =>
  Array.from(segmenter.segment(text.normalize('NFC')), ({ segment }) => segment);
const segmenter = new Intl.Segmenter();

function fontFor(letter: string, weight: Weight): OpenFont | undefined {
  const points = Array.from(letter, (sign) => sign.codePointAt(0) ?? 0);
  const file = files[weight].find((one) => !points.some((point) => !open(one).font.hasGlyphForCodePoint(point)));
  return file === undefined ? undefined : open(file);
}

/** The width of a text at the size 1. */
export const widthOf = (text: string, weight: Weight): number =>
  runsOf(text, weight).reduce((sum, { width }) => sum + width, 0);
