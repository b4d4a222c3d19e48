import type { Source } from './sources.ts';

/** Words of one trade or one product. They belong to the plugin that serves that trade. */
const tradeWords =
  /\b(garments?|imprints?|colou?rways?|mockups?|cutoffs?|incoterms?|tailgates?|embroider\w*|screen[ -]?prints?|t-?shirts?|print (shop|location)s?|transport[ -]orders?|consignments?|carriers?|shipments?|freight|stripe|turf|sod)\b/gi;

/** Names of code as the words they are made of: `cutoffTime`, `cutoff_time`. */
const wordsOf = (line: string): string => line.replaceAll(/(?<=[a-z0-9])(?=[A-Z])|_/g, ' ');

/** Where a source names a trade: file, line and word. */
export function tradeWordsIn({ file, text }: Source): readonly string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      [...wordsOf(line).matchAll(tradeWords)].map(([word]) => `${file}:${index + 1} says "${word}"`),
    );
}
