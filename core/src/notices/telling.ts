import { approval, intake, status, type Stage } from '@docket/sdk';
import { dayIn } from '@docket/sdk/content';
import type { Speech } from '@docket/sdk/question-name';
import type { Gate } from '../kernel/database.ts';
import type { Shop } from '../tenants/tenants.ts';
import { aboutAnswered, aboutAsked } from './about-approval.ts';
import { aboutAssignment, aboutProgress } from './about-order.ts';
import { aboutQuarantine, quarantined } from './about-quarantine.ts';
import { aboutRequest } from './about-request.ts';
import { aboutWish } from './about-wish.ts';
import type { StaffKind } from './kinds.ts';
import type { PlainNotice } from './plain-notice.ts';
import { toldStaff } from './recipients.ts';
import type { StaffAudience } from './staff-notices.ts';
import type { StopLinks } from './stop-links.ts';
import { factsOfAnswered, factsOfAsked } from './store-approvals.ts';
import { staffToTell } from './store-choices.ts';
import { factsOfOrder } from './store-orders.ts';
import { factsOfWish } from './store-wishes.ts';
import * as store from './store.ts';

/** The ways by which a shop's people are told at a moment. */
export interface Ways {
  readonly shop: Shop;
  /** Prefix of the shop's addresses. */
  readonly url: string;
  readonly stopLinks: StopLinks;
  readonly now: Date;
}

/** What telling of an event starts from. */
export interface Telling extends Ways {
  readonly tables: Gate;
  /** The shop's words and those of its plugins, in the shop's language. */
  readonly speech: Speech;
}

type Teller = (telling: Telling, payload: never) => Promise<readonly PlainNotice[]>;

/** An assignment, as orders write it into the event. */
interface Assigned {
  readonly orderId: string;
  readonly entryId: string;
  readonly staff: string;
}

interface Moved {
  readonly orderId: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
}

const ofRequest =
  (name: string): Teller =>
  async (telling, { requestId }: { readonly requestId: string }) => {
    const [[facts], [wish], staff] = await telling.tables.run(
      store.factsOfRequest({ id: requestId }),
      factsOfWish({ id: requestId }),
      staffToTell({}),
    );
    if (!facts) return [];
    // Staff are not asked how they want to be told what they have decided themselves.
    const kind = name === 'intake.waiting' ? name : 'intake.accepted';
    if (wish) return aboutWish(name, wish, audienceOf(telling, kind, staff, wish.assignee_id));
    return aboutRequest(name, facts, audienceOf(telling, kind, staff, facts.assignee_id));
  };

async function ofQuarantine(telling: Telling): Promise<readonly PlainNotice[]> {
  const [staff] = await telling.tables.run(staffToTell({}));
  return aboutQuarantine(audienceOf(telling, quarantined, staff, null), telling.now);
}

async function ofAssignment(telling: Telling, { orderId, entryId, staff }: Assigned): Promise<readonly PlainNotice[]> {
  const [[facts], members] = await telling.tables.run(factsOfOrder({ id: orderId }), staffToTell({}));
  return facts ? aboutAssignment(entryId, facts, audienceOf(telling, 'order.assigned', members, staff)) : [];
}

/** A move within a stage is the shop's own affair. */
async function ofMove(telling: Telling, { orderId, kind, from, to }: Moved): Promise<readonly PlainNotice[]> {
  const statuses = telling.shop.kinds.get(kind)?.kind.pipeline.statuses ?? [];
  const stageOf = (id: string): Stage | undefined => statuses.find((one) => one.id === id)?.stage;
  const stage = stageOf(to);
  if (stage === undefined || stage === 'received' || stage === stageOf(from)) return [];
  const [[facts]] = await telling.tables.run(factsOfOrder({ id: orderId }));
  const stopOf = stopsOf(telling, 'contact', 'progress');
  return facts ? aboutProgress(stage, facts, { url: telling.url, stopOf }) : [];
}

async function ofAsked(telling: Telling, { approvals }: { readonly approvals: readonly string[] }) {
  const [asked] = await telling.tables.run(factsOfAsked({ ids: approvals }));
  return aboutAsked(asked, telling);
}

async function ofAnswered(telling: Telling, { approvalId }: { readonly approvalId: string }) {
  const [[facts], staff] = await telling.tables.run(factsOfAnswered({ id: approvalId }), staffToTell({}));
  return facts
    ? aboutAnswered(facts, audienceOf(telling, 'approval.decided', staff, facts.assignee_id), telling.speech)
    : [];
}

/** Events that somebody is told of, each with how. */
export const tellers: ReadonlyMap<string, Teller> = new Map<string, Teller>([
  ...[intake.accepted.name, intake.changed.name, intake.cancelled.name, 'intake.waiting', 'intake.declined'].map(
    (name) => [name, ofRequest(name)] as const,
  ),
  [quarantined, ofQuarantine],
  ['order.assigned', ofAssignment],
  [status.moved.name, ofMove],
  ['approval.asked', ofAsked],
  [approval.decided.name, ofAnswered],
]);

/** Who of the staff is told of a kind, and how each of them stops it. */
export const audienceOf = (
  ways: Ways,
  kind: StaffKind,
  members: Parameters<typeof toldStaff>[1],
  assignee: string | null,
): StaffAudience => ({
  told: toldStaff(kind, members, { assignee, today: dayIn(ways.shop.tenant.timeZone, ways.now) }),
  url: ways.url,
  stopOf: stopsOf(ways, 'staff', kind),
});

/** The links by which people get no more mails of a kind. */
export const stopsOf =
  ({ shop, url, stopLinks }: Ways, person: 'staff' | 'contact', kind: string) =>
  (id: string): string =>
    `${url}/unsubscribe/${stopLinks.tokenOf(shop.tenant.id, { person, id, kind })}`;
