import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitted, leading, type Box, type Paragraph } from './fitted.ts';

/** Letters that are all half as wide as they are high. */
const measure = (text: string): number => text.length / 2;
const plain = (text: string): Paragraph => ({ text, weight: 400 });
const box: Box = { width: 100, height: 60, sizes: [20, 10] };
const textsIn = (paragraphs: readonly string[], over: Partial<Box> = {}) => {
  const { size, lines } = fitted(paragraphs.map(plain), { ...box, ...over }, measure);
  return { size, lines: lines.map(({ text }) => text) };
};

describe('text in a box', () => {
  it('is as large as it can be', () => {
    expect(textsIn(['Short', 'one'])).toEqual({ size: 20, lines: ['Short', 'one'] });
    expect(textsIn(['Short', 'and', 'three'])).toEqual({ size: 10, lines: ['Short', 'and', 'three'] });
  });

  it('is wrapped at spaces, and within what has none', () => {
    expect(textsIn(['Quay Road 12']).lines).toEqual(['Quay Road', '12']);
    expect(textsIn(['東京電機株式会社工場群']).lines).toEqual(['東京電機株式会社工場', '群']);
  });

  it('shows what was left out of a paragraph, and of many paragraphs, and keeps the last', () => {
    const long = Array.from({ length: 30 }, (_, at) => `word${at}`).join(' ');
    const lines = textsIn([long, 'IRELAND']).lines;
    expect(lines).toHaveLength(5);
    expect(lines.slice(3)).toEqual([expect.stringMatching(/^word\d.*…$/), 'IRELAND']);
    const many = textsIn(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'IRELAND']).lines;
    expect(many).toEqual(['a', 'b', 'c', 'd…', 'IRELAND']);
  });

  it('never leaves it, and says all of it or that it does not', () => {
    const words = fc.array(fc.stringMatching(/^[a-zŁ東]{1,30}( [a-z]{1,12}){0,12}$/), { minLength: 1, maxLength: 14 });
    const boxes = fc.record({ width: fc.integer({ min: 20, max: 300 }), height: fc.integer({ min: 12, max: 200 }) });
    fc.assert(
      fc.property(words, boxes, (paragraphs, sides) => {
        const { size, lines } = textsIn(paragraphs, { ...sides, sizes: [20, 14, 10] });
        for (const line of lines) expect(measure(line) * size).toBeLessThanOrEqual(sides.width + 1e-6);
        expect(lines.length * size * leading).toBeLessThanOrEqual(Math.max(sides.height, size * leading) + 1e-3);
        const all = (texts: readonly string[]) => texts.join('').replaceAll(' ', '');
        if (!all(lines).includes('…')) expect(all(lines)).toBe(all(paragraphs));
      }),
    );
  });
});
