import sharp from 'sharp';
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { widthOf } from './letters.ts';
import { onPaper, type Page, type Paper } from './paper.ts';
import type { Art } from './picture.ts';

const now = new Date('2026-11-26T12:00:00Z');
const letter: Paper = { tenant: { locale: 'en-US', units: 'inch' }, now };
const a4: Paper = { tenant: { locale: 'de-DE', units: 'mm' }, now };
const margin = 48;

interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A piece of text: where it begins and ends, on which line it stands, and how large it is. In points from the upper left corner. */
interface Word {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly line: number;
  readonly size: number;
}

/** As PDF writes a transformation. */
type Matrix = readonly [number, number, number, number, number, number];
const matrixOf = (numbers: readonly unknown[]): Matrix => numbers.map(Number) as unknown as Matrix;
const times = ([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix => [
  a * g + c * h,
  b * g + d * h,
  a * i + c * j,
  b * i + d * j,
  a * k + c * l + e,
  b * k + d * l + f,
];

/** What stands where on each page. */
async function written(write: (page: Page) => void, paper: Paper = letter) {
  const document = await getDocumentProxy(Uint8Array.from(await onPaper('A leaf', paper, write)));
  const { OPS } = await getResolvedPDFJS();
  return Promise.all(
    Array.from({ length: document.numPages }, async (_, at) => {
      const page = await document.getPage(at + 1);
      const { width, height } = page.getViewport({ scale: 1 });
      const { items } = await page.getTextContent();
      const words = items.flatMap((item): Word[] => {
        if (!('str' in item) || item.str.trim() === '') return [];
        const [, , , size, left, up] = matrixOf(item.transform);
        return [{ text: item.str, left, right: left + item.width, line: height - up, size: Math.abs(size) }];
      });
      const { fnArray, argsArray } = await page.getOperatorList();
      const images: Rect[] = [];
      const kept: Matrix[] = [];
      let turned: Matrix = [1, 0, 0, 1, 0, 0];
      for (const [place, fn] of fnArray.entries()) {
        if (fn === OPS.save) kept.push(turned);
        if (fn === OPS.restore) turned = kept.pop()!;
        if (fn === OPS.transform) turned = times(turned, matrixOf(argsArray[place] as readonly unknown[]));
        if (fn !== OPS.paintImageXObject) continue;
        const [[x, y], [right, up]] = [corner(turned, 0, 0), corner(turned, 1, 1)];
        images.push({ left: x, right, top: height - Math.max(y, up), bottom: height - Math.min(y, up) });
      }
      return { width, height, words, images };
    }),
  );
}
/** Where a corner of the unit square comes to be. */
const corner = ([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] => [
  a * x + c * y + e,
  b * x + d * y + f,
];

async function artOf(width: number, height: number): Promise<Art> {
  const bytes = await sharp({ create: { width, height, channels: 3, background: '#336699' } })
    .png()
    .toBuffer();
  return { bytes, width, height };
}
const long = 'Printed on the left chest, as it is worn. '.repeat(8).trim();
const linesOf = (words: readonly Word[]): readonly number[] => [...new Set(words.map(({ line }) => line))];

describe('paper of a shop', () => {
  it.each([
    ['letter', letter, [612, 792]],
    ['A4', a4, [595.28, 841.89]],
  ] as const)('is %s, with a margin of two thirds of an inch on every side', async (_, paper, sides) => {
    const pages = await written((page) => {
      for (let at = 0; at < 30; at += 1) page.write(long, { size: 10 });
    }, paper);
    expect(pages.length).toBeGreaterThan(1);
    for (const { width, height, words } of pages) {
      expect([width, height]).toEqual([expect.closeTo(sides[0], 2), expect.closeTo(sides[1], 2)]);
      expect(Math.min(...words.map(({ left }) => left))).toBeCloseTo(margin, 1);
      expect(Math.max(...words.map(({ right }) => right))).toBeLessThanOrEqual(width - margin + 0.5);
      expect(Math.max(...words.map(({ right }) => right))).toBeGreaterThan(width - margin - 60);
      expect(Math.max(...linesOf(words))).toBeLessThanOrEqual(height - margin);
      // Letters of size 10 stand ten points below where their line begins.
      expect(Math.min(...linesOf(words))).toBeCloseTo(margin + 10, 1);
    }
    for (const { words, height } of pages.slice(0, -1))
      expect(Math.max(...linesOf(words))).toBeGreaterThan(height - margin - 2 * 13.5);
  });

  it('says its title, its language and when it was written', async () => {
    const document = await getDocumentProxy(Uint8Array.from(await onPaper('A leaf', a4, (page) => page.skip(1))));
    const { info } = await document.getMetadata();
    const CreationDate = expect.stringMatching(/^D:20261126120000/) as string;
    expect(info).toMatchObject({ Title: 'A leaf', Language: 'de-DE', CreationDate });
  });

  it('has lines of one text a third more than its size apart, and breaks them at its own ends', async () => {
    const [page] = await written((on) => on.write('One\nTwo\nThree', { size: 10 }));
    expect(page!.words.map(({ text }) => text)).toEqual(['One', 'Two', 'Three']);
    expect(page!.words.map(({ line }) => Math.round((line - margin) * 10) / 10)).toEqual([10, 23.5, 37]);
  });

  it('fills each line with as many words as fit, and loses none', async () => {
    const [page] = await written((on) => on.write(long, { size: 12, weight: 700 }));
    const lines = linesOf(page!.words).map((line) => page!.words.filter((word) => word.line === line));
    expect(
      page!.words
        .map(({ text }) => text)
        .join(' ')
        .replaceAll(/\s+/g, ' '),
    ).toBe(long);
    for (const [at, line] of lines.entries()) {
      const next = lines[at + 1]?.[0]?.text.trim().split(' ')[0];
      const end = Math.max(...line.map(({ right }) => right));
      expect(end).toBeLessThanOrEqual(612 - margin + 0.5);
      // No letter is wider than its size.
      if (next) expect(end + (next.length + 1) * 12).toBeGreaterThan(612 - margin);
    }
  });

  it('breaks what is wider than a line within the word, in its sequence', async () => {
    const word = Array.from({ length: 90 }, (_, at) => at).join('');
    const [page] = await written((on) => on.write(word, { size: 16 }));
    expect(linesOf(page!.words).length).toBeGreaterThan(1);
    expect(page!.words.map(({ text }) => text).join('')).toBe(word);
    expect(Math.max(...page!.words.map(({ right }) => right))).toBeLessThanOrEqual(612 - margin + 0.5);
  });

  it('breaks no word within a letter', async () => {
    // Each is two code units and one box, since no font has it: half of one would be a box more.
    const word = '😀'.repeat(71);
    const lines = (await written((on) => on.write(word, { size: 16 })))[0]!.words;
    const width = lines.reduce((sum, { left, right }) => sum + right - left, 0);
    expect(width).toBeCloseTo(widthOf(word, 400) * 16, 0);
  });

  it('has letters of several fonts one behind the other on one line', async () => {
    const [page] = await written((on) => on.write('Name Яна Ωμέγα', { size: 10 }));
    const { words } = page!;
    expect(linesOf(words)).toHaveLength(1);
    for (const [at, word] of words.entries())
      if (at > 0) expect(Math.abs(word.left - words[at - 1]!.right)).toBeLessThan(4);
    expect(words.at(-1)!.right).toBeGreaterThan(margin + 60);
  });

  it('has a row’s value beside its label, each wrapped in its own column, whichever is longer', async () => {
    const [page] = await written((on) => {
      on.row('Label', long);
      on.row(long, 'Value');
      on.row('Last', 'End');
    });
    const at = (text: string) => page!.words.find((word) => word.text.startsWith(text))!;
    for (const [label, value] of [
      ['Label', 'Printed'],
      ['Last', 'End'],
    ] as const)
      expect([at(label).left, at(value).left, at(label).line]).toEqual([
        expect.closeTo(margin, 1),
        expect.closeTo(margin + 150, 1),
        at(value).line,
      ]);
    const [labels, values] = [true, false].map((isLabel) =>
      page!.words.filter(({ left }) => left < margin + 149 === isLabel),
    );
    for (const column of [labels!, values!])
      expect(
        column
          .map(({ text }) => text)
          .join(' ')
          .replaceAll(/\s+/g, ' '),
      ).toContain(long);
    expect(Math.max(...labels!.map(({ right }) => right))).toBeLessThanOrEqual(margin + 140.5);
    expect(Math.max(...values!.map(({ right }) => right))).toBeLessThanOrEqual(612 - margin + 0.5);
    const last = Math.max(
      ...page!.words.filter(({ text }) => text !== 'Last' && text !== 'End').map(({ line }) => line),
    );
    expect(at('Last').line).toBeCloseTo(last + 13.5, 1);
  });

  it.each([
    ['as wide as its lines where it is broad', 2000, 500, 516, 129],
    ['400 points high where it is tall', 500, 2000, 100, 400],
    ['larger where it is small', 40, 20, 516, 258],
  ])('has a picture %s, in its own shape', async (_, width, height, across, down) => {
    const art = await artOf(width, height);
    const [page] = await written((on) => {
      on.draw(art);
      on.write('Below', { size: 10 });
    });
    const [image] = page!.images;
    expect(image).toEqual({
      left: expect.closeTo(margin, 1) as number,
      top: expect.closeTo(margin, 1) as number,
      right: expect.closeTo(margin + across, 1) as number,
      bottom: expect.closeTo(margin + down, 1) as number,
    });
    expect(page!.words[0]!.line).toBeCloseTo(margin + down + 10, 1);
  });

  it('lays a ground behind a picture that is seen through, so that white shows on it', async () => {
    const bytes = await sharp({ create: { width: 4, height: 4, channels: 4, background: '#ffffff00' } })
      .png()
      .toBuffer();
    const made = await onPaper('A leaf', letter, (on) => on.draw({ bytes, width: 4, height: 4 }));
    const document = await getDocumentProxy(Uint8Array.from(made));
    const [{ OPS }, { fnArray }] = [await getResolvedPDFJS(), await (await document.getPage(1)).getOperatorList()];
    const [ground, image] = [OPS.constructPath, OPS.paintImageXObject].map((one) => fnArray.indexOf(one));
    expect(ground).toBeGreaterThan(-1);
    expect(image).toBeGreaterThan(ground!);
  });

  it('has a picture that does not fit below on the next page', async () => {
    const art = await artOf(100, 100);
    const pages = await written((on) => {
      on.draw(art);
      on.draw(art);
    });
    expect(pages.map(({ images }) => images.map(({ top, bottom }) => [Math.round(top), Math.round(bottom)]))).toEqual([
      [[48, 448]],
      [[48, 448]],
    ]);
  });

  it('never leaves a heading alone at the end of a page', async () => {
    for (let skipped = 640; skipped <= 700; skipped += 5) {
      const pages = await written((on) => {
        on.skip(skipped);
        on.head('What is made');
        on.row('Pieces', '24');
      });
      const last = pages.at(-1)!.words.map(({ text }) => text);
      expect(pages.filter(({ words }) => words.length > 0)).toHaveLength(1);
      expect(last).toEqual(['What is made', 'Pieces', '24']);
    }
  });
});
