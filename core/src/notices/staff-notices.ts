import { orderLabel } from '@docket/sdk/order-label';
import type { PlainNotice } from './plain-notice.ts';
import type { Member, ToldMember } from './recipients.ts';

/** The staff who are told, and the ways of the shop. */
export interface StaffAudience {
  readonly told: readonly ToldMember[];
  /** Prefix of the shop's addresses. */
  readonly url: string;
  /** The link by which a staff member gets no more mails of this kind. */
  readonly stopOf: (staff: string) => string;
}

type About = Pick<PlainNotice, 'type' | 'subject_type' | 'subject_id'>;

/** What a line of the bell says; `number` and the letters before it only of what has become an order. */
export interface BellData {
  readonly number?: number;
  readonly prefix?: string;
  readonly title: string;
  readonly customer: string;
  /** What a question to the customer is called, where it is about one; mails alone say it. */
  readonly question?: string;
}

/** A notice for each place where each of them wants to be told. */
export const staffNotices = (about: About, data: BellData, audience: StaffAudience): readonly PlainNotice[] =>
  audience.told.flatMap(({ member, channels }) =>
    channels.map((channel) =>
      channel === 'bell' ? bellOf(about, data, member) : mailOf(about, data, member, audience),
    ),
  );

function bellOf(about: About, data: BellData, { id }: Member): PlainNotice {
  const { question: _, ...told } = data;
  return { ...about, channel: 'bell', recipient: id, data: told };
}

const mailOf = (
  about: About,
  data: BellData,
  { id, name, email }: Member,
  { url, stopOf }: StaffAudience,
): PlainNotice => ({
  ...about,
  type: `staff.${about.type}`,
  channel: 'mail',
  recipient: email.toLowerCase(),
  data: {
    name,
    title: data.title,
    customer: data.customer,
    ...(data.question !== undefined && { question: data.question }),
    number: data.number === undefined ? '' : orderLabel({ prefix: data.prefix ?? '', number: data.number }),
    link: linkOf(about, data, url),
    stop: stopOf(id),
  },
});

function linkOf({ subject_type: kind, subject_id: id }: About, { number }: BellData, url: string): string {
  if (kind === 'quarantine') return `${url}/admin/requests/quarantine`;
  return number === undefined ? `${url}/admin/requests/${id}` : `${url}/admin/orders/${number}`;
}
