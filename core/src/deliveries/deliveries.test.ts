import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Database } from '../kernel/database.ts';
import type { Delivered } from '../kernel/dispatch.ts';
import type { Failure } from '../kernel/faults.ts';
import { newId } from '../kernel/ids.ts';
import { json, statement } from '../kernel/statement.ts';
import { openTestDatabase, stores } from '../testing/database.ts';
import { backoff, createDeliveries, type Delivery } from './deliveries.ts';

const a = '0190a000-0000-7000-8000-00000000000a';
const b = '0190a000-0000-7000-8000-00000000000b';

/** Many events at once, each for the given subscribers: as the statements of the core write them. */
const emit = statement<{ tenant: string; events: string; subscribers: readonly string[]; now: Date }>(
  'test.emit',
  (place) => sql`with sent as (
      insert into core.outbox (tenant_id, id, event, payload, at)
      select ${place('tenant')}, e.id, 'test.event', jsonb_build_object('n', e.n), ${place('now')}
      from jsonb_to_recordset(${place('events')}::jsonb) e(id uuid, n int) returning tenant_id, id
    )
    insert into core.delivery (tenant_id, outbox_id, subscriber, next_at)
    select tenant_id, id, s.name, ${place('now')} from sent, unnest(${place('subscribers')}::text[]) s(name)`,
);
const states = statement<
  object,
  { subscriber: string; state: string; attempts: number; error: string | null; done: boolean }
>(
  'test.states',
  () =>
    sql`select subscriber, state, attempts, error, done_at is not null as done from core.delivery order by outbox_id, subscriber`,
);
const clear = statement('test.clear', () => sql`with cleared as (delete from core.delivery) delete from core.outbox`);

type Handle = (delivery: Delivery) => Promise<Delivered>;
const done: Handle = async () => ({ state: 'done' });

describe.each(stores)('deliveries on %s', (store) => {
  let database: Database;
  let now = new Date('2026-11-24T10:00:00Z');
  let log: { level: string; message: string }[] = [];
  let faults: Failure[] = [];

  beforeAll(async () => void (database = await openTestDatabase(store)), 60_000);
  beforeEach(async () => {
    await database.withPlatform('clears').run(clear({}));
    log = [];
    faults = [];
  });
  afterAll(() => database.close());

  const pass = (seconds: number): void => void (now = new Date(now.getTime() + seconds * 1000));
  const send = (tenant: string, count: number, ...subscribers: string[]): Promise<unknown> => {
    const events = Array.from({ length: count }, (_, n) => ({ id: newId(new Date(now.getTime() + n)), n }));
    return database.withTenant(tenant).run(emit({ tenant, events: json(events), subscribers, now }));
  };
  const rows = async (tenant = a) => (await database.withTenant(tenant).run(states({})))[0];
  const deliveriesOf = (more: Partial<Parameters<typeof createDeliveries>[0]> = {}) =>
    createDeliveries({
      database,
      clock: () => now,
      log: (entry) => log.push(entry),
      faults: { record: (failure) => faults.push(failure) },
      registry: { byId: new Map() },
      core: new Map(),
      handle: done,
      isActive: async () => false,
      random: () => 0.5,
      ...more,
    });

  it('hands an event once to each subscriber, plugins through the dispatcher and those of the core by name', async () => {
    await send(a, 1, 'badges', 'core:bell');
    const seen: Delivery[] = [];
    const deliveries = deliveriesOf({
      core: new Map([['core:bell', async (delivery) => void seen.push(delivery)]]),
      handle: async (delivery) => (seen.push(delivery), { state: 'done' }),
    });
    await deliveries.settle();
    await deliveries.settle();
    expect(seen.toSorted((x, y) => (x.subscriber < y.subscriber ? -1 : 1))).toEqual([
      { tenantId: a, subscriber: 'badges', event: 'test.event', payload: { n: 0 }, at: now, version: 0 },
      { tenantId: a, subscriber: 'core:bell', event: 'test.event', payload: { n: 0 }, at: now, version: 0 },
    ]);
    expect(await rows()).toMatchObject([
      { state: 'done', attempts: 1, done: true },
      { state: 'done', attempts: 1, done: true },
    ]);
  });

  it('tries a failed one again later, twice as late each time, and forgets the error when it works', async () => {
    await send(a, 1, 'badges');
    const handle = vi.fn<Handle>(async () => ({ state: 'failed', message: 'no paper' }));
    const deliveries = deliveriesOf({ handle });
    await deliveries.settle();
    expect(await rows()).toMatchObject([{ state: 'due', attempts: 1, error: 'no paper', done: false }]);
    pass(9);
    await deliveries.settle();
    expect(handle).toHaveBeenCalledTimes(1);
    pass(1);
    await deliveries.settle();
    expect(handle).toHaveBeenCalledTimes(2);
    pass(20);
    handle.mockImplementation(done);
    await deliveries.settle();
    expect(await rows()).toMatchObject([{ state: 'done', attempts: 3, error: null }]);
    expect(faults).toEqual([]);
  });

  it('gives up after the last attempt, and says so to staff and in the log', async () => {
    await send(a, 1, 'core:bell');
    const ring = vi.fn<(delivery: Delivery) => Promise<void>>(() => Promise.reject(new Error('broken')));
    const deliveries = deliveriesOf({ core: new Map([['core:bell', ring]]), attempts: 3 });
    for (let hour = 0; hour < 9; hour += 1) {
      await deliveries.settle();
      pass(3600);
    }
    expect(ring).toHaveBeenCalledTimes(3);
    expect(await rows()).toMatchObject([{ state: 'dead', attempts: 3, error: 'broken', done: true }]);
    expect(faults).toEqual([
      { plugin: 'core:bell', version: 'core', hook: 'test.event', tenantId: a, kind: 'dead', error: 'broken' },
    ]);
    expect(log).toMatchObject([{ level: 'error', message: 'A delivery was given up.', tenant: a }]);
  });

  it('gives up at once what will never fit the contract', async () => {
    await send(a, 1, 'badges');
    await deliveriesOf({ handle: async () => ({ state: 'refused', message: 'n must be a number' }) }).settle();
    expect(await rows()).toMatchObject([{ state: 'dead', attempts: 1, error: 'n must be a number' }]);
  });

  it('parks what a switched-off plugin should get, and delivers it when it is switched on', async () => {
    await send(a, 2, 'badges');
    await send(b, 1, 'badges');
    const handle = vi.fn<Handle>(async () => ({ state: 'parked', reason: 'inactive' }));
    const deliveries = deliveriesOf({ handle });
    await deliveries.settle();
    pass(100_000);
    await deliveries.settle();
    expect(handle).toHaveBeenCalledTimes(3);
    expect(await rows()).toMatchObject([
      { state: 'parked', attempts: 0 },
      { state: 'parked', attempts: 0 },
    ]);
    handle.mockImplementation(done);
    await deliveries.release(a, 'other');
    await deliveries.settle();
    expect(handle).toHaveBeenCalledTimes(3);
    await deliveries.release(a, 'badges');
    await deliveries.settle();
    expect((await rows()).map(({ state }) => state)).toEqual(['done', 'done']);
    expect((await rows(b)).map(({ state }) => state)).toEqual(['parked']);
  });

  it('does not forget what was parked in the moment the plugin was switched on', async () => {
    await send(a, 1, 'badges');
    let isOn = false;
    const deliveries = deliveriesOf({
      handle: async () => {
        if (isOn) return { state: 'done' };
        // Switched on between the look at the table of hooks and the note that it was off.
        isOn = true;
        await deliveries.release(a, 'badges');
        return { state: 'parked', reason: 'inactive' };
      },
      isActive: async () => isOn,
    });
    await deliveries.settle();
    expect(await rows()).toMatchObject([{ state: 'done' }]);
  });

  it('leaves a plugin alone that the breaker leaves out, and does not count that as an attempt', async () => {
    await send(a, 1, 'badges');
    const handle = vi.fn<Handle>(async () => ({ state: 'parked', reason: 'failing' }));
    const deliveries = deliveriesOf({ handle });
    await deliveries.settle();
    expect(await rows()).toMatchObject([{ state: 'due', attempts: 0 }]);
    pass(29);
    await deliveries.settle();
    expect(handle).toHaveBeenCalledTimes(1);
    pass(1);
    await deliveries.settle();
    expect(handle).toHaveBeenCalledTimes(2);
  });

  it('lets tenants take turns, whoever was first and however much is due', async () => {
    await send(a, 40, 'badges');
    pass(1);
    await send(b, 2, 'badges');
    const seen: string[] = [];
    const handle = async ({ tenantId }: Delivery): Promise<Delivered> => {
      seen.push(tenantId);
      return { state: 'done' };
    };
    await deliveriesOf({ handle, slots: 4 }).settle();
    expect(seen.slice(0, 4).toSorted()).toEqual([a, a, b, b]);
    expect(seen).toHaveLength(42);
  });

  it('keeps slots free of a tenant whose handlers are slow', async () => {
    await send(a, 20, 'slow');
    const ends: (() => void)[] = [];
    const seen: string[] = [];
    const handle = ({ tenantId, subscriber }: Delivery): Promise<Delivered> => {
      seen.push(tenantId);
      return subscriber === 'slow'
        ? new Promise((resolve) => void ends.push(() => resolve({ state: 'done' })))
        : Promise.resolve({ state: 'done' });
    };
    const deliveries = deliveriesOf({ handle, slots: 8, share: 3 });
    deliveries.start();
    await vi.waitFor(() => expect(ends).toHaveLength(3));
    await send(b, 1, 'badges');
    deliveries.wake();
    await vi.waitFor(() => expect(seen).toEqual([a, a, a, b]));
    const stopped = deliveries.stop();
    ends.forEach((end) => end());
    await stopped;
    expect((await rows()).filter(({ state }) => state === 'done')).toHaveLength(3);
    expect((await rows(b)).map(({ state }) => state)).toEqual(['done']);
  });

  it('hands each to one of two workers, and a dead worker’s to the other once its lease is over', async () => {
    await send(a, 30, 'badges');
    const seen: number[] = [];
    const handle = async ({ payload }: Delivery): Promise<Delivered> => {
      seen.push((payload as { n: number }).n);
      await new Promise((resolve) => setTimeout(resolve, 1));
      return { state: 'done' };
    };
    await Promise.all([deliveriesOf({ handle }).settle(), deliveriesOf({ handle }).settle()]);
    expect(seen.toSorted((x, y) => x - y)).toEqual(Array.from({ length: 30 }, (_, n) => n));

    await send(a, 1, 'late');
    const killed = vi.fn<Handle>(() => new Promise<Delivered>(() => undefined));
    void deliveriesOf({ handle: killed }).settle();
    await vi.waitFor(() => expect(killed).toHaveBeenCalledTimes(1));
    const handover = vi.fn<Handle>(done);
    pass(89);
    await deliveriesOf({ handle: handover }).settle();
    expect(handover).not.toHaveBeenCalled();
    pass(1);
    await deliveriesOf({ handle: handover }).settle();
    expect(handover).toHaveBeenCalledTimes(1);
  });

  it('writes nothing for a claim that ran out and was taken by another', async () => {
    await send(a, 1, 'badges');
    let fail = (): void => undefined;
    const slow = deliveriesOf({
      handle: () => new Promise((resolve) => void (fail = () => resolve({ state: 'refused', message: 'late' }))),
    });
    const late = slow.settle();
    await vi.waitFor(async () => expect(await rows()).toMatchObject([{ attempts: 1 }]));
    pass(91);
    await deliveriesOf().settle();
    fail();
    await late;
    expect(await rows()).toMatchObject([{ state: 'done', attempts: 2, error: null }]);
  });

  it('asks the database once for a batch, and hardly ever while nothing is due', async () => {
    await send(a, 8, 'badges');
    const deliveries = deliveriesOf();
    const before = database.roundTrips();
    await deliveries.settle();
    expect(database.roundTrips() - before).toBeLessThanOrEqual(3);
    deliveries.start();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await deliveries.stop();
    expect(database.roundTrips() - before).toBeLessThanOrEqual(6);
  });

  it('delivers soon after it was woken', async () => {
    const handle = vi.fn<Handle>(done);
    const deliveries = deliveriesOf({ handle });
    deliveries.wake();
    deliveries.start();
    await send(a, 1, 'badges');
    deliveries.wake();
    await vi.waitFor(() => expect(handle).toHaveBeenCalledTimes(1), { timeout: 2000 });
    await deliveries.stop();
    await send(a, 1, 'badges');
    deliveries.wake();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(handle).toHaveBeenCalledTimes(1);
  });

  it('writes what ended although the database was away meanwhile', async () => {
    await send(a, 1, 'badges');
    let isAway = false;
    const platform = database.withPlatform('test');
    const flaky: Database = {
      ...database,
      withPlatform: () => ({
        ...platform,
        run: (...calls) => (isAway ? Promise.reject(new Error('away')) : platform.run(...calls)),
      }),
    };
    const handle = async (): Promise<Delivered> => ((isAway = true), { state: 'done' });
    const deliveries = deliveriesOf({ database: flaky, handle });
    await expect(deliveries.settle()).rejects.toThrow('away');
    isAway = false;
    await deliveries.settle();
    expect(await rows()).toMatchObject([{ state: 'done' }]);
  });
});

describe('the wait after a failed attempt', () => {
  it('doubles from ten seconds to an hour, spread by a quarter, so that thirty attempts take about a day', () => {
    const waits = Array.from({ length: 29 }, (_, n) => backoff(n + 1, 0.5));
    expect(waits.slice(0, 4)).toEqual([10_000, 20_000, 40_000, 80_000]);
    expect(Math.max(...waits)).toBe(3_600_000);
    expect(waits.reduce((sum, wait) => sum + wait, 0) / 3_600_000).toBeCloseTo(21.4, 0);
    expect([backoff(1, 0), backoff(1, 1)]).toEqual([7500, 12_500]);
  });
});
