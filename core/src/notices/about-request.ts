import { orderLabel } from '@docket/sdk/order-label';
import type { PlainNotice } from './plain-notice.ts';
import { staffNotices, type BellData, type StaffAudience } from './staff-notices.ts';
import type { RequestFacts } from './store.ts';

/** Staff are told where they chose to be; the sender gets one mail that says what it is and that nothing is committed (G-26, G-27, G-32). */
export function aboutRequest(type: string, facts: RequestFacts, audience: StaffAudience): readonly PlainNotice[] {
  const about = {
    type,
    subject_type: facts.order_id === null ? ('request' as const) : ('order' as const),
    subject_id: facts.order_id ?? facts.id,
  };
  // Staff have declined it themselves.
  const staff = type === 'intake.declined' ? [] : staffNotices(about, bellData(facts), audience);
  const address = facts.contact_email ?? facts.identity.email;
  if (address === undefined) return staff;
  const mail = {
    ...about,
    type: mailType(type, facts),
    channel: 'mail' as const,
    recipient: address.toLowerCase(),
    data: mailData(type, facts, audience.url),
  };
  return [...staff, mail];
}

/** Who was told before that it waits is not thanked for it a second time, but told what became of it. */
function mailType(type: string, { waited, corrected }: RequestFacts): string {
  if (type !== 'intake.accepted' || !waited) return type;
  return corrected ? 'intake.corrected' : 'intake.taken';
}

const bellData = ({ number, prefix, title, customer_name, identity }: RequestFacts): BellData => ({
  ...(number !== null && { number, prefix: prefix ?? '' }),
  title: title ?? '',
  customer: customer_name ?? (identity.company || identity.name || ''),
});

/**
 * Who is not proven to own the address learns nothing that the form did not say: the greeting uses the name that was
 * typed, and the link leads to the entrance, where the order shows once the address is proven (G-08).
 */
function mailData(type: string, facts: RequestFacts, url: string): PlainNotice['data'] {
  const proven = facts.proof !== 'none';
  return {
    name: (proven ? facts.contact_name : facts.identity.name) ?? facts.identity.name ?? '',
    number: facts.number === null ? '' : orderLabel({ prefix: facts.prefix ?? '', number: facts.number }),
    title: facts.title ?? '',
    quantity: facts.quantity ?? 0,
    link: proven && facts.number !== null ? `${url}/orders/${facts.number}` : `${url}/`,
    // Any other decision's reason is for staff.
    ...(type === 'intake.declined' && { reason: facts.reason ?? '' }),
    proven,
  };
}
