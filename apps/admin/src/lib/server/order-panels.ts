import { entryOwner } from '@docket/sdk';
import type { OrderSlotProps, SlotName } from '@docket/sdk';
import type { Entry } from '../panels.ts';
import { slotEntries } from './entries.ts';
import { answerToPanel } from './plugin-query.ts';
import { readScope } from './scope.ts';

/** The panels that plugins bring to a place of an order, each with what its plugin says of it: all are asked at once. */
export const orderPanels = (
  slot: SlotName,
  { id, number, prefix, kind }: OrderSlotProps['order'],
  rights: readonly string[],
): Promise<readonly Entry[]> =>
  Promise.all(
    slotEntries(slot).map(async (entry) => {
      const answer = await answerToPanel(entry.name, { order: id });
      const order = { id, number, prefix, kind };
      const { base } = readScope();
      const given = `${base}/files`;
      const page = `${base}/admin/orders/${number}`;
      const owner = entryOwner(entry.name);
      const places = { files: `${given}/made/${owner}`, give: `${given}/given/${owner}`, given };
      return {
        ...entry,
        given: { order, answer, page, action: '?/plugin', ...places, posted: null, rights } satisfies Given,
      };
    }),
  );

type Given = Omit<OrderSlotProps, 'settings'>;
