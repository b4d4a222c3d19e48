import {
  cancelledFrom,
  PlatformError,
  type ContentField,
  type Door,
  type Issue,
  type Json,
  type KindPart,
  type Obstacle,
  type TraceStep,
} from '@docket/sdk';
import type { Caller } from '../../access/access.ts';
import {
  acceptFields,
  callFor,
  canonical,
  checkContent,
  mergeThree,
  proposals,
  type Proposed,
} from '../../content/content.ts';
import { errors } from '../../errors.ts';
import type { Database } from '../../kernel/database.ts';
import type { Call } from '../../kernel/statement.ts';
import { offeredKind } from '../requests.ts';
import { filesOfRequests, requestsForStaff, type RequestDetailRow, type RequestFileRow } from '../store.ts';
import { overrideOf } from '../overrides.ts';
import { untilSettled } from './attempts.ts';
import { eligibility } from './eligibility.ts';
import { judge, keptOf, wishRequest } from './judging.ts';
import { cancelled, changed, declined } from './outcomes-of-wishes.ts';
import { wishOf } from './own-orders.ts';
import type { Settling } from './settling.ts';
import * as store from './store-changing.ts';

/** A change or cancellation as staff decide about it. */
export interface WishPage {
  readonly request: Omit<RequestDetailRow, 'draft_token_hash'>;
  readonly order: Pick<store.TargetRow, 'id' | 'number' | 'prefix' | 'status' | 'title'>;
  /** Version of the order that the columns are of: sent back with the decision. */
  readonly version: number;
  /** Field by field: as it was, as it is, as it is proposed. Empty for a cancellation, and once it is decided. */
  readonly proposals: readonly Proposed[];
  /** Groups that others changed meanwhile: to take them is to overwrite. */
  readonly conflicts: readonly string[];
  /** What would stop it if it were decided now. */
  readonly obstacle: Obstacle | null;
  readonly fields: readonly ContentField[];
  readonly parts: readonly KindPart[];
}

/** Why it was decided as it was, and what would be decided now: every step with who said it. */
export interface Explanation {
  readonly decision: Json;
  readonly issues: Json;
  readonly trace: Json;
  readonly now: { readonly obstacle: Obstacle | null; readonly trace: readonly TraceStep[] };
}

/** What staff take of a proposal: all of it, or the named fields with a reason for each that is left. */
export interface Taking {
  /** Version of the order that was looked at. */
  readonly version: number;
  readonly accept: 'all' | readonly string[];
  readonly reasons: readonly { readonly path: string; readonly reason: string }[];
  /** Why it is taken although a rule has put it before staff. */
  readonly override?: string | undefined;
}

/** What came of a decision. `obstacle` when the order did not allow it any more. */
export interface WishDecided {
  readonly state: 'accepted' | 'declined';
  readonly version: number;
  readonly obstacle: Obstacle | null;
  readonly issues: readonly Issue[];
}

type Rows = readonly (readonly unknown[])[];

/** What a decision reads, besides the session. */
export const wishPreload = (id: string): readonly Call[] => [
  requestsForStaff({ ids: [id] }),
  store.targetOfRequest({ request: id }),
  filesOfRequests({ ids: [id] }),
  store.filesOfTarget({ request: id }),
];

interface Dependencies {
  readonly database: Database;
  readonly settling: Settling;
}

/** What staff decide about changes and cancellations. */
export type Deciding = ReturnType<typeof createDeciding>;

export function createDeciding({ database, settling }: Dependencies) {
  return { page, explain, decide, reject };

  /** The change of the preloaded rows beside the order as it was and as it is. */
  async function page(call: Caller, rows: Rows): Promise<WishPage> {
    const held = heldOf(rows);
    const { request, target } = held;
    const { draft_token_hash: _, ...shown } = request;
    const { id, number, prefix, status, title, version } = target;
    const { whole, conflicts } = mergedOf(call, held);
    const kind = call.shop.kinds.get(target.kind)?.kind ?? { fields: [], parts: [] };
    const { obstacle } = await possible(call, held);
    return {
      request: shown,
      order: { id, number, prefix, status, title },
      version,
      proposals: request.state === 'waiting' ? proposals(kind, target.content, whole, target.base) : [],
      conflicts: request.state === 'waiting' ? conflicts : [],
      obstacle,
      fields: kind.fields,
      parts: kind.parts,
    };
  }

  async function explain(call: Caller, rows: Rows): Promise<Explanation> {
    const held = heldOf(rows);
    const { decision, issues, trace } = held.request;
    return { decision, issues, trace, now: await possible(call, held) };
  }

  /**
   * Takes a wish of the preloaded rows, judged again as everything is now. What the order does not allow any more is declined by
   * itself, with that reason. Refuses what was decided, replaced or withdrawn meanwhile, and an order that has moved on.
   */
  async function decide(call: Caller, rows: Rows, taking: Taking): Promise<WishDecided> {
    return untilSettled(async (at) => {
      const held = await waitingOf(call, rows, at);
      const can = await possible(call, held);
      if (can.obstacle) return stopped(call, held, can.obstacle, can.trace);
      return held.request.intent === 'cancel' ? end(call, held, can.trace) : take(call, held, can.trace, taking);
    });
  }

  /** Leaves the order as it is; the customer reads the reason. */
  async function reject(call: Caller, rows: Rows, reason: string): Promise<WishDecided> {
    return untilSettled(async (at) => {
      const held = await waitingOf(call, rows, at);
      const decided = { decision: 'decline', reason } as const;
      const audit = { action: 'changes.reject', after: { state: 'declined', reason } } as const;
      return leave(call, held, { decided, issues: [], trace: [], audit }, { reason });
    });
  }

  async function stopped(call: Caller, held: Held, obstacle: Obstacle, trace: readonly TraceStep[]) {
    const decided = { decision: 'decline', reason: '', obstacle: obstacle as unknown as Json } as const;
    const audit = { action: 'changes.decide', after: { state: 'declined', obstacle: obstacle.code } } as const;
    return leave(call, held, { decided, issues: [], trace, audit }, { reason: '', obstacle });
  }

  async function leave(
    call: Caller,
    held: Held,
    said: Parameters<typeof declined>[1],
    because: Parameters<typeof declined>[2],
  ): Promise<WishDecided | undefined> {
    const wish = wishOfHeld(held);
    const offered = offeredKind(call, held.target.kind);
    const version = await settling.write(call, offered, held.target, wish, declined(wish, said, because));
    if (version === undefined) return undefined;
    return { state: 'declined', version, obstacle: because.obstacle ?? null, issues: [] };
  }

  async function end(call: Caller, held: Held, before: readonly TraceStep[]): Promise<WishDecided | undefined> {
    const { target, request } = held;
    const offered = offeredKind(call, target.kind);
    const wish = wishOfHeld(held);
    const { reason = '' } = request.content as { readonly reason?: string };
    const { admission, issues, trace } = await judge(
      call,
      await wishRequest(call, offered, wish, target, target.content),
      [],
    );
    const audit = {
      action: 'changes.decide',
      after: { state: 'accepted', status: cancelledFrom(offered.kind.pipeline, target.status)! },
    } as const;
    const decided = { ...keptOf(admission), decision: 'accept', reason: '' } as const;
    const said = { decided, issues, trace: [...before, ...trace], audit };
    const version = await settling.write(call, offered, target, wish, cancelled(offered, target, wish, reason, said));
    return version === undefined ? undefined : { state: 'accepted', version, obstacle: null, issues };
  }

  async function take(
    call: Caller,
    held: Held,
    before: readonly TraceStep[],
    { version: looked, accept, reasons, override }: Taking,
  ): Promise<WishDecided | undefined> {
    const { target, files } = held;
    const offered = offeredKind(call, target.kind);
    const { whole, merges, conflicts } = mergedOf(call, held);
    const all = proposals(offered.kind, target.content, whole, target.base);
    // Whoever decides has seen what the order is now.
    if (target.version !== looked)
      throw new PlatformError(
        errors['order.stale'],
        {},
        { details: { version: target.version, proposals: all, conflicts } },
      );
    const rejected = accept === 'all' ? [] : leftOut(all, accept, reasons);
    const typed = accept === 'all' ? whole : acceptFields(target.content, whole, accept);
    if (canonical(typed) === canonical(target.content)) throw new PlatformError(errors['change.nothing']);
    const own = await callFor(call, offered, target.customer_id, typed);
    const { content, issues: found } = checkContent(own, offered, typed, files);
    if (content === undefined) throw new PlatformError(errors['request.refused'], {}, { details: { issues: found } });
    const wish = wishOfHeld(held);
    const { admission, issues, trace } = await judge(
      own,
      await wishRequest(own, offered, wish, target, content),
      found,
    );
    const overridden = overrideOf(call, issues, override);
    const audit = {
      action: 'changes.decide',
      after: {
        state: 'accepted',
        version: target.version + 1,
        accepted: accept === 'all' ? 'all' : [...accept],
        ...(override !== undefined && { override }),
      },
    } as const;
    const decided = {
      ...keptOf(admission),
      decision: 'accept',
      reason: '',
      rejected,
      ...overridden,
      ...(target.base_version !== target.version && { merged: merges.map(({ path }) => path) }),
    } as const;
    const said = { decided, issues, trace: [...before, ...trace], claim: admission?.claim, audit };
    const version = await settling.write(own, offered, target, wish, changed(target, wish, content, said, rejected));
    return version === undefined ? undefined : { state: 'accepted', version, obstacle: null, issues };
  }

  /** The wish as it is now; refuses one that is decided, replaced or withdrawn. */
  async function waitingOf(call: Caller, rows: Rows, at: number): Promise<Held> {
    const first = heldOf(rows);
    const held =
      at === 0 ? first : heldOf(await database.withTenant(call.shop.tenant.id).run(...wishPreload(first.request.id)));
    if (held.request.state !== 'waiting')
      throw new PlatformError(errors['request.decided'], {}, { details: { state: held.request.state } });
    return held;
  }
}

/** A wish with what deciding about it takes. */
interface Held {
  readonly request: RequestDetailRow;
  readonly target: store.TargetOfRequestRow;
  readonly files: readonly RequestFileRow[];
}

/** A request that has no order yet is decided elsewhere, and is not there for this. */
function heldOf(rows: Rows): Held {
  const [[request], [target], own, others] = rows as [
    RequestDetailRow[],
    store.TargetOfRequestRow[],
    RequestFileRow[],
    RequestFileRow[],
  ];
  if (!request || !target) throw new PlatformError(errors['not-found']);
  return { request, target, files: [...own, ...others] };
}

const mergedOf = ({ shop }: Caller, { request, target }: Held) =>
  request.intent === 'change'
    ? mergeThree(shop.kinds.get(target.kind)?.kind ?? { fields: [] }, target.base, target.content, request.content)
    : { whole: target.content, merges: [], conflicts: [] };

async function possible(call: Caller, { request, target }: Held) {
  const offered = call.shop.kinds.get(target.kind);
  const own = offered ? await callFor(call, offered, target.customer_id, target.content) : call;
  // The one that is decided is in nobody's way.
  const others = target.waiting.filter(({ id }) => id !== request.id);
  const intent = request.intent === 'cancel' ? 'cancel' : 'change';
  const asked = { intent, door: request.door as Door } as const;
  return eligibility(own, offered, { ...target, waiting: others }, asked, true);
}

const wishOfHeld = ({ request, target }: Held) =>
  wishOf(
    { ...request, sentAt: request.submitted_at! },
    request.intent === 'cancel' ? 'cancel' : 'change',
    request.submitted,
    target.base_version,
    'waiting',
  );

/** Fields that stay as they are, each with why: the customer reads it. */
function leftOut(all: readonly Proposed[], accepted: readonly string[], reasons: Taking['reasons']) {
  const why = new Map(reasons.map(({ path, reason }) => [path, reason]));
  const left = all.filter(({ path }) => !accepted.includes(path));
  if (left.some(({ path }) => !why.has(path)))
    throw new PlatformError(
      errors['change.reason-missing'],
      {},
      { details: { paths: left.map(({ path }) => path).filter((path) => !why.has(path)) } },
    );
  return left.map(({ path, label }) => ({ path, label, reason: why.get(path)! }));
}
