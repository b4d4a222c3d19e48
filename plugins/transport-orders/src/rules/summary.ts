import type { Summary } from '@docket/sdk';
import { searchWords } from '@docket/sdk/content';
import { totalPackages, type TransportContent } from './content.ts';

/** What lists and mails show of an order; its quantity is packages, and it is due when it is delivered. */
export const summaryOf = (content: TransportContent): Summary => ({
  title: content.title,
  dueOn: content.delivery.date,
  quantity: totalPackages(content),
  reference: content.reference,
  search: searchWords([
    content.service,
    ...[content.collection, content.delivery].flatMap(({ name, town, postcode, country }) => [
      name,
      town,
      postcode,
      country,
    ]),
    ...content.goods.flatMap((line) => [line.package, line.description]),
  ]),
});
