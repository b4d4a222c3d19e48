import { groupOf, listOf, textOf } from '@docket/sdk/content';
import { limitAt, standardLimits, wearers, type PrintLimit, type PrintSize, type Wearer } from './locations.ts';

/** What a shop asks of artwork and prints: part of its public settings. */
export interface ArtworkRules {
  /** Pixels an inch from which a picture prints well. */
  readonly goodDpi: number;
  /** Pixels an inch below which a print is poor; between the two it is only fair. */
  readonly poorDpi: number;
  readonly limits: readonly PrintLimit[];
}

/** What a shop starts with. */
export const standardArtworkRules: ArtworkRules = { goodDpi: 300, poorDpi: 150, limits: standardLimits };

/** The artwork rules in a plugin's settings, as components get them; what is missing or odd takes its standard. */
export function artworkRulesOf(settings: Readonly<Record<string, unknown>>): ArtworkRules {
  return {
    goodDpi: positive(settings['goodDpi']) ?? standardArtworkRules.goodDpi,
    poorDpi: positive(settings['poorDpi']) ?? standardArtworkRules.poorDpi,
    limits: Array.isArray(settings['limits']) ? settings['limits'].flatMap(limitOf) : standardLimits,
  };
}

const positive = (value: unknown): number | undefined =>
  typeof value === 'number' && value > 0 && Number.isFinite(value) ? value : undefined;

function limitOf(value: unknown): PrintLimit[] {
  const { location, wearer, width, height } = groupOf(value);
  const size = { width: positive(width), height: positive(height) };
  if (!size.width || !size.height || !wearers.includes(wearer as Wearer)) return [];
  return [{ location: textOf(location), wearer: wearer as Wearer, width: size.width, height: size.height }];
}

/** The tightest limit at a location over several wearers, and whose it is; nothing where there is no limit. */
export function tightestLimit(
  limits: readonly PrintLimit[],
  location: string,
  over: readonly Wearer[],
): (PrintSize & { readonly wearer: Wearer }) | undefined {
  const found = over.flatMap((wearer) => {
    const limit = limitAt(limits, location, wearer);
    return limit ? [{ wearer, width: limit.width, height: limit.height }] : [];
  });
  return found.toSorted((one, other) => one.width * one.height - other.width * other.height)[0];
}

/** The entries of a typed list that are texts, e.g. ids. */
export const textsOf = (value: unknown): readonly string[] => listOf(value).map(textOf).filter(Boolean);
