import type { Tenant } from '@docket/sdk';
import type { Translate } from '@docket/sdk/messages';
import { barHeight, drawBars, drawSquare } from './codes.ts';
import type { Paragraph } from './fitted.ts';
import { ascent, caption, fill, inner, rule, sides, write, type Paper } from './page.ts';
import type { Sheet } from './sheet.ts';
import { widthOf } from './fonts.ts';

/** What all labels of a document have in common. */
export interface Look {
  readonly words: Translate;
  readonly tenant: Pick<Tenant, 'locale' | 'units'>;
}

const { margin } = sides;
/** Where each part begins, from the top. */
const top = { head: 10, from: 35, to: 85, facts: 213, marks: 297, bars: 317 } as const;
/** With the white of four modules around it that a scanner needs (ISO/IEC 18004, 9.1). */
const square = { x: sides.width - margin - 72, y: top.facts + 2, side: 72 } as const;
const besideSquare = inner - square.side - 12;

/** Draws one label on the page that is open. */
export function drawSheet(paper: Paper, sheet: Sheet, look: Look): void {
  drawHead(paper, sheet, look);
  drawAddresses(paper, sheet, look);
  drawFacts(paper, sheet, look);
  if (sheet.package.marks && sheet.package.marks.length > 0) drawMarks(paper, sheet.package.marks.join('   '));
  if (sheet.number === undefined) drawDraft(paper, look);
  else {
    drawBars(paper, sheet.number, top.bars);
    drawSquare(paper, sheet.address, square);
  }
}

const plain = (text: string): Paragraph => ({ text, weight: 400 });
const bold = (text: string): Paragraph => ({ text, weight: 700 });

function drawHead(paper: Paper, { shop, order }: Sheet, { words }: Look): void {
  const label = words('labels.sheet.order', { order });
  const [size, width] = [11, 11 * widthOf(label, 700)];
  write(paper, label, { x: sides.width - margin - width, y: top.head + size * ascent, size, weight: 700 });
  fill(paper, [bold(shop)], {
    x: margin,
    y: top.head,
    width: inner - width - 10,
    height: 16,
    sizes: [11, 10, 9, 8, 7, 6],
  });
  rule(paper, top.from - 7);
}

function drawAddresses(paper: Paper, { package: { from, to } }: Sheet, { words }: Look): void {
  caption(paper, words('labels.sheet.from'), { x: margin, y: top.from });
  fill(paper, from.map(plain), { x: margin, y: top.from + 3, width: inner, height: 38, sizes: [9, 8, 7, 6, 5.5] });
  rule(paper, top.to - 7);
  caption(paper, words('labels.sheet.to'), { x: margin, y: top.to });
  const lines = to.map((line, at) => (at === 0 || at === to.length - 1 ? bold(line) : plain(line)));
  fill(paper, lines, {
    x: margin,
    y: top.to + 3,
    width: inner,
    height: 112,
    sizes: [20, 18, 16, 14, 12, 11, 10, 9, 8],
  });
  rule(paper, top.facts - 8);
}

function drawFacts(
  paper: Paper,
  { package: { description, weight, at: one, of: all }, at, of, reference }: Sheet,
  { words, tenant }: Look,
): void {
  const half = besideSquare / 2;
  const facts: readonly (readonly [caption: string, text: string])[] = [
    ['package', words('labels.sheet.count', { at: String(at), of: String(of) })],
    ['weight', weight === undefined ? '' : weightText(weight, tenant)],
  ];
  for (const [place, [name, text]] of facts.entries()) {
    if (text === '') continue;
    const x = margin + place * half;
    caption(paper, words(`labels.sheet.${name}`), { x, y: top.facts + 3 });
    fill(paper, [bold(text)], { x, y: top.facts + 5, width: half - 6, height: 20, sizes: [15, 13, 11, 9, 7] });
  }
  if (reference !== '') {
    caption(paper, words('labels.sheet.reference'), { x: margin, y: top.facts + 31 });
    fill(paper, [bold(reference)], {
      x: margin,
      y: top.facts + 33,
      width: besideSquare,
      height: 15,
      sizes: [11, 10, 9, 8, 7, 6],
    });
  }
  if (description === '') return;
  caption(paper, words('labels.sheet.contents'), { x: margin, y: top.facts + 55 });
  const contents =
    all === 1 ? description : words('labels.sheet.part', { description, at: String(one), of: String(all) });
  fill(paper, [plain(contents)], {
    x: margin,
    y: top.facts + 57,
    width: besideSquare,
    height: 21,
    sizes: [9, 8, 7, 6],
  });
}

/** By the customs of the shop: kilograms, or pounds where lengths are inches. */
function weightText(grams: number, { locale, units }: Look['tenant']): string {
  const [unit, value] = units === 'inch' ? ['pound', grams / 453.592_37] : ['kilogram', grams / 1000];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: value < 10 ? 2 : 1 }).format(
    value,
  );
}

/** Dangers stand out: white on black. */
function drawMarks(paper: Paper, marks: string): void {
  paper.rect(margin, top.marks, inner, 17).fill('black').fillColor('white');
  fill(paper, [bold(marks)], {
    x: margin + 6,
    y: top.marks + 1,
    width: inner - 12,
    height: 15.5,
    sizes: [12, 11, 10, 9, 8, 7, 6],
  });
  paper.fillColor('black');
}

/** Nobody takes it for a label: a word across it, and no number and nothing to scan in their places. */
function drawDraft(paper: Paper, { words }: Look): void {
  const box = { x: margin, y: top.bars, width: inner, height: barHeight };
  paper.rect(box.x, box.y, box.width, box.height).lineWidth(1).dash(4, { space: 3 }).stroke().undash();
  const inside = { ...box, x: box.x + 10, y: box.y + 16, width: inner - 20, height: barHeight - 32 };
  fill(paper, [plain(words('labels.sheet.draft.about'))], { ...inside, sizes: [12, 11, 10, 9, 8] });
  const word = words('labels.sheet.draft');
  const size = Math.min(96, (sides.height * 0.85) / widthOf(word, 700));
  const middle: [number, number] = [sides.width / 2, sides.height / 2 - 20];
  paper.save().rotate(-52, { origin: middle }).fillOpacity(0.22);
  write(paper, word, { x: middle[0] - (widthOf(word, 700) * size) / 2, y: middle[1] + size * 0.35, size, weight: 700 });
  paper.restore();
}
