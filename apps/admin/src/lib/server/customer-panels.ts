import type { CustomerSlotProps } from '@docket/sdk';
import type { Entry } from '../panels.ts';
import { slotEntries } from './entries.ts';
import { answerToPanel } from './plugin-query.ts';
import { addressOf, readScope } from './scope.ts';

/** The panels that plugins bring to the page of a customer, each with what its plugin says of it: all are asked at once. */
export const customerPanels = ({ id, name }: CustomerSlotProps['customer']): Promise<readonly Entry[]> =>
  Promise.all(
    slotEntries('admin.customer.main').map(async (entry) => {
      const answer = await answerToPanel(entry.name, { customer: id });
      const places = { orders: addressOf('/orders'), given: `${readScope().base}/files` };
      const given = { customer: { id, name }, answer, ...places } satisfies Omit<CustomerSlotProps, 'settings'>;
      return { ...entry, given };
    }),
  );
