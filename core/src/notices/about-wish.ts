import { orderLabel } from '@docket/sdk/order-label';
import type { PlainNotice } from './plain-notice.ts';
import { staffNotices, type StaffAudience } from './staff-notices.ts';
import type { WishFacts } from './store-wishes.ts';

/** What the customer is told, by what became of its wish. */
const outcomes: Readonly<Record<string, string>> = {
  'intake.waiting': 'waiting',
  'intake.changed': 'accepted',
  'intake.cancelled': 'accepted',
  'intake.declined': 'declined',
};

/**
 * A change or cancellation of an order: staff are told of what they have not decided themselves; who sent it reads what became
 * of it, and why. Each is told once of each.
 */
export function aboutWish(event: string, facts: WishFacts, audience: StaffAudience): readonly PlainNotice[] {
  const about = { subject_type: 'request', subject_id: facts.id } as const;
  const { number, prefix, title, customer_name: customer } = facts;
  const staff =
    facts.decided_by === 'staff' || event === 'intake.declined'
      ? []
      : staffNotices({ ...about, type: event }, { number, prefix, title, customer: customer ?? '' }, audience);
  if (facts.contact_email === null) return staff;
  const mail: PlainNotice = {
    ...about,
    type: mailType(event, facts),
    channel: 'mail',
    recipient: facts.contact_email.toLowerCase(),
    data: mailData(facts, audience.url),
  };
  return [...staff, mail];
}

const mailType = (event: string, { intent, rejected }: WishFacts): string =>
  `${intent}.${rejected.length > 0 ? 'partly' : outcomes[event]}`;

const mailData = (
  { contact_name, number, prefix, title, reason, rejected, obstacle }: WishFacts,
  url: string,
): PlainNotice['data'] => ({
  ...obstacle?.params,
  name: contact_name ?? '',
  number: orderLabel({ prefix, number }),
  title,
  // Each reason once: one is often given for several fields.
  reason: reason || [...new Set(rejected.map((field) => field.reason))].join('; '),
  ...(obstacle && { obstacle: obstacle.code }),
  link: `${url}/orders/${number}`,
});
