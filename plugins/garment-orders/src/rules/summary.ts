import type { Summary } from '@docket/sdk';
import { totalPieces, type GarmentContent } from './content.ts';
import { orderWords } from './search.ts';

/** What lists and mails show of an order; its quantity is pieces. */
export const summaryOf = (content: GarmentContent): Summary => ({
  title: content.title,
  dueOn: content.dueOn,
  quantity: totalPieces(content),
  ...(content.reference !== '' && { reference: content.reference }),
  search: orderWords(content),
});
