import type { JsonGroup } from '@docket/sdk/content';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { artworkRulesOf, standardArtworkRules } from './artwork-rules.ts';
import { artworkFindings, effectiveDpi, printFindings } from './artwork-findings.ts';
import { findingCodes } from './codes.ts';
import { standardLimits } from './locations.ts';

const english = JSON.parse(readFileSync(new URL('../../messages/en.json', import.meta.url), 'utf8')) as Record<
  string,
  string
>;

const safe: JsonGroup = { block: false, reasons: [], warnings: [] };
const picture = (width: number, height: number, more: JsonGroup = {}): JsonGroup => ({
  kind: 'png',
  security: safe,
  raster: {
    width,
    height,
    hasAlpha: true,
  },
  surface: { transparent: true },
  ...more,
});
const drawing = (content: string, images: JsonGroup[] = [], more: JsonGroup = {}): JsonGroup => ({
  kind: 'pdf',
  security: safe,
  page: {
    width: 720,
    height: 720,
    content,
    images,
    hasText: false,
    fonts: [],
  },
  ...more,
});
const bitmap = (pixels: number, points: number): JsonGroup => ({
  pixels: { width: pixels, height: pixels },
  placed: { width: points, height: points },
});

const codes = (facts: unknown, imprint: unknown, method = 'screen-print', settings = {}): string[] =>
  artworkFindings(facts, imprint, settings, method).map(({ code }) => code.replace('garment.', ''));
const printCodes = (imprint: unknown, garments: unknown, method = ''): string[] =>
  printFindings(imprint, garments, {}, method).map(({ code }) => code.replace('garment.', ''));

describe('the resolution of artwork', () => {
  it.each([
    [3000, '10', 'art.sharp', 300],
    [2990, '10', 'art.fair-resolution', 299],
    [1500, '10', 'art.fair-resolution', 150],
    [1490, '10', 'art.poor-resolution', 149],
  ])('[G-19] of %d pixels at %s inches is told as %s', (pixels, width, code, dpi) => {
    const [found] = artworkFindings(picture(pixels, pixels), { width }, {}, 'screen-print');
    expect(found).toMatchObject({ code: `garment.${code}`, params: { dpi } });
  });

  it('[G-19] warns of poor files and never blocks them', () => {
    expect(artworkFindings(picture(10, 10), { width: '20' }, {}).map(({ severity }) => severity)).toEqual(['warn']);
  });

  it('[G-19] is of the size at which the art fits both asked sides', () => {
    expect(effectiveDpi(picture(1000, 2000), { width: '10', height: '10' })).toBeCloseTo(200);
    expect(effectiveDpi(picture(1000, 2000), { width: '10' })).toBeCloseTo(100);
    expect(effectiveDpi(picture(1000, 2000), { height: '10' })).toBeCloseTo(200);
    expect(effectiveDpi(picture(1000, 1000), { width: '254', unit: 'mm' })).toBeCloseTo(100);
    expect(effectiveDpi(picture(1000, 1000), {})).toBeUndefined();
  });

  it('[G-19] grows with pixels and shrinks with size', () => {
    const pixels = fc.integer({ min: 1, max: 20_000 });
    const inches = fc.integer({ min: 1, max: 24 });
    fc.assert(
      fc.property(pixels, pixels, inches, inches, (few, more, small, large) => {
        const [low, high] = [Math.min(few, more), Math.max(few, more)];
        const [near, far] = [Math.min(small, large), Math.max(small, large)];
        expect(effectiveDpi(picture(high, high), { width: String(near) })!).toBeGreaterThanOrEqual(
          effectiveDpi(picture(low, low), { width: String(far) })!,
        );
      }),
    );
  });

  it('[G-19] follows the shop’s own limits', () => {
    expect(codes(picture(2000, 2000), { width: '10' }, 'dtf', { goodDpi: 200, poorDpi: 100 })).toEqual(['art.sharp']);
  });
});

describe('vector art', () => {
  it('[G-19] is praised when it really is drawn', () => {
    expect(codes(drawing('vector'), { width: '10' })).toEqual(['art.vector']);
    expect(codes({ kind: 'svg', security: safe, page: { width: 10, height: 10, images: [] } }, {})).toEqual([
      'art.vector',
    ]);
  });

  it('[G-19] that holds only a bitmap is told so, and measured by its pixels', () => {
    const facts = drawing('raster', [bitmap(1000, 720)]);
    expect(effectiveDpi(facts, { width: '10' })).toBeCloseTo(100);
    expect(codes(facts, { width: '10' })).toEqual(['art.bitmap-in-vector', 'art.poor-resolution']);
    expect(codes(facts, {})).toEqual(['art.bitmap-in-vector']);
  });

  it('[G-19] with pictures in it is measured by the large ones only', () => {
    const facts = drawing('mixed', [bitmap(3000, 720), bitmap(1, 72)]);
    expect(codes(facts, { width: '10' })).toEqual(['art.sharp']);
  });

  it('[G-19] needs its fonts', () => {
    const page = { width: 72, height: 72, content: 'vector', images: [], fonts: [{ name: 'Bebas', embedded: false }] };
    expect(codes({ kind: 'pdf', security: safe, page }, {})).toContain('art.fonts');
  });
});

describe('colors and backgrounds', () => {
  const colours = (distinct: number, photoLike = false): JsonGroup => ({
    colours: { distinct, photoLike, swatches: [] },
  });

  it('[G-19] counts colors against those asked for', () => {
    expect(codes(picture(3000, 3000, colours(4)), { colors: '3' })).toEqual(['art.more-colors']);
    expect(codes(picture(3000, 3000, colours(3)), { colors: '3' })).toEqual([]);
    expect(codes(picture(3000, 3000, colours(9)), { colors: 'full' })).toEqual([]);
    expect(codes(picture(3000, 3000, colours(9)), { colors: '1' }, 'dtf')).toEqual([]);
  });

  it('[G-19] does not count a full background, and believes named spot colors', () => {
    const surface = { transparent: false, background: '#ffffff' };
    expect(codes(picture(9, 9, { ...colours(4), surface }), { colors: '3' })).toEqual([]);
    const spots = drawing('vector', [], { ...colours(9), pdf: { spotColours: ['PANTONE 186 C', 'All'] } });
    expect(codes(spots, { colors: '1' })).toEqual(['art.vector']);
  });

  it('[G-19] suggests another way for photos in flat-color methods', () => {
    expect(codes(picture(9, 9, colours(256, true)), { colors: '2' })).toEqual(['art.photo']);
    expect(codes(picture(9, 9, colours(256, true)), { colors: '2' }, 'dtg')).toEqual([]);
  });

  it('[G-19] warns of an opaque background where it would be printed', () => {
    const facts = picture(9, 9, { surface: { transparent: false, background: '#ffffff' } });
    expect(codes(facts, {}, 'dtf')).toEqual(['art.background']);
    expect(codes(facts, {}, 'embroidery')).toEqual([]);
    expect(codes(picture(9, 9), {}, 'dtf')).toEqual([]);
  });

  it('tells when the proportions leave the asked size half empty', () => {
    expect(codes(picture(6000, 3000), { width: '10', height: '10' })).toContain('art.proportions');
    expect(codes(picture(6000, 5900), { width: '10', height: '10' })).not.toContain('art.proportions');
  });
});

describe('a file', () => {
  it('[G-19] that may do harm is the only one refused', () => {
    const facts = { kind: 'svg', security: { block: true, reasons: ['svg-script'], warnings: [] } };
    expect(artworkFindings(facts, {}, {})).toEqual([{ code: 'garment.art.unsafe', severity: 'refuse', params: {} }]);
  });

  it.each([
    [null, 'art.checking'],
    [{ kind: 'dst', security: safe }, 'art.stitch-file'],
    [{ kind: 'docx', security: safe }, 'art.not-art'],
    [{ kind: 'gif', security: safe }, 'art.not-art'],
    [{ kind: 'png', security: safe, problem: 'damaged' }, 'art.unreadable'],
    [{ kind: 'png', security: safe, problem: 'too-many-pixels' }, 'art.too-much'],
    [{ kind: 'png', security: safe, problem: 'empty' }, 'art.empty'],
    [{ kind: 'pdf', security: { ...safe, block: true, reasons: ['password'] } }, 'art.password'],
    [picture(9, 9, { security: { ...safe, warnings: ['name-mismatch'] } }), 'art.name-mismatch'],
  ])('[G-19] %j is told as %s', (facts, code) => {
    expect(codes(facts, {})).toEqual([code]);
  });

  it('of whatever shape never makes the rules throw', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), (facts, imprint, garments) => {
        artworkFindings(facts, imprint, {}, 'dtf');
        printFindings(imprint, garments, {}, 'dtf');
      }),
    );
  });
});

describe('a print on its garments', () => {
  const row = (id: string, fit: string, sizes: JsonGroup, more: JsonGroup = {}): JsonGroup => ({
    id,
    fit,
    sizes,
    ...more,
  });
  const adult = row('g1', 'adult', { M: '5' });
  const toddler = row('g2', 'toddler', { '2T': '5' });

  it('[G-17] is limited by the smallest garment that gets it', () => {
    const print = { location: 'full-front', width: '11', height: '12' };
    expect(printCodes(print, [adult])).toEqual([]);
    expect(printCodes(print, [adult, row('g2', 'youth', { M: '5' })])).toContain('print.too-large-youth');
    expect(printCodes(print, [adult, toddler])).toContain('print.too-large-toddler');
    expect(printCodes(print, [row('g2', 'infant', { '6M': '1' })])).toContain('print.too-large-infant');
    expect(printCodes({ ...print, width: '15' }, [adult])).toEqual(['print.too-large']);
  });

  it('[G-17] is measured against every limit, not only against the smallest', () => {
    const limits = [
      { location: 'hood', wearer: 'adult', width: 12, height: 14 },
      { location: 'hood', wearer: 'youth', width: 20, height: 5 },
    ];
    const rows = [adult, row('g2', 'youth', { M: '5' })];
    const found = printFindings({ location: 'hood', width: '13', height: '4' }, rows, { limits });
    expect(found.map(({ code }) => code)).toContain('garment.print.too-large');
  });

  it('[G-17] is not limited by garments that it does not go on, nor by sizes without pieces', () => {
    const print = { location: 'full-front', width: '11', applies: ['g1'] };
    expect(printCodes(print, [adult, toddler])).toEqual([]);
    expect(printCodes({ ...print, applies: [] }, [row('g1', 'adult', { M: '5', '2T': '0', YS: 'x' })])).toEqual([]);
  });

  it('notes one size for adults and children, and light ink on dark cloth', () => {
    expect(printCodes({ location: 'other', width: '8' }, [adult, toddler])).toEqual(['print.shared-size']);
    const navy = row('g1', 'adult', { M: '1' }, { colorway: 'Heather Navy' });
    const print = { location: 'left-chest', inks: [{ name: 'White' }] };
    expect(printCodes(print, [navy], 'screen-print')).toEqual(['print.underbase']);
    expect(printCodes({ ...print, underbase: 'yes' }, [navy], 'screen-print')).toEqual([]);
    expect(printCodes(print, [navy], 'embroidery')).toEqual([]);
  });
});

describe('the artwork rules in settings', () => {
  it('take their standard where something is missing or odd', () => {
    expect(artworkRulesOf({})).toEqual(standardArtworkRules);
    expect(
      artworkRulesOf({ goodDpi: 'x', limits: [{ location: 'hood', wearer: 'dog', width: 1, height: 1 }] }),
    ).toEqual({
      ...standardArtworkRules,
      limits: [],
    });
    expect(artworkRulesOf({ limits: standardLimits }).limits).toEqual(standardLimits);
  });
});

it.each(findingCodes.map((code) => [code]))('the finding %s has words', (code) => {
  expect(english[`issue.garment.${code}`]).toMatch(/[.;].+\.$/);
});
