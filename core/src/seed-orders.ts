import { Readable } from 'node:stream';
import type { Json, Pipeline } from '@docket/sdk';
import type { Caller } from './access/access.ts';
import type { Files } from './files/files.ts';
import type { Database } from './kernel/database.ts';
import { newId } from './kernel/ids.ts';
import { filesOf, orderById, type OrderDetailRow } from './orders/store.ts';
import type { Orders } from './orders/orders.ts';
import type { Changes } from './requests/changing/changes.ts';
import { wishPreload, type Deciding } from './requests/changing/deciding.ts';
import { targetById } from './requests/changing/store-changing.ts';
import { heldPreload, type Decisions } from './requests/decisions.ts';
import type { Drafts } from './requests/drafts.ts';
import type { Receipt } from './requests/outcomes.ts';
import { requestById, submitPreload, type Requests } from './requests/requests.ts';
import type { Shop } from './tenants/tenants.ts';

/** A request for an order as a signed-in contact sends it. */
export interface SeededRequest {
  readonly customer: string;
  readonly contact: string;
  readonly kind: string;
  /** The draft as typed, made when the ids of the files are known. */
  readonly content: (files: readonly string[]) => Json;
  readonly files?: readonly { readonly name: string; readonly bytes: Buffer }[];
  readonly at: Date;
}

/** The same with what the shop did with its order since. */
export interface SeededOrder extends SeededRequest {
  /** The status it has reached since, moved step by step by a staff member. */
  readonly reaches?: { readonly status: string; readonly until: Date; readonly staff: string };
}

/** What a staff member did with an order: moved it, or recorded that something of a part of it is done. */
export type SeededStep = { readonly at: Date; readonly staff: string } & (
  | { readonly to: string }
  | { readonly part: string; readonly type: string; readonly note?: string }
);

/** What a contact asks of an order that is there. */
interface SeededWish {
  /** Id of the order. */
  readonly order: string;
  readonly customer: string;
  readonly contact: string;
  readonly at: Date;
}

/** A change: the whole content, made of what the order is. */
export interface SeededChange extends SeededWish {
  readonly content: (now: Json) => Json;
}

export interface SeededCancellation extends SeededWish {
  readonly reason: string;
}

/** A new version of an order by staff. */
export interface SeededRevision {
  readonly order: string;
  readonly staff: string;
  readonly at: Date;
  readonly content: (now: Json) => Json;
  readonly reason: string;
}

/** What staff decide of something that waits, having opened it. */
export interface SeededDecision {
  readonly request: string;
  readonly staff: string;
  readonly at: Date;
  /** Why it is declined; absent where it is taken, all of it. */
  readonly decline?: string;
  /** Why it is taken although a rule has put it before staff. */
  readonly override?: string;
}

/** Orders and what was asked of them, from code. Nobody is told of it; what a customer would be refused with is thrown. */
export interface SeedOrders {
  /** Sends a request and answers what its sender would be told; it may wait. */
  send(shop: string, request: SeededRequest): Promise<Receipt>;
  /** Sends one that is accepted at once, and answers the order's number. */
  order(shop: string, order: SeededOrder): Promise<number>;
  /** The same; answers the order's id. */
  made(shop: string, order: SeededOrder): Promise<string>;
  /** Does with an order, by its id, what staff did one after the other. */
  advance(shop: string, order: string, steps: readonly SeededStep[]): Promise<void>;
  /** Makes a new version of an order. */
  revise(shop: string, revision: SeededRevision): Promise<void>;
  /** Asks for another order in place of the one that is there. */
  change(shop: string, change: SeededChange): Promise<Receipt>;
  /** Asks for the end of an order. */
  cancel(shop: string, cancellation: SeededCancellation): Promise<Receipt>;
  /** Decides of a request, a change or a cancellation that waits. */
  decide(shop: string, decision: SeededDecision): Promise<void>;
}

/** The modules that orders go through. */
export interface SeedOrdersParts {
  readonly database: Database;
  readonly drafts: Drafts;
  readonly requests: Requests;
  readonly changes: Changes;
  readonly deciding: Deciding;
  readonly decisions: Decisions;
  readonly orders: Orders;
  readonly files: Files;
}

/** A call from code, at a moment of its own. */
export const callOf = (shop: Shop, actor: Caller['actor'], now: Date): Caller => ({
  shop,
  actor,
  now,
  requestId: 'seed',
  address: 'seed',
});

/** `open` answers a shop in which nobody is told of anything. */
export function createSeedOrders(parts: SeedOrdersParts, open: (id: string) => Promise<Shop>): SeedOrders {
  const { database, orders, changes } = parts;

  async function make(shop: Shop, order: SeededOrder): Promise<{ readonly orderId: string; readonly number: number }> {
    const { orderId, number } = await send(parts, shop, order);
    if (orderId === null || number === null) throw new TypeError('The order was not accepted at once.');
    if (order.reaches) await advance(parts, shop, orderId, stepsTo(shop, order, order.reaches));
    return { orderId, number };
  }

  return {
    send: async (id, request) => send(parts, await open(id), request),
    order: async (id, order) => (await make(await open(id), order)).number,
    made: async (id, order) => (await make(await open(id), order)).orderId,
    advance: async (id, order, steps) => advance(parts, await open(id), order, steps),
    async revise(id, { order, staff, at, content, reason }) {
      const call = staffCall(await open(id), staff, at);
      const [found] = await database.withTenant(id).run(orderById({ id: order }));
      const { number, version: base, content: now } = found[0]!;
      const [files] = await database.withTenant(id).run(filesOf({ number }));
      await orders.revise(call, [found, [], files], { base, typed: content(now), reason });
    },
    async change(id, { order, content, ...sent }) {
      const call = contactCall(await open(id), sent);
      const tables = database.withTenant(id);
      const request = await changes.begin(call, await tables.run(targetById({ id: order })));
      const [[draft]] = await tables.run(requestById({ id: request }));
      return changes.submit(call, draft!, [], content(draft!.content), []);
    },
    async cancel(id, { order, reason, ...sent }) {
      const call = contactCall(await open(id), sent);
      return changes.cancel(call, await database.withTenant(id).run(targetById({ id: order })), reason);
    },
    decide: async (id, decision) => decide(parts, await open(id), decision),
  };
}

const contactCall = (shop: Shop, { customer, contact, at }: Pick<SeededWish, 'customer' | 'contact' | 'at'>): Caller =>
  callOf(shop, { type: 'contact', id: contact, customerId: customer, rights: ['order'] }, at);

const staffCall = (shop: Shop, id: string, at: Date): Caller =>
  callOf(shop, { type: 'staff', id, permissions: ['orders.move', 'orders.edit'] }, at);

async function send(parts: SeedOrdersParts, shop: Shop, request: SeededRequest): Promise<Receipt> {
  const call = contactCall(shop, request);
  return request.files?.length ? sendDraft(parts, call, request) : sendAtOnce(parts, call, request);
}

/** Where nothing lies on the platform yet, one round trip does. */
function sendAtOnce({ requests }: SeedOrdersParts, call: Caller, { kind, content }: SeededRequest): Promise<Receipt> {
  const submission = { id: newId(call.now), kind, content: content([]) };
  return requests.submit(call, null, requests.reads([[]]), submission, { counted: [] });
}

async function sendDraft(
  { database, drafts, requests, files }: SeedOrdersParts,
  call: Caller,
  request: SeededRequest,
): Promise<Receipt> {
  const id = await drafts.begin(call, [], request.kind, null, null);
  const stored: string[] = [];
  for (const { name, bytes } of request.files ?? [])
    stored.push(
      (await files.receive(call, { id, files: stored.length }, { name, content: Readable.from([bytes]) })).id,
    );
  const rows = await database.withTenant(call.shop.tenant.id).run(...submitPreload(id, [], call.now));
  return requests.submit(call, null, requests.reads(rows), { id, content: request.content(stored) }, { counted: [] });
}

/** Follows the order through its steps; nobody else has it. What was recorded of it has its next move judged anew. */
async function advance(
  { database, orders }: SeedOrdersParts,
  shop: Shop,
  id: string,
  steps: readonly SeededStep[],
): Promise<void> {
  if (steps.length === 0) return;
  const read = async (): Promise<OrderDetailRow> => {
    const [[found]] = await database.withTenant(shop.tenant.id).run(orderById({ id }));
    return found!;
  };
  let order = await read();
  for (const step of steps) {
    const call = staffCall(shop, step.staff, step.at);
    if ('to' in step) {
      const { number, prefix } = await orders.move(call, order, step.to);
      order = { ...order, number, prefix, status: step.to };
    } else {
      const { part, type, note = null } = step;
      await orders.mark(call, order, { part, type, done: true, note });
      order = await read();
    }
  }
}

async function decide(
  { database, deciding, decisions }: SeedOrdersParts,
  shop: Shop,
  { request: id, staff, at, decline, override }: SeededDecision,
): Promise<void> {
  const call = staffCall(shop, staff, at);
  const tables = database.withTenant(shop.tenant.id);
  const [held, wish] = [await tables.run(...heldPreload([id])), await tables.run(...wishPreload(id))];
  await decisions.seen(call, held);
  // What the preload's second statement answers.
  const [, [target]] = wish as unknown as readonly [unknown, readonly { readonly version: number }[]];
  if (!target) {
    await (decline === undefined
      ? decisions.release(call, held, { override })
      : decisions.decline(call, held, decline));
    return;
  }
  await (decline === undefined
    ? deciding.decide(call, wish, { version: target.version, accept: 'all', reasons: [], override })
    : deciding.reject(call, wish, decline));
}

/** Steps to the status, evenly in between. */
function stepsTo(
  shop: Shop,
  { kind, at }: SeededOrder,
  { status, until, staff }: NonNullable<SeededOrder['reaches']>,
): readonly SeededStep[] {
  const way = shortestWay(shop.kinds.get(kind)!.kind.pipeline, status);
  const pace = (until.getTime() - at.getTime()) / (way.length + 1);
  return way.map((to, nth) => ({ at: new Date(at.getTime() + pace * (nth + 1)), staff, to }));
}

/** The fewest moves from the first status to the named one; none when it is the first or cannot be reached. */
function shortestWay({ initial, moves }: Pipeline, to: string): readonly string[] {
  const ways = new Map<string, readonly string[]>([[initial, []]]);
  for (const [status, way] of ways)
    for (const next of moves[status] ?? []) if (!ways.has(next)) ways.set(next, [...way, next]);
  return ways.get(to) ?? [];
}
