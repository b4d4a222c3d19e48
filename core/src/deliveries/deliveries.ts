import type { Json } from '@docket/sdk';
import type { Database } from '../kernel/database.ts';
import { claimDeliveries, endDeliveries, releaseDeliveries, type ClaimedRow, type EndedRow } from './store.ts';
import type { Delivered } from '../kernel/dispatch.ts';
import { messageOf, type Faults } from '../kernel/faults.ts';
import type { Log } from '../kernel/log.ts';
import type { Registry } from '../kernel/registry.ts';
import { json } from '../kernel/statement.ts';

/** An event on its way to one subscriber. The same may come again, so handlers are idempotent. */
export interface Delivery {
  readonly tenantId: string;
  /** A plugin's id, or the name of a core subscriber. */
  readonly subscriber: string;
  readonly event: string;
  readonly payload: Json;
  /** When it happened. */
  readonly at: Date;
  /** Of the shop: an older copy of it will not do. */
  readonly version: number;
}

/** Brings events of the outbox to their subscribers, at least once each. */
export interface Deliveries {
  /** Begins to deliver; looks for due ones every few seconds, and at once when woken. */
  start(): void;
  /** Looks now; called after a commit that wrote deliveries. Does nothing before `start`. */
  wake(): void;
  /** Delivers until nothing is due by the clock, waiting for running handlers. For tests and `docket` commands. */
  settle(): Promise<void>;
  /** Makes what is parked for a plugin due again: it has been switched on. */
  release(tenantId: string, plugin: string): Promise<void>;
  /** Waits for running handlers and what became of them. */
  stop(): Promise<void>;
}

interface DeliveriesOptions {
  readonly database: Database;
  readonly clock: () => Date;
  readonly log: Log;
  readonly faults: Pick<Faults, 'record'>;
  readonly registry: Pick<Registry, 'byId'>;
  /** Subscribers of the core, by name; one that rejects is asked again later. */
  readonly core: ReadonlyMap<string, (delivery: Delivery) => Promise<void>>;
  /** Hands an event to a plugin of the tenant, by the dispatcher. */
  readonly handle: (delivery: Delivery) => Promise<Delivered>;
  /** Asked again after parking, since the plugin may have been switched on meanwhile. */
  readonly isActive: (tenantId: string, plugin: string) => Promise<boolean>;
  /** Handlers that run at once, and how many of them of one tenant. */
  readonly slots?: number;
  readonly share?: number;
  /** The attempt after which a delivery is dead; with the waits between them, about a day. */
  readonly attempts?: number;
  /** From 0 to 1: how waits are spread. */
  readonly random?: () => number;
}

const seconds = 1000;
const pause = 5 * seconds;
/** Longer than any handler may take. */
const lease = 90 * seconds;
/** How long a plugin is left alone that the breaker leaves out. */
const rest = 30 * seconds;
const longest = 3600 * seconds;

/** Milliseconds to wait after a failed attempt: 10 s, doubled each time, at most an hour, spread by a quarter. */
export const backoff = (attempt: number, random: number): number =>
  Math.round(Math.min(10 * seconds * 2 ** (attempt - 1), longest) * (0.75 + random / 2));

/** Makes the deliveries of a platform. One claim fills all free slots; what became of a batch is written with the next. */
export function createDeliveries(options: DeliveriesOptions): Deliveries {
  const { database, clock, log, slots = 32, share = 8, attempts = 30, random = Math.random } = options;
  const tables = database.withPlatform('claims and ends deliveries of all tenants');
  const running = new Map<Promise<void>, string>();
  let ended: EndedRow[] = [];
  let turns: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let started = false;
  let looking = false;
  let again = false;

  return {
    start() {
      started = true;
      soon(0);
    },
    wake: () => soon(0),
    async settle() {
      while ((await turn(slots)) > 0 || running.size > 0 || ended.length > 0)
        if (running.size > 0) await Promise.race(running.keys());
    },
    async release(tenantId, plugin) {
      await database.withTenant(tenantId).run(releaseDeliveries({ subscriber: plugin, now: clock() }));
      soon(0);
    },
    async stop() {
      started = false;
      clearTimeout(timer);
      await turns;
      await Promise.all(running.keys());
      // A start that failed has nothing to write, and perhaps no database to ask.
      if (ended.length > 0) await turn(0).catch(unwritten);
    },
  };

  function soon(delay: number): void {
    if (!started) return;
    again ||= looking && delay === 0;
    if (looking) return;
    clearTimeout(timer);
    timer = setTimeout(() => void round(), delay).unref();
  }

  /** A full claim is followed by another at once; otherwise the next handler's end, a wake or the pause brings one. */
  async function round(): Promise<void> {
    looking = true;
    again = false;
    try {
      const claimed = await turn(slots);
      again ||= claimed > 0 && running.size < slots;
    } catch (error) {
      again = false;
      unwritten(error);
    }
    looking = false;
    soon(again ? 0 : pause);
  }

  function unwritten(error: unknown): void {
    log({ level: 'error', message: 'Deliveries could not be claimed or ended.', error: messageOf(error) });
  }

  /** One turn after the other: writes what has ended and claims for free slots; answers how many it claimed or made due. */
  function turn(most: number): Promise<number> {
    const next = turns.then(() => exchange(most));
    turns = next.catch(() => undefined);
    return next;
  }

  async function exchange(most: number): Promise<number> {
    const [now, batch, limit] = [clock(), ended, Math.max(0, most - running.size)];
    ended = [];
    const claim = claimDeliveries({ now, leaseUntil: after(now, lease), limit, share, busy: json(busy()) });
    try {
      const [, claimed] = await tables.run(endDeliveries({ now, rows: json(batch) }), claim);
      claimed.forEach(begin);
      const released = await Promise.all(batch.filter(({ state }) => state === 'parked').map(releaseIfActive));
      return claimed.length + released.filter(Boolean).length;
    } catch (error) {
      // Once more with the next turn; the lease keeps others away until then, and what is written already stays.
      ended = [...batch, ...ended];
      throw error;
    }
  }

  /** How many run, by tenant. */
  function busy(): Readonly<Record<string, number>> {
    const byTenant = Map.groupBy(running.values(), (tenantId) => tenantId);
    return Object.fromEntries([...byTenant].map(([tenantId, own]) => [tenantId, own.length]));
  }

  function begin(row: ClaimedRow): void {
    const follow = async (): Promise<void> => {
      const outcome = await hand(row);
      running.delete(work);
      ended.push(outcome);
      soon(0);
    };
    const work = follow();
    running.set(work, row.tenant_id);
  }

  /** Never rejects. */
  async function hand(row: ClaimedRow): Promise<EndedRow> {
    const { tenant_id: tenantId, outbox_id, subscriber, attempts: attempt, event, payload, at } = row;
    const delivery = { tenantId, subscriber, event, payload, at, version: row.config_version };
    const ending = {
      tenant_id: tenantId,
      outbox_id,
      subscriber,
      attempts: attempt,
      counts: true,
      next_at: clock(),
      error: null,
    };
    const answer = await handOver(delivery);
    if (answer.state === 'done') return { ...ending, state: 'done' };
    if (answer.state === 'parked') {
      const isOff = answer.reason === 'inactive';
      return { ...ending, state: isOff ? 'parked' : 'due', counts: false, next_at: after(clock(), isOff ? 0 : rest) };
    }
    const { message: error } = answer;
    if (answer.state === 'failed' && attempt < attempts)
      return { ...ending, state: 'due', error, next_at: after(clock(), backoff(attempt, random())) };
    giveUp(delivery, error);
    return { ...ending, state: 'dead', error };
  }

  async function handOver(delivery: Delivery): Promise<Delivered> {
    try {
      const own = options.core.get(delivery.subscriber);
      if (!own) return await options.handle(delivery);
      await own(delivery);
      return { state: 'done' };
    } catch (error) {
      return { state: 'failed', message: messageOf(error) };
    }
  }

  function giveUp({ tenantId, subscriber: plugin, event: hook }: Delivery, error: string): void {
    const version = options.registry.byId.get(plugin)?.descriptor.version ?? 'core';
    options.faults.record({ plugin, version, hook, tenantId, kind: 'dead', error });
    log({
      level: 'error',
      message: 'A delivery was given up.',
      tenant: tenantId,
      subscriber: plugin,
      event: hook,
      error,
    });
  }

  async function releaseIfActive({ tenant_id: tenantId, subscriber }: EndedRow): Promise<boolean> {
    const isActive = await options.isActive(tenantId, subscriber);
    if (isActive) await database.withTenant(tenantId).run(releaseDeliveries({ subscriber, now: clock() }));
    return isActive;
  }
}

const after = (moment: Date, milliseconds: number): Date => new Date(moment.getTime() + milliseconds);
