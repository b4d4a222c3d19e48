import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outlineOf, runsOf, widthOf, type Line } from './letters.ts';

const at: Line = { x: 10, y: 20, size: 10, weight: 400 };
/** The points of a line's outlines. */
const pointsOf = (text: string, line: Partial<Line> = {}): readonly (readonly [number, number])[] =>
  [...outlineOf(text, { ...at, ...line }).matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
function boxOf(text: string, line: Partial<Line> = {}) {
  const points = pointsOf(text, line);
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}
const slicesOf = (text: string): readonly string[] =>
  runsOf(text, 400).map(({ font: { name } }) => /noto-sans-([a-z-]+)-400/.exec(name)![1]!);
const boxes = (text: string): number =>
  runsOf(text, 400).flatMap((run) => run.font.font.layout(run.text).glyphs.filter(({ id }) => id === 0)).length;
const letters = fc.constantFrom(...Array.from('AbcÄß éŁΩжЯệक–×·1,😀漢'), 'कि', 'q\u0323');
const texts = fc.array(letters, { maxLength: 30 }).map((all) => all.join(''));

describe('letters of many languages', () => {
  it('are cut where the font changes, and nothing of a text is lost', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const runs = runsOf(text, 400);
        expect(runs.map((run) => run.text).join('')).toBe(text.normalize('NFC'));
        expect(runs.filter((run, place) => run.font === runs[place - 1]?.font)).toEqual([]);
      }),
      { numRuns: 30 },
    );
    expect(slicesOf('Name: Яна, Ωμέγα')).toEqual(['latin', 'cyrillic', 'latin', 'greek']);
  });

  it('are as wide as their runs together', () => {
    expect(widthOf('AbЖдΩ', 400)).toBeCloseTo(widthOf('Ab', 400) + widthOf('Жд', 400) + widthOf('Ω', 400), 9);
    // A capital M is about as wide as it is high: nine tenths of the size.
    expect(widthOf('M', 400)).toBeCloseTo(0.907, 2);
  });

  it('come of one font with their marks, however these are typed', () => {
    expect(outlineOf('e\u0301', at)).toBe(outlineOf('é', at));
    // The font of the base letter alone has no ogonek.
    expect([boxes('a\u0328\u0301'), slicesOf('a\u0328\u0301')]).toEqual([0, ['latin-ext']]);
  });

  it('are a box where no font has them, so that a gap is seen', () => {
    expect([boxes('漢'), slicesOf('漢')]).toEqual([1, ['latin']]);
    expect(widthOf('漢', 400)).toBeGreaterThan(0.4);
  });

  it('are wider in bold', () => {
    expect(widthOf('Gildan', 700)).toBeGreaterThan(widthOf('Gildan', 400) * 1.02);
    expect(boxOf('Gildan', { weight: 700 }).right).toBeGreaterThan(boxOf('Gildan').right);
  });

  it('stand on their line from where it begins, seven tenths of their size high', () => {
    const { left, top, bottom } = boxOf('H');
    expect(left).toBeGreaterThanOrEqual(10);
    expect(left).toBeLessThan(11.2);
    expect([top, bottom]).toEqual([expect.closeTo(20 - 7.14, 1), 20]);
    expect(boxOf('p').bottom).toBeGreaterThan(22);
  });

  it.each(['HH', 'HЖ', 'ΩHЖ'])('follow each other by their widths: %s', (text) => {
    const last = text.at(-1)!;
    const before = widthOf(text.slice(0, -1), 400) * 10;
    expect(boxOf(text).right).toBeCloseTo(boxOf(last, { x: 10 + before }).right, 1);
    expect(boxOf(text).left).toBeCloseTo(boxOf(text[0]!).left, 1);
  });

  it('have their marks where the font says: a dot below a q stands under its tail', () => {
    const { right, bottom } = boxOf('q');
    const below = pointsOf('q\u0323').filter(([, y]) => y > bottom + 0.1);
    expect(below.length).toBeGreaterThan(4);
    const middle = below.reduce((sum, [x]) => sum + x, 0) / below.length;
    // The tail is nine hundredths of the size wide.
    expect(Math.abs(middle - (right - 0.45))).toBeLessThan(0.4);
    expect(Math.max(...below.map(([, y]) => y))).toBeLessThan(bottom + 3);
  });
});
