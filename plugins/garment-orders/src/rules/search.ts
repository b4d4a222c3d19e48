import type { GarmentContent } from './content.ts';

const longest = 2000;

/** Words to find an order by beyond its title, number and reference: goods, places, inks, receiver. Each once. */
export function searchWords({ method, garments, imprints, delivery }: GarmentContent): string {
  const texts = [
    method,
    ...garments.flatMap(({ type, brand, style, colorway }) => [type, brand, style, colorway]),
    ...imprints.flatMap((print) => [print.location, print.label, print.method, print.inkType]),
    ...imprints.flatMap(({ inks }) => inks.flatMap(({ name, code }) => [name, code])),
    ...(delivery.address ? [delivery.address.company, delivery.address.name, delivery.address.city] : []),
  ];
  const words = new Set(texts.flatMap((text) => text.toLowerCase().split(/[\s-]+/)).filter(Boolean));
  return within([...words], longest);
}

/** As many words as fit; none is cut in two. */
function within(words: readonly string[], most: number): string {
  let text = '';
  for (const word of words) {
    if (text.length + word.length + 1 > most) break;
    text = text === '' ? word : `${text} ${word}`;
  }
  return text;
}
