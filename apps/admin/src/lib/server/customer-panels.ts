import type { CustomerSlotProps } from '@docket/sdk';
import type { Entry } from '../panels.ts';
import { slotEntries } from './entries.ts';
import { answerToPanel, entryId } from './plugin-query.ts';
import { addressOf, readScope } from './scope.ts';

/**
 * The panels that plugins bring to the page of a customer, each with what its plugin says of it: all are asked at once. `asked` is what
 * the address asks: of what is listed on several pages, by the entry's id after what.
 */
export const customerPanels = (
  { id, name }: CustomerSlotProps['customer'],
  asked: URLSearchParams,
): Promise<readonly Entry[]> =>
  Promise.all(
    slotEntries('admin.customer.main').map(async (entry) => {
      const before = asked.get(entryId(entry.name));
      const answer = await answerToPanel(entry.name, { customer: id, ...(before !== null && { before }) });
      const places = {
        page: addressOf(`/customers/${id}`),
        orders: addressOf('/orders'),
        given: `${readScope().base}/files`,
      };
      const given = { customer: { id, name }, answer, ...places } satisfies Omit<CustomerSlotProps, 'settings'>;
      return { ...entry, given };
    }),
  );
