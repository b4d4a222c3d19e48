import {
  allowsMove,
  intake,
  PlatformError,
  prefixOf,
  stageOf,
  status as statusHooks,
  type Issue,
  type Json,
  type KindPart,
  type Pipeline,
} from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import type { OrderNumber } from '@docket/sdk/order-label';
import { standing, type Standing } from '../defaults/defaults.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { json } from '../kernel/statement.ts';
import type { OfferedKind, Shop } from '../tenants/tenants.ts';
import {
  asideOf,
  callFor,
  checkContent,
  diffContent,
  offersOf,
  searchText,
  type Change,
  contentHash,
} from '../content/content.ts';
import { byActor } from '../audit/audit.ts';
import {
  statusOf,
  type CustomerStatus,
  customerPage,
  customerRow,
  type CustomerOrderPage,
  type CustomerOrderRow,
} from './customer-view.ts';
import { factsOf } from './facts.ts';
import { createFollowing, createInsisting } from './following.ts';
import { createMarking } from './marking.ts';
import { recordableOf, type Recordable } from './marks.ts';
import { assignOrder, type AssigneeRow } from './store-assignees.ts';
import { moveAndRenumber, moveStatus } from './store-moving.ts';
import * as store from './store.ts';

export { findOrders, lockOrders, sightOf } from './finding.ts';
export { retold, retoldOfFile } from './retelling.ts';

/** Page sizes of lists. One row more is read, to know whether there is a next page. */
export const pageSize = { portal: 50, staff: 50 } as const;

/** A page of a list. `next` is the number to continue before; null on the last page. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: number | null;
}

/** An order with all that its page shows. `moves` are the statuses it may go to next. */
export interface OrderPage {
  readonly order: store.OrderDetailRow;
  readonly pipeline: Pipeline | null;
  readonly moves: readonly string[];
  /** The parts of the kind's form, for editing; empty when nobody offers the kind. */
  readonly parts: readonly KindPart[];
  readonly timeline: readonly store.TimelineRow[];
  readonly files: readonly store.OrderFileRow[];
  /** What staff changed since it was sent. */
  readonly changes: readonly Change[];
  /** What of it was filled in for whoever sent it, and sent as it was; with where it came from. */
  readonly prefilled: readonly Standing[];
  /** What may be recorded of it beside its status. */
  readonly recordable: Recordable | null;
}

/** A change by staff: the version it was made on, the whole content, and why. */
export interface Revision {
  readonly base: number;
  readonly typed: Json;
  readonly reason: string | null;
}

/** A change of one part by its form. */
export interface PartRevision {
  readonly base: number;
  readonly part: string;
  readonly form: Json;
  readonly reason: string | null;
}

/** Who is to look after an order, and who was when that was decided; null for nobody in particular. */
export interface Assignment {
  readonly current: string | null;
  readonly staff: string | null;
}

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  /** Wakes the deliveries after a commit. */
  readonly wake: () => void;
}

/** Orders: what the shop has taken on. */
export type Orders = ReturnType<typeof createOrders>;

export function createOrders({ database, newId, wake }: Dependencies) {
  const tables = (call: Caller) => database.withTenant(call.shop.tenant.id);
  const insist = createInsisting({ database, move });

  return {
    /** A page from rows that were read with one row to spare. */
    page: <Row extends { readonly number: number }>(rows: readonly Row[], size: number): Page<Row> => ({
      rows: rows.slice(0, size),
      next: rows.length > size ? rows[size - 1]!.number : null,
    }),

    /** The customer's page of a list: stages instead of the shop's own statuses. */
    customerPage: ownPage,

    /** The same page of statuses alone. */
    statusPage(call: Caller, rows: readonly store.OrderRow[]): Page<CustomerStatus> {
      const { rows: shown, next } = ownPage(call, rows);
      return { rows: shown.map(statusOf), next };
    },

    /** The order of the preloaded rows as its customer may see it; someone else's answers like an unknown one. */
    forCustomer(call: Caller, rows: readonly (readonly unknown[])[]): CustomerOrderPage {
      const { order, timeline, files, pipeline, recordable } = assemble(call, rows);
      const { actor } = call;
      if (actor.type !== 'contact' || !order.in_portal || order.customer_id !== actor.customerId)
        throw new PlatformError(errors['not-found']);
      return customerPage(order, timeline, files, pipeline ?? undefined, {
        offersChanges: offersChanges(call.shop),
        recordable,
        rights: actor.rights,
      });
    },

    /** The order of the preloaded rows, whole, for staff. */
    forStaff: (call: Caller, rows: readonly (readonly unknown[])[]): OrderPage => assemble(call, rows),

    /**
     * The statuses of all kinds in their sequence, each with how many orders are in it (a hundred stands for more), its
     * moves, and as many of its newest orders as asked for.
     */
    async board(call: Caller, cards: number) {
      const columns = columnsOf(call);
      const asked = { kinds: columns.map(({ kind }) => kind), statuses: columns.map(({ id }) => id) };
      const [counts, newest] = await tables(call).run(
        store.statusCounts(asked),
        store.newestByStatus({ ...asked, cards }),
      );
      const nameOf = (kind: string, status: string): string => `${kind} ${status}`;
      const count = new Map(counts.map((row) => [nameOf(row.kind, row.status), row.count]));
      const orders = Map.groupBy(newest, ({ kind, status }) => nameOf(kind, status));
      return columns.map((column) => ({
        ...column,
        count: count.get(nameOf(column.kind, column.id)) ?? 0,
        orders: orders.get(nameOf(column.kind, column.id)) ?? [],
      }));
    },

    /** Moves an order that is as it was read; see `move` below. */
    move: insist,

    /** Moves an order for a plugin, see `OwnOrders.move`. */
    follow: createFollowing({ database, move }),

    mark: createMarking({ database, newId, move: insist }),

    /**
     * Gives the order to a staff member to look after, or to nobody in particular. Refuses what somebody else changed
     * first; a staff member of another shop is refused like an unknown one.
     */
    async assign(call: Caller, [found, members]: readonly (readonly unknown[])[], { current, staff }: Assignment) {
      const order = (found as store.OrderDetailRow[])[0];
      if (!order || (staff !== null && (members as AssigneeRow[]).length === 0))
        throw new PlatformError(errors['not-found']);
      if (order.assignee_id !== current) throw new PlatformError(errors['order.stale']);
      if (staff === current) return;
      const isOwn = call.actor.type === 'staff' && call.actor.id === staff;
      const subscribers =
        staff === null || isOwn ? [] : call.shop.hooks.subscribers({ ...statusHooks.moved, name: 'order.assigned' });
      const ids = { entryId: newId(call.now), auditId: newId(call.now), outboxId: newId(call.now) };
      const by = byActor(call.actor);
      const [[row]] = await tables(call).run(
        assignOrder({ ...ids, id: order.id, current, staff, now: call.now, by, subscribers }),
      );
      if (!row) throw new PlatformError(errors['order.stale']);
      if (subscribers.length > 0) wake();
    },

    /** Brings one part of a submitted form into the order, as `revise` does with the whole. */
    edit(call: Caller, rows: readonly (readonly unknown[])[], { base, part, form, reason }: PartRevision) {
      const { order } = assemble(call, rows);
      const kind = call.shop.kinds.get(order.kind)?.kind;
      if (!kind?.parts.some(({ id }) => id === part)) throw new PlatformError(errors['not-found']);
      return revise(call, rows, { base, typed: kind.merge(order.content, part, form), reason });
    },

    /** What the form of an order's parts shows beside them: as it holds for the order's customer and service. */
    async form(call: Caller, rows: readonly (readonly unknown[])[]) {
      const { order } = assemble(call, rows);
      const offered = call.shop.kinds.get(order.kind);
      if (!offered) return { settings: {}, offers: null, aside: [] };
      const own = await callFor(call, offered, order.customer_id, order.content);
      return {
        settings: own.shop.publicSettingsOf(offered.plugin),
        offers: await offersOf(own, offered, order.customer_id),
        aside: await asideOf(own, offered, order.customer_id),
      };
    },

    revise,
  };

  /**
   * Moves an order; refuses what the pipeline or a plugin does not allow, and what someone else changed first: plugins judged
   * the order as it was read. A status that numbers otherwise gives it a new number; the one before is kept and leads to it. Answers what it goes by now.
   */
  async function move(
    call: Caller,
    order: store.OrderDetailRow,
    to: string,
  ): Promise<OrderNumber & { readonly issues: readonly Issue[] }> {
    const offered = call.shop.kinds.get(order.kind);
    if (!offered) throw new PlatformError(errors['not-found']);
    const { id, kind, status: from } = order;
    const { pipeline } = offered.kind;
    const target = pipeline.statuses.find((status) => status.id === to);
    if (!target || !allowsMove(pipeline, from, to)) {
      throw new PlatformError(errors['status.not-possible'], { from, to });
    }
    const stages = { from: stageOf(pipeline, from), to: target.stage };
    const facts = await factsOf(call, order);
    const asked = { orderId: id, kind, from, to, stages, facts };
    const guarded = await call.shop.hooks.guard(statusHooks.mayMove, asked, call);
    if (guarded.issues.some(({ severity }) => severity === 'refuse')) {
      throw new PlatformError(errors['status.not-possible'], { from, to }, { details: guarded });
    }
    const entry = { entryId: newId(call.now), auditId: newId(call.now), outboxId: newId(call.now) };
    const subscribers = call.shop.hooks.subscribers(statusHooks.moved);
    const written = {
      id,
      kind,
      from,
      to,
      final: target.final ?? false,
      version: order.version,
      touched: order.touched,
      now: call.now,
      by: byActor(call.actor),
      subscribers,
      ...entry,
    };
    const prefix = prefixOf(pipeline, to);
    const firstNumber = Number(call.shop.settingsOf('core')['firstOrderNumber']);
    const [[moved]] = await tables(call).run(
      prefix === order.prefix ? moveStatus(written) : moveAndRenumber({ ...written, prefix, firstNumber }),
    );
    if (!moved) throw new PlatformError(errors['order.stale']);
    if (subscribers.length > 0) wake();
    return { ...moved, issues: guarded.issues };
  }

  /**
   * Adds a version by staff. Same validator as the customer's; what only the shop can decide is not asked again. Refusals
   * carry what was typed, so that a form can show it again.
   */
  async function revise(call: Caller, rows: readonly (readonly unknown[])[], { base, typed, reason }: Revision) {
    const { order, files } = assemble(call, rows);
    const offered = call.shop.kinds.get(order.kind);
    if (!offered) throw new PlatformError(errors['not-found']);
    const stale = (): PlatformError =>
      new PlatformError(
        errors['order.stale'],
        {},
        {
          details: {
            typed,
            content: order.content,
            version: order.version,
            changes: diffContent(offered.kind, order.content, typed),
          },
        },
      );
    if (order.version !== base) throw stale();
    const own = await callFor(call, offered, order.customer_id, typed);
    const { content, issues } = checkContent(own, offered, typed, files);
    if (content === undefined) throw new PlatformError(errors['request.refused'], {}, { details: { issues, typed } });
    const written = revision(call, order, offered, content, reason);
    const [[row]] = await tables(call).run(store.reviseOrder(written));
    if (!row) throw stale();
    if (written.subscribers.length > 0) wake();
    return { version: row.version, issues };
  }

  function revision(
    call: Caller,
    order: store.OrderDetailRow,
    { kind }: OfferedKind,
    content: Json,
    reason: string | null,
  ) {
    const summary = kind.summary(content);
    return {
      id: order.id,
      base: order.version,
      content: json(content),
      hash: contentHash(content),
      kindVersion: kind.version,
      title: summary.title,
      reference: summary.reference ?? null,
      dueOn: summary.dueOn ?? null,
      quantity: summary.quantity,
      search: searchText(summary),
      by: byActor(call.actor),
      reason,
      changes: json(diffContent(kind, order.content, content)),
      files: json(kind.files(content)),
      now: call.now,
      entryId: newId(call.now),
      auditId: newId(call.now),
      outboxId: newId(call.now),
      subscribers: call.shop.hooks.subscribers(intake.revised),
    };
  }
}

/** True where a kind of the shop numbers some statuses apart: those orders are quotes, and have a list of their own. */
export const offersQuotes = ({ kinds }: Shop): boolean =>
  [...kinds.values()].some(({ kind }) => kind.pipeline.statuses.some(({ numberedAs }) => numberedAs !== undefined));

const offersChanges = ({ hooks }: Shop): boolean =>
  hooks.subscribers({ ...intake.accepted, name: intake.eligible.name }).length > 0;

function ownPage(call: Caller, rows: readonly store.OrderRow[]): Page<CustomerOrderRow> {
  const shown = rows.slice(0, pageSize.portal);
  return {
    rows: shown.map((row) => customerRow(row, call.shop.kinds.get(row.kind)?.kind.pipeline)),
    next: rows.length > pageSize.portal ? shown.at(-1)!.number : null,
  };
}

const columnsOf = (call: Caller) =>
  [...call.shop.kinds.values()].flatMap(({ kind }) =>
    kind.pipeline.statuses.map((status) => ({
      kind: kind.id,
      ...status,
      label: `status.${kind.id}.${status.id}`,
      moves: kind.pipeline.moves[status.id] ?? [],
    })),
  );

function assemble(call: Caller, rows: readonly (readonly unknown[])[]): OrderPage {
  const [found, timeline, files] = rows as [store.OrderDetailRow[], store.TimelineRow[], store.OrderFileRow[]];
  const order = found[0];
  if (!order) throw new PlatformError(errors['not-found']);
  const kind = call.shop.kinds.get(order.kind)?.kind;
  const changes = kind ? diffContent(kind, order.request_submitted, order.content) : [];
  const prefilled = standing(kind?.fields ?? [], order.request_prefilled, order.request_submitted);
  const moves = kind?.pipeline.moves[order.status] ?? [];
  const parts = kind?.parts ?? [];
  const recordable = recordableOf(kind, order);
  return { order, pipeline: kind?.pipeline ?? null, moves, parts, timeline, files, changes, prefilled, recordable };
}
