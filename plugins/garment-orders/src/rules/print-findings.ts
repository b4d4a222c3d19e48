import { groupOf, isTicked, listOf, readCount, textOf, type JsonGroup } from '@docket/sdk/content';
import { artworkRulesOf, textsOf, tightestLimit } from './artwork-rules.ts';
import { printOf, spokenBox, type Print } from './asked-print.ts';
import { finding, type Finding, type Settings } from './finding.ts';
import { limitAt, type PrintSize, type Wearer } from './locations.ts';
import type { Method } from './methods.ts';
import { canonicalSize, isYouth, wearerOf } from './sizes.ts';

/**
 * What is to be said of one print on the garments it goes on: too large for the smallest, or the same print on very
 * different sizes. `garments` are the rows as typed. Never throws.
 */
export function printFindings(
  imprint: unknown,
  garments: unknown,
  settings: Settings,
  orderMethod = '',
): readonly Finding[] {
  const typed = groupOf(imprint);
  const print = printOf(imprint, orderMethod);
  const sizes = sizesUnder(typed, listOf(garments));
  return [
    ...tooLarge(textOf(typed['location']), print, [...new Set(sizes.map(wearerOf))], settings),
    ...sharedSize(print, sizes),
    ...lightOnDark(typed, print.method, listOf(garments)),
  ];
}

/** The sizes with pieces, each once: an order of many rows has few. */
function sizesUnder(imprint: JsonGroup, garments: readonly unknown[]): string[] {
  const typed = new Map<string, Set<string>>();
  for (const row of rowsUnder(imprint, garments)) {
    const fit = textOf(row['fit']);
    const labels = typed.get(fit) ?? new Set();
    typed.set(fit, labels);
    for (const [label, cell] of Object.entries(groupOf(row['sizes']))) {
      if (!labels.has(label) && (readCount(cell).value ?? 0) > 0) labels.add(label);
    }
  }
  return [...typed].flatMap(([fit, labels]) => [...labels].map((label) => canonicalSize(label, fit)));
}

/** The garment rows that an imprint goes on: those it names, all when it names none. */
export function rowsUnder(imprint: unknown, garments: readonly unknown[]): readonly JsonGroup[] {
  const chosen = new Set(textsOf(groupOf(imprint)['applies']));
  return garments.map(groupOf).filter((row) => chosen.size === 0 || chosen.has(textOf(row['id'])));
}

function tooLarge(location: string, print: Print, wearers: readonly Wearer[], settings: Settings): Finding[] {
  const { limits } = artworkRulesOf(settings);
  const tooSmall = (wearers.length > 0 ? wearers : (['adult'] as const)).filter((wearer) =>
    exceeds(print, limitAt(limits, location, wearer)),
  );
  const limit = tightestLimit(limits, location, tooSmall);
  if (!limit) return [];
  const code = limit.wearer === 'adult' ? 'print.too-large' : (`print.too-large-${limit.wearer}` as const);
  return [finding('warn', code, spokenBox(limit, print.unit))];
}

const exceeds = ({ width, height }: Print, limit: PrintSize | undefined): boolean =>
  limit !== undefined && ((width ?? 0) > limit.width || (height ?? 0) > limit.height);

/** From this width on, in inches, one print cannot look right on adult and children's garments alike. */
const sharedWidth = 6;

function sharedSize(print: Print, sizes: readonly string[]): Finding[] {
  const mixed = sizes.some(isYouth) && sizes.some((size) => !isYouth(size));
  return mixed && (print.width ?? 0) > sharedWidth ? [finding('note', 'print.shared-size')] : [];
}

const darkWords = /\b(black|navy|maroon|forest|charcoal|pepper|dark|midnight|brown|burgundy|purple)\b/i;
const lightWords = /\b(white|yellow|gold|cream|natural|ivory|silver|pink|light)\b/i;

function lightOnDark(imprint: JsonGroup, method: Method | undefined, garments: readonly unknown[]): Finding[] {
  if (!method?.asks.underbase || method.asks.inks === 'none' || isTicked(imprint['underbase'])) return [];
  const light = listOf(imprint['inks']).some((ink) => lightWords.test(textOf(groupOf(ink)['name'])));
  const dark = rowsUnder(imprint, garments).some((row) => darkWords.test(textOf(row['colorway'])));
  return light && dark ? [finding('note', 'print.underbase')] : [];
}
