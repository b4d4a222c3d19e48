import type { WorkDrawing } from '@docket/sdk';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { pngOf } from './pixels.ts';
import { compose, sizeOf, type Art, type Composition } from './picture.ts';

const print = { x: 50, y: 40, width: 4, height: 4 };
const drawing = {
  width: 100,
  height: 96,
  cloth: ['M10 10L90 10L90 90L10 90Z'],
  seams: ['M10 80L90 80'],
  perInch: 2.6,
  shade: '#1f2a44',
  print,
} satisfies WorkDrawing;
const magenta = { r: 255, g: 0, b: 255 };
async function artOf(width: number, height: number): Promise<Art> {
  const bytes = await sharp({ create: { width, height, channels: 3, background: magenta } })
    .png()
    .toBuffer();
  return { bytes, width, height };
}
const square = await artOf(40, 40);
const wanted = (change: Partial<Composition> = {}): Composition => ({
  drawing,
  art: square,
  caption: ['Gildan 5000, Navy', 'Full front · 4 × 4 in'],
  inch: '1 in',
  ...change,
});

/** The box of all pixels that are so, in pixels. */
async function found(svg: string, is: (red: number, green: number, blue: number, y: number) => boolean) {
  const { data, info } = await sharp(await pngOf({ svg }))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (let y = 0; y < info.height; y += 1)
    for (let x = 0; x < info.width; x += 1) {
      const at = (y * info.width + x) * 3;
      if (!is(data[at]!, data[at + 1]!, data[at + 2]!, y)) continue;
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x + 1);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y + 1);
    }
  return { x: box.left, y: box.top, width: box.right - box.left, height: box.bottom - box.top, of: info };
}
const isArt = (red: number, green: number, blue: number): boolean => red > 200 && green < 90 && blue > 200;
const isShade = (red: number, green: number, blue: number): boolean => red === 0x1f && green === 0x2a && blue === 0x44;

/** Numbers of a rectangle that the ruler is drawn of: the first one is its length. */
const ruler = (svg: string): number => Number(/<g fill="#26282b"><rect [^>]*width="([\d.]+)"/.exec(svg)![1]);
const viewBox = (svg: string): readonly number[] => /viewBox="([^"]+)"/.exec(svg)![1]!.split(' ').map(Number);

describe('a composed mockup', () => {
  it('shows an inch as an inch, whatever is drawn and however large the print is', () => {
    const inches = fc.double({ min: 0.25, max: 60, noNaN: true });
    const places = fc.record({
      x: fc.double({ min: 0, max: 100, noNaN: true }),
      y: fc.double({ min: 0, max: 96, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 20, noNaN: true }),
        inches,
        inches,
        places,
        (perInch, width, height, at) => {
          const made = compose(wanted({ drawing: { ...drawing, perInch, print: { ...at, width, height } } }));
          const [x = 0, y = 0, across = 0, down = 0] = viewBox(made.svg);
          expect(made.width / across).toBeCloseTo(made.perInch / perInch, 6);
          expect(made.height / down).toBeCloseTo(made.perInch / perInch, 6);
          expect(ruler(made.svg)).toBeCloseTo(perInch, 9);
          const [left, top] = [at.x - (width * perInch) / 2, at.y - (height * perInch) / 2];
          expect(left).toBeGreaterThan(x);
          expect(top).toBeGreaterThan(y);
          expect(left + width * perInch).toBeLessThan(x + across);
          expect(top + height * perInch).toBeLessThan(y + down);
        },
      ),
    );
  });

  it('has its print in the middle of its place, in pixels', async () => {
    const { svg, perInch, width, height } = compose(wanted());
    const art = await found(svg, isArt);
    expect([art.of.width, art.of.height]).toEqual([width, height]);
    expect(Math.abs(art.width - 4 * perInch)).toBeLessThanOrEqual(1);
    expect(Math.abs(art.height - 4 * perInch)).toBeLessThanOrEqual(1);
    const [x = 0, y = 0] = viewBox(svg);
    const unit = perInch / drawing.perInch;
    expect(Math.abs(art.x + art.width / 2 - (print.x - x) * unit)).toBeLessThanOrEqual(1);
    expect(Math.abs(art.y + art.height / 2 - (print.y - y) * unit)).toBeLessThanOrEqual(1);
  });

  it('fits artwork of another shape into its print, and stretches nothing', async () => {
    const { svg, perInch } = compose(wanted({ art: await artOf(80, 20) }));
    const art = await found(svg, isArt);
    expect(Math.abs(art.width - 4 * perInch)).toBeLessThanOrEqual(1);
    expect(Math.abs(art.height - perInch)).toBeLessThanOrEqual(1);
  });

  it.each([
    [
      { width: 4, height: null },
      { width: 4, height: 1 },
    ],
    [
      { width: null, height: 2 },
      { width: 8, height: 2 },
    ],
    [
      { width: 4, height: 4 },
      { width: 4, height: 4 },
    ],
  ])('of %j, from artwork four times as wide as high, is %j', (sides, size) => {
    expect(sizeOf({ ...print, ...sides }, { width: 400, height: 100 })).toEqual(size);
  });

  it('is in the shade of its material, and striped where nobody knows it', async () => {
    expect((await found(compose(wanted()).svg, isShade)).width).toBeGreaterThan(1000);
    const { svg } = compose(wanted({ drawing: { ...drawing, shade: null } }));
    expect((await found(svg, isShade)).width).toBe(-Infinity);
    expect(svg).toContain('fill="url(#unknown)"');
  });

  it('is the same text for the same order, and takes no words as markup', () => {
    const hostile = wanted({
      caption: ['"><script>&', 'Full front'],
      drawing: { ...drawing, cloth: ['M0 0"/><a b="'] },
    });
    expect(compose(hostile)).toEqual(compose(hostile));
    expect(compose(hostile).svg).not.toMatch(/<script|<a /);
  });

  it('stays small enough to be looked at, however huge the print is', () => {
    const { width, height } = compose(
      wanted({ drawing: { ...drawing, print: { ...print, width: 90_000, height: 10 } } }),
    );
    expect(Math.max(width, height)).toBeLessThan(4200);
  });
});
