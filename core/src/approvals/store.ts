import { sql, type RawBuilder } from 'kysely';
import type {
  ApprovalState,
  ApproverRule,
  Decision,
  OfflineAnswer,
  Question,
  ShownLine,
  ShownValue,
} from '@docket/sdk';
import type { OrderNumber } from '@docket/sdk/order-label';
import { statement, type Place } from '../kernel/statement.ts';

/** One answer, as it is kept. Whoever gave it goes by the name they have now. */
export interface AnswerRow {
  readonly contact: string | null;
  /** ISO 8601. */
  readonly at: string;
  readonly by: { readonly type: string; readonly name: string };
  readonly decision: Decision;
  readonly offline: Omit<OfflineAnswer, 'contact'> | null;
  /** Of the network it came from; null where it was not sent. */
  readonly address: string | null;
  readonly device: string | null;
}

/** A question as it stands, with the order that it is about. */
export interface QuestionRow extends OrderNumber {
  readonly id: string;
  readonly order_id: string;
  readonly order_title: string;
  readonly plugin: string;
  readonly subject: string;
  readonly version: number;
  readonly title: string;
  readonly title_values: NonNullable<Question['values']>;
  readonly lines: readonly ShownLine[];
  /** What the line says that tells it apart from others of its title. */
  readonly apart: ShownValue | null;
  readonly pictures: NonNullable<Question['pictures']>;
  readonly ticks: NonNullable<Question['ticks']>;
  readonly counter: NonNullable<Question['counter']> | null;
  /** Id of the element of the order's page where it is answered. */
  readonly place: string | null;
  readonly sight: string | null;
  readonly hash: string;
  readonly state: ApprovalState;
  readonly asked_at: Date;
  readonly decided_at: Date | null;
  readonly decided_by: { readonly type: string; readonly name: string } | null;
  readonly decision: Decision | null;
  readonly voided_at: Date | null;
  /** Words of the plugin's catalogue, or of the core's. */
  readonly void_reason: string | null;
  readonly approver_rule: ApproverRule | null;
  /** Who is to answer; null for whoever may approve. */
  readonly named: readonly { readonly id: string; readonly name: string }[] | null;
  /** Oldest first. */
  readonly answers: readonly AnswerRow[];
  /** `YYYY-MM-DD` at the shop. */
  readonly due: string | null;
}

/** The same with its customer, for staff. */
export interface StaffQuestionRow extends QuestionRow {
  readonly customer_id: string;
  readonly customer_name: string;
}

/** What a contact may see: questions about its customer's orders that need no right it lacks, of plugins that are on. */
export interface Seeing {
  readonly contact: string;
  readonly customer: string;
  readonly rights: readonly string[];
  readonly plugins: readonly string[];
}

/** Whoever answered goes by the name they have now. With `withOrder` and `people`. */
export const columns =
  sql.raw(`a.id, a.order_id, o.number, o.prefix, o.title as order_title, a.plugin, a.subject, a.version, a.title, a.title_values,
      a.lines, a.apart, a.pictures, a.ticks, a.counter, a.place, a.sight, a.hash, a.state, a.asked_at, a.decided_at, a.decision, a.voided_at, a.void_reason,
      case when a.decided_by is not null then jsonb_build_object('type', a.decided_by ->> 'type',
        'name', coalesce(t.name, s.name, 'Erased person')) end as decided_by,
      a.approver_rule, a.due::text as due,
      (select jsonb_agg(jsonb_build_object('id', p.id, 'name', coalesce(x.name, 'Erased person')) order by p.turn)
        from unnest(a.approvers) with ordinality p(id, turn)
        left join core.contact x on x.tenant_id = a.tenant_id and x.id = p.id) as named,
      (select coalesce(jsonb_agg(jsonb_build_object('contact', n.contact_id, 'at', n.at,
          'by', jsonb_build_object('type', n.by ->> 'type', 'name', coalesce(x.name, y.name, 'Erased person')),
          'decision', n.decision, 'offline', n.offline, 'address', n.address, 'device', n.device) order by n.position), '[]')
        from core.approval_answer n
        left join core.contact x on n.by ->> 'type' = 'contact' and x.tenant_id = n.tenant_id and x.id = (n.by ->> 'id')::uuid
        left join core.staff y on n.by ->> 'type' = 'staff' and y.tenant_id = n.tenant_id and y.id = (n.by ->> 'id')::uuid
        where n.tenant_id = a.tenant_id and n.approval_id = a.id) as answers`);

export const people =
  sql.raw(`left join core.contact t on a.decided_by ->> 'type' = 'contact' and t.tenant_id = a.tenant_id and t.id = (a.decided_by ->> 'id')::uuid
    left join core.staff s on a.decided_by ->> 'type' = 'staff' and s.tenant_id = a.tenant_id and s.id = (a.decided_by ->> 'id')::uuid`);

export const withOrder = sql`core.approval a join core.orders o on o.tenant_id = a.tenant_id and o.id = a.order_id`;

const isSeen = (place: Place<Seeing>): RawBuilder<boolean> =>
  sql`o.customer_id = ${place('customer')} and o.in_portal and a.plugin = any(${place('plugins')}::text[])
      and (a.sight is null or a.sight = any(${place('rights')}::text[]))`;

/** Who reads: a contact sees what is its customer's and needs no right it lacks; a null customer stands for all of the shop. */
export interface Reader {
  readonly customer: string | null;
  readonly rights: readonly string[];
}

export const mayRead = (place: Place<Reader>): RawBuilder<boolean> =>
  sql`(${place('customer')}::uuid is null
        or (o.customer_id = ${place('customer')}::uuid and o.in_portal and (a.sight is null or a.sight = any(${place('rights')}::text[]))))`;

/** It waits for this contact: no others are named, and they have not answered. */
const isTheirs = (place: Place<Seeing>): RawBuilder<boolean> =>
  sql`a.state = 'open' and (a.approvers is null or ${place('contact')}::uuid = any(a.approvers))
      and not exists (select from core.approval_answer n
        where n.tenant_id = a.tenant_id and n.approval_id = a.id and n.contact_id = ${place('contact')}::uuid)`;

/** Before every id. */
export const newest = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
/** After every id. */
export const oldest = '00000000-0000-0000-0000-000000000000';

/** Questions that wait for the contact, newest first, before the given id. */
export const openOfContact = statement<Seeing & { before: string; limit: number }, QuestionRow>(
  'approvals.open-of-contact',
  (place) => sql`select ${columns} from ${withOrder} ${people}
    where ${isTheirs(place)} and a.id < ${place('before')}::uuid and ${isSeen(place)}
    order by a.id desc limit ${place('limit')}`,
);

/** How many they are, up to a hundred. */
export const countOfContact = statement<Seeing, { open: number }>(
  'approvals.count-of-contact',
  (place) => sql`select count(*)::int as open from (
      select from ${withOrder} where ${isTheirs(place)} and ${isSeen(place)} limit 100
    ) capped`,
);

/** Questions about an order, newest first, also those that hold no more. */
export const ofOrderForCustomer = statement<Seeing & { order: string }, QuestionRow>(
  'approvals.of-order-for-customer',
  (place) => sql`select ${columns} from ${withOrder} ${people}
    where a.order_id = ${place('order')} and ${isSeen(place)} order by a.id desc limit 200`,
);

/** These questions, as far as the contact may see them, and is there still. */
export const byIds = statement<Seeing & { ids: readonly string[] }, QuestionRow>(
  'approvals.by-ids',
  (place) => sql`select ${columns} from ${withOrder} ${people}
    where a.id = any(${place('ids')}::uuid[]) and ${isSeen(place)} and exists (select from core.contact me
      where me.tenant_id = a.tenant_id and me.id = ${place('contact')}::uuid and me.removed_at is null)`,
);

/** Open questions that took the place of these. */
export const presentOf = statement<Seeing & { ids: readonly string[] }, QuestionRow>(
  'approvals.present-of',
  (place) => sql`select ${columns} from core.approval former
    join ${withOrder} on a.tenant_id = former.tenant_id and a.plugin = former.plugin and a.subject = former.subject and a.id <> former.id ${people}
    where former.id = any(${place('ids')}::uuid[]) and a.state = 'open' and ${isSeen(place)}`,
);

interface Waiting {
  readonly plugins: readonly string[];
  readonly after: string;
  /** Those alone whose day is before this one; null for all. */
  readonly dueBefore: string | null;
  readonly limit: number;
}

/** What waits for customers, the longest first, after the given id. */
export const openOfShop = statement<Waiting, StaffQuestionRow>(
  'approvals.open-of-shop',
  (place) => sql`select ${columns}, o.customer_id, c.name as customer_name from ${withOrder} ${people}
    join core.customer c on c.tenant_id = o.tenant_id and c.id = o.customer_id
    where a.state = 'open' and a.id > ${place('after')}::uuid and a.plugin = any(${place('plugins')}::text[])
      and (${place('dueBefore')}::date is null or a.due < ${place('dueBefore')}::date)
    order by a.id limit ${place('limit')}`,
);

export const ofOrderForStaff = statement<{ order: string; plugins: readonly string[] }, QuestionRow>(
  'approvals.of-order-for-staff',
  (place) => sql`select ${columns} from ${withOrder} ${people}
    where a.order_id = ${place('order')} and a.plugin = any(${place('plugins')}::text[]) order by a.id desc limit 200`,
);

interface OfPlugin extends Reader {
  readonly plugin: string;
  readonly orders: readonly string[];
}

/** A plugin's own questions about these orders, of each subject the newest version first. */
export const ofPlugin = statement<OfPlugin, QuestionRow>(
  'approvals.of-plugin',
  (place) => sql`select ${columns} from ${withOrder} ${people}
    where a.order_id = any(${place('orders')}::uuid[]) and a.plugin = ${place('plugin')} and ${mayRead(place)}
    order by a.version desc, a.id desc`,
);
