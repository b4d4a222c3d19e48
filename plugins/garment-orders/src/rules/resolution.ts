import { groupOf, listOf, type JsonGroup } from '@docket/sdk/content';
import { artworkRulesOf } from './artwork-rules.ts';
import { boxOf, inchesPerUnit, printOf, spoken, spokenBox, type Box, type Print } from './asked-print.ts';
import { isDrawing } from './file-kinds.ts';
import { finding, type Finding, type Settings } from './finding.ts';

/** How sharp a file prints at the asked size; drawings that are drawn are sharp at every size. */
export function sharpness(facts: JsonGroup, print: Print, settings: Settings): Finding[] {
  const dots = dotsAt(facts, print);
  const vector = isDrawing(facts);
  const onlyBitmap = vector && groupOf(facts['page'])['content'] === 'raster';
  const wrapped = onlyBitmap ? [finding('warn', 'art.bitmap-in-vector')] : [];
  if (dots === undefined) return vector && !onlyBitmap && isDrawn(facts) ? [finding('good', 'art.vector')] : wrapped;
  return [...wrapped, resolution(dots, print, settings)];
}

const isDrawn = (facts: JsonGroup): boolean => {
  const content = groupOf(facts['page'])['content'];
  return content === 'vector' || content === 'mixed' || (content === undefined && facts['kind'] === 'svg');
};

function resolution(dots: number, print: Print, settings: Settings): Finding {
  const { goodDpi, poorDpi } = artworkRulesOf(settings);
  const dpi = Math.floor(dots);
  const size = spoken(print.width ?? print.height ?? 0, print.unit);
  if (dpi >= goodDpi) return finding('good', 'art.sharp', { dpi, size });
  return finding('warn', dpi >= poorDpi ? 'art.fair-resolution' : 'art.poor-resolution', {
    dpi,
    size,
    wanted: goodDpi,
  });
}

/**
 * Pixels an inch when the file is printed at the asked size. Of a drawing the bitmaps count that fill at least a
 * twentieth of its page; nothing for pure drawings and where no size was typed.
 */
export const effectiveDpi = (facts: unknown, imprint: unknown): number | undefined =>
  dotsAt(groupOf(facts), printOf(imprint, ''));

function dotsAt(facts: JsonGroup, print: Print): number | undefined {
  const pixels = boxOf(facts['raster']);
  if (pixels) return dotsOf(inchesPerUnit(pixels, print));
  const page = boxOf(facts['page']);
  const scale = page && inchesPerUnit(page, print);
  if (!page || !scale) return undefined;
  return lowest(listOf(groupOf(facts['page'])['images']).flatMap((image) => placedDots(image, page, scale)));
}

const dotsOf = (scale: number | undefined): number | undefined => (scale ? 1 / scale : undefined);

const lowest = (values: readonly number[]): number | undefined => (values.length > 0 ? Math.min(...values) : undefined);

function placedDots(image: unknown, page: Box, scale: number): number[] {
  const pixels = boxOf(groupOf(image)['pixels']);
  const placed = boxOf(groupOf(image)['placed']);
  if (!pixels || !placed || placed.width * placed.height < (page.width * page.height) / 20) return [];
  return [Math.min(pixels.width / placed.width, pixels.height / placed.height) / scale];
}

/** Tells when the file's proportions leave more than a tenth of the asked size empty. */
export function proportions(facts: JsonGroup, print: Print): Finding[] {
  const box = boxOf(facts['raster']) ?? boxOf(facts['page']);
  const scale = box && inchesPerUnit(box, print);
  if (!box || !scale || !print.width || !print.height) return [];
  const [width, height] = [box.width * scale, box.height * scale];
  const fills = width > print.width * 0.9 && height > print.height * 0.9;
  return fills ? [] : [finding('note', 'art.proportions', spokenBox({ width, height }, print.unit))];
}
