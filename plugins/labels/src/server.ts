import { definePlugin, intake, on, portal, staff, status, type CallContext } from '@docket/sdk';
import * as z from 'zod';
import { print } from './printing.ts';
import { settle } from './settle.ts';
import { labelsFile } from './sheets.ts';
import { shownToCustomer, shownToStaff, shownWhenSent } from './shown.ts';

const OfOrder = z.strictObject({ order: z.uuid() });
const Some = z.strictObject({ ...OfOrder.shape, number: z.string().max(60).optional() });
/** `show=1`: to look at or print, instead of to keep. */
const Asked = z.strictObject({ ...Some.shape, show: z.literal('1').optional() });

/** Told again it changes nothing: labels are brought to what the order is by then. */
const follow = async ({ orderId }: { readonly orderId: string }, context: CallContext): Promise<void> => {
  await settle(orderId, context);
};

const make = ({ show, ...asked }: z.infer<typeof Asked>, context: CallContext) =>
  labelsFile({ ...asked, inline: show === '1' }, context);

const api = {
  labels: portal().query(OfOrder, ({ order }, context) => shownToCustomer(order, context)),
  sent: portal().query(OfOrder, ({ order }, context) => shownWhenSent(order, context)),
  printing: staff('labels.print').query(OfOrder, ({ order }, context) => shownToStaff(order, context)),
  print: staff('labels.print').mutation(Some, print),
};

/** What pages and programs call. */
export type LabelsApi = typeof api;

export const server = definePlugin({
  hooks: [
    on(intake.accepted, follow),
    on(intake.changed, follow),
    on(intake.cancelled, follow),
    on(status.moved, follow),
  ],
  api,
  downloads: {
    'labels.pdf': portal().download(Asked, make),
    'staff-labels.pdf': staff('labels.print').download(Asked, make),
  },
});
