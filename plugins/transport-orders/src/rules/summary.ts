import type { Summary } from '@docket/sdk';
import { searchWords } from '@docket/sdk/content';
import { totalPackages, type GoodsLine, type Stop, type TransportContent } from './content.ts';

/** What lists and mails show of an order; its quantity is packages, and it is due when its first delivery is. */
export const summaryOf = (content: TransportContent): Summary => ({
  title: content.title,
  dueOn: content.dueOn,
  quantity: totalPackages(content),
  reference: content.reference,
  search: searchWords([
    ...content.references.map(({ value }) => value),
    content.service,
    ...content.stops.flatMap(wordsOfStop),
    ...content.goods.flatMap(wordsOfLine),
  ]),
});

const wordsOfStop = ({ address }: Stop): readonly string[] => [
  address.company,
  address.name,
  address.city,
  address.postcode,
  address.country,
];

/** Staff look for `UN1263` as often as for `1263`. */
const wordsOfLine = (line: GoodsLine): readonly string[] => [
  line.package,
  line.description,
  ...line.dangerous.flatMap(({ unNumber, properName }) => [unNumber, `UN${unNumber}`, properName]),
  ...line.sscc,
];
