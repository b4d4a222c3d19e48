import { tightestLimit, artworkRulesOf } from '#rules/artwork-rules.ts';
import { rowsUnder } from '#rules/artwork-findings.ts';
import type { Json } from '@docket/sdk';
import { groupOf, readCount, textOf } from '@docket/sdk/content';
import { locationOf } from '#rules/locations.ts';
import type { PrintSize, Wearer } from '#rules/locations.ts';
import { canonicalSize, wearerOf } from '#rules/sizes.ts';
import { lengthIn, readLength } from '#rules/lengths.ts';
import type { LengthUnit } from '#rules/lengths.ts';

/** A typed length in another unit, as short as it is spoken of; what is no length stays as typed. */
export function convertLength(typed: string, from: LengthUnit, to: LengthUnit): string {
  const { value } = readLength(typed, from);
  return value === undefined ? typed : String(lengthIn(value, to));
}

/** What to know before typing a size: what is usual at the place, and the most that fits the smallest garment. */
export interface SizeAdvice {
  readonly usual: PrintSize | undefined;
  readonly limit: (PrintSize & { readonly wearer: Wearer }) | undefined;
}

/** The advice for a place, on the garments that the print goes on, in inches. */
export function sizeAdvice(
  location: string,
  imprint: { readonly applies: readonly string[] },
  garments: readonly Json[],
  settings: Readonly<Record<string, Json>>,
): SizeAdvice {
  const wearers = wearersUnder(imprint, garments);
  const limit = tightestLimit(artworkRulesOf(settings).limits, location, wearers.length > 0 ? wearers : ['adult']);
  const standard = locationOf(location)?.standard;
  return { usual: standard && within(standard, limit), limit };
}

/** The usual size, made smaller in proportion where the smallest garment takes less. */
function within(usual: PrintSize, limit: PrintSize | undefined): PrintSize {
  if (!limit) return usual;
  const scale = Math.min(1, limit.width / usual.width, limit.height / usual.height);
  return { width: usual.width * scale, height: usual.height * scale };
}

function wearersUnder(imprint: { readonly applies: readonly string[] }, garments: readonly Json[]): readonly Wearer[] {
  const sizes = rowsUnder(imprint, garments).flatMap((row) =>
    Object.entries(groupOf(row['sizes']))
      .filter(([, typed]) => (readCount(typed).value ?? 0) > 0)
      .map(([size]) => canonicalSize(size, textOf(row['fit']))),
  );
  return [...new Set(sizes.map(wearerOf))];
}

/** Width and height in one unit, for reading: `3.5 × 4 in` is width `3.5`, height `4`. */
export const spokenSize = ({ width, height }: PrintSize, unit: LengthUnit): { width: string; height: string } => ({
  width: String(lengthIn(width, unit)),
  height: String(lengthIn(height, unit)),
});
