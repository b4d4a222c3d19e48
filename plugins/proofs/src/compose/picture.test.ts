import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { artOf, drawing, print, wanted } from './picture.fixture.ts';
import { compose, sizeOf } from './picture.ts';
import { pngOf } from './pixels.ts';

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

const viewBox = (svg: string): readonly number[] => /viewBox="([^"]+)"/.exec(svg)![1]!.split(' ').map(Number);

describe('a composed mockup', () => {
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

  it('fits artwork of another shape into the middle of its print, and stretches nothing', async () => {
    const { svg, perInch } = compose(wanted({ art: await artOf(80, 20) }));
    const [art, whole] = [await found(svg, isArt), await found(compose(wanted()).svg, isArt)];
    expect(Math.abs(art.width - 4 * perInch)).toBeLessThanOrEqual(1);
    expect(Math.abs(art.height - perInch)).toBeLessThanOrEqual(1);
    expect(Math.abs(art.x - whole.x)).toBeLessThanOrEqual(1);
    expect(Math.abs(art.y + art.height / 2 - (whole.y + whole.height / 2))).toBeLessThanOrEqual(1);
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

  it('turns the thing where it is drawn right side left, and leaves its print where it is', async () => {
    const sleeve = { ...drawing, cloth: ['M10 10L30 10L30 40L10 40Z'], seams: [], print: { ...print, x: 20, y: 70 } };
    const [plain, turned] = [sleeve, { ...sleeve, mirrored: true }].map((one) => compose(wanted({ drawing: one })));
    const [x = 0] = viewBox(plain!.svg);
    const unit = plain!.perInch / drawing.perInch;
    const [was, is] = [await found(plain!.svg, isShade), await found(turned!.svg, isShade)];
    expect(Math.abs(was.x - (10 - x) * unit)).toBeLessThanOrEqual(unit);
    expect(Math.abs(is.x + is.width - (drawing.width - 10 - x) * unit)).toBeLessThanOrEqual(unit);
    expect([is.y, is.width, is.height]).toEqual([was.y, was.width, was.height]);
    expect(await found(turned!.svg, isArt)).toEqual(await found(plain!.svg, isArt));
  });

  it('has its seams on its cloth', () => {
    const { svg } = compose(wanted());
    expect(svg).toMatch(/<path fill="none" stroke-dasharray="[^"]+" stroke-width="[^"]+" d="M10 80L90 80"\/>/);
    expect(svg.indexOf(drawing.cloth[0]!)).toBeLessThan(svg.indexOf('M10 80L90 80'));
  });

  /** By how light it looks (ITU-R BT.601): green counts most, blue least. */
  it.each([
    ['#ffffff', 'dark'],
    ['#000000', 'light'],
    ['#ff0000', 'light'],
    ['#0000ff', 'light'],
    ['#00ff00', 'dark'],
    ['#ff4000', 'dark'],
    ['#0040ff', 'light'],
    ['#6d6d6d', 'light'],
    ['#6f6f6f', 'dark'],
    [null, 'dark'],
  ] as const)('of %s is drawn in lines that are %s', (shade, edge) => {
    const { svg } = compose(wanted({ drawing: { ...drawing, shade } }));
    expect(svg).toContain(`<g stroke="${edge === 'dark' ? '#55585c' : '#8b8f94'}" `);
  });

  it('is the same text for the same order, and takes no words as markup', () => {
    const hostile = wanted({
      caption: ['"><script>&', 'Full front'],
      drawing: { ...drawing, cloth: ['M0 0"/><a b="&'] },
    });
    expect(compose(hostile)).toEqual(compose(hostile));
    expect(compose(hostile).svg).not.toMatch(/<script|<a /);
    expect(compose(hostile).svg).toContain('d="M0 0&quot;/>&lt;a b=&quot;&amp;"');
  });
});
