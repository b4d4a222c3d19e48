import { readFileSync } from 'node:fs';
import { create, type Font } from 'fontkit';

/** How heavy letters are. */
export type Weight = 400 | 700;

/** A font file that the plugin brings along: a server may have none. */
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

/** Where a line begins, at the foot of its letters. */
export interface Line {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly weight: Weight;
}

const slices = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'vietnamese', 'devanagari'];
const fileOf = (slice: string, weight: Weight): string =>
  `@fontsource/noto-sans/files/noto-sans-${slice}-${weight}-normal.woff`;

/** Opened once, when the first letter needs it. */
const opened = new Map<string, OpenFont>();

function open(name: string): OpenFont {
  const known = opened.get(name);
  if (known) return known;
  const bytes = readFileSync(new URL(import.meta.resolve(name)));
  // One file holds one font; collections are another type.
  const one: OpenFont = { name, bytes, font: create(bytes) as Font };
  opened.set(name, one);
  return one;
}

const segmenter = new Intl.Segmenter();

/** A text cut where the font changes; a letter that no font has is a box, so that a gap is seen. */
export function runsOf(text: string, weight: Weight): readonly Run[] {
  const runs: { readonly font: OpenFont; text: string }[] = [];
  for (const { segment } of segmenter.segment(text.normalize('NFC'))) {
    const font = fontFor(segment, weight);
    const last = runs.at(-1);
    if (last?.font === font) last.text += segment;
    else runs.push({ font, text: segment });
  }
  return runs.map((run) => ({ ...run, width: run.font.font.layout(run.text).advanceWidth / run.font.font.unitsPerEm }));
}

function fontFor(letter: string, weight: Weight): OpenFont {
  const points = Array.from(letter, (sign) => sign.codePointAt(0) ?? 0);
  const has = ({ font }: OpenFont): boolean => points.every((point) => font.hasGlyphForCodePoint(point));
  return slices.map((slice) => open(fileOf(slice, weight))).find(has) ?? open(fileOf('latin', weight));
}

/** The width of a text at the size 1. */
export const widthOf = (text: string, weight: Weight): number =>
  runsOf(text, weight).reduce((sum, { width }) => sum + width, 0);

/** A line as SVG path data, so that it looks the same wherever it is drawn. */
export function outlineOf(text: string, { x, y, size, weight }: Line): string {
  let at = x;
  return runsOf(text, weight)
    .flatMap(({ font: { font }, text: letters }) => {
      const { glyphs, positions } = font.layout(letters);
      const scale = size / font.unitsPerEm;
      return glyphs.map((glyph, place) => {
        const { xAdvance, xOffset, yOffset } = positions[place]!;
        const drawn = glyph.path.transform(scale, 0, 0, -scale, at + xOffset * scale, y - yOffset * scale);
        at += xAdvance * scale;
        return drawn.toSVG();
      });
    })
    .join('');
}
