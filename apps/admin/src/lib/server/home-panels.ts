import type { HomeSlotProps } from '@docket/sdk';
import type { Entry } from '../panels.ts';
import { slotEntries } from './entries.ts';
import { answerToPanel } from './plugin-query.ts';
import { addressOf } from './scope.ts';

/** The panels that plugins bring to the first page of staff, each with what its plugin says: all are asked at once. */
export const homePanels = (): Promise<readonly Entry[]> =>
  Promise.all(
    slotEntries('admin.home').map(async (entry) => {
      const answer = await answerToPanel(entry.name, {});
      return { ...entry, given: { answer, orders: addressOf('/orders') } satisfies Omit<HomeSlotProps, 'settings'> };
    }),
  );
