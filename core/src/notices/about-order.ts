import type { Stage } from '@docket/sdk';
import { orderLabel } from '@docket/sdk/order-label';
import type { PlainNotice } from './plain-notice.ts';
import { staffNotices, type StaffAudience } from './staff-notices.ts';
import { channelsOf, unchosen } from './kinds.ts';
import type { OrderFacts } from './store-orders.ts';

/** Who got an order to look after, or stands in for that person, reads it where they chose to. */
export const aboutAssignment = (entry: string, facts: OrderFacts, audience: StaffAudience): readonly PlainNotice[] =>
  staffNotices(
    // One notice each time that it is assigned: the history's entry is what it is about.
    { type: 'order.assigned', subject_type: 'assignment', subject_id: entry },
    { number: facts.number, prefix: facts.prefix, title: facts.title, customer: facts.customer_name },
    audience,
  );

/** Who sent an order reads that it reached another stage, once for each; unless that was not wanted. */
export function aboutProgress(
  stage: Stage,
  { id, number, prefix, title, in_portal: isShown, contact }: OrderFacts,
  { url, stopOf }: { readonly url: string; readonly stopOf: (contact: string) => string },
): readonly PlainNotice[] {
  if (!isShown || !contact || !channelsOf(contact.notices['progress'] ?? unchosen.contact).includes('mail')) return [];
  const { name, email } = contact;
  return [
    {
      type: `progress.${stage}`,
      channel: 'mail',
      subject_type: 'order',
      subject_id: id,
      recipient: email.toLowerCase(),
      data: {
        name,
        number: orderLabel({ prefix, number }),
        title,
        link: `${url}/orders/${number}`,
        stop: stopOf(contact.id),
      },
    },
  ];
}
