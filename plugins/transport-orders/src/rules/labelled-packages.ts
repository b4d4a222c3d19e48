import { mostPackages, type Package } from '@docket/sdk';
import type { Address, DangerousLine, GoodsLine, Stop, TransportContent } from './content.ts';

/**
 * Every package of every line, in the sequence of the order: as many as labels are made for, and one more where there are more.
 * The weight of a line is shared out evenly, to the gram. A package keeps its id while its line stays and is not made shorter.
 */
export function labelledPackages({ goods, stops }: TransportContent): readonly Package[] {
  const packages: Package[] = [];
  for (const line of goods) {
    const label = labelOf(line, stops);
    for (let at = 1; at <= line.quantity && packages.length <= mostPackages; at += 1)
      packages.push({ ...label, id: `${line.id}.${at}`, at });
  }
  return packages;
}

function labelOf(line: GoodsLine, stops: readonly Stop[]): Omit<Package, 'id' | 'at'> {
  const marks = [...new Set(line.dangerous.map(markOf))];
  return {
    description: line.description,
    of: line.quantity,
    from: linesAt(stopOf(line.from, stops) ?? stops.find(({ action }) => action === 'collect')),
    to: linesAt(stopOf(line.to, stops) ?? stops.findLast(({ action }) => action === 'deliver')),
    weight: Math.round((line.grossKg * 1000) / line.quantity),
    ...(marks.length > 0 && { marks }),
  };
}

const stopOf = (id: string, stops: readonly Stop[]): Stop | undefined => stops.find((stop) => stop.id === id);

const linesAt = (stop: Stop | undefined): readonly string[] => (stop === undefined ? [] : addressOnLabel(stop.address));

/**
 * Small amounts go by the mark of their amount and name no number (ADR 3.4.7, 3.5.4); everything else by its number
 * (ADR 5.2.1.1) and its dangers, which the labels beside it show as diamonds (ADR 5.2.2).
 */
function markOf({ unNumber, hazardClass, subsidiary, limited }: DangerousLine): string {
  if (limited !== '') return limited === 'limited' ? 'LQ' : 'EQ';
  return `UN ${unNumber} · ${subsidiary === '' ? hazardClass : `${hazardClass} (${subsidiary})`}`;
}

const countries = new Intl.DisplayNames(['en'], { type: 'region' });

/** Where the postcode stands behind the town (UPU S42). */
const townFirst: ReadonlySet<string> = new Set(
  'AU BD BR CA CN CO GB GG GI ID IE IM IN JE JO KR LK LV MV NG NP NZ PG PK RU SA SG TH TW UA US ZA'.split(' '),
);

/** As an envelope has it; the country comes last, in English and in capitals. */
function addressOnLabel({
  company,
  name,
  street,
  street2,
  city,
  region,
  postcode,
  country,
}: Address): readonly string[] {
  const town = townFirst.has(country) ? [city, region, postcode] : [postcode, city, region];
  const land = /^[A-Z]{2}$/.test(country) ? (countries.of(country) ?? country) : country;
  return [company, name, street, street2, town.filter(Boolean).join(' '), land.toUpperCase()].filter(Boolean);
}
