import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, stores } from '../testing/database.ts';
import type { Database } from './database.ts';
import { createFaults, messageOf, type Failure, type Fault } from './faults.ts';
import { createFaultStore, faultsOf } from './faults-store.ts';

const a = '0190a000-0000-7000-8000-00000000000a';
const b = '0190a000-0000-7000-8000-00000000000b';

const failure = (more: Partial<Failure> = {}): Failure => ({
  plugin: 'badges',
  version: '1.0.0',
  hook: 'intake.validate',
  tenantId: a,
  kind: 'throw',
  error: new Error('broken'),
  ...more,
});

function collector(limit?: number) {
  let now = 1000;
  const handed: (readonly Fault[])[] = [];
  const due: (() => void)[] = [];
  const faults = createFaults({
    clock: () => (now += 1),
    sink: (batch) => handed.push(batch),
    schedule: (flush) => due.push(flush),
    ...(limit !== undefined && { limit }),
  });
  return { faults, handed, due };
}

describe('collecting faults', () => {
  it('hands equal ones over as one, with how many and since when', () => {
    const { faults, handed, due } = collector();
    const error = new Error('order 17 is broken');
    faults.record(failure({ error }));
    faults.record(failure({ error: Object.assign(new Error('order 18 is broken'), { stack: error.stack }) }));
    faults.record(failure({ tenantId: b, error }));
    expect(due).toHaveLength(1);
    due[0]!();
    expect(handed).toEqual([
      [
        expect.objectContaining({ tenantId: a, count: 2, first: 1001, last: 1002, message: 'order 17 is broken' }),
        expect.objectContaining({ tenantId: b, count: 1 }),
      ],
    ]);
    expect(handed[0]![0]!.fingerprint).toMatch(/^[0-9a-f]{16}$/);
  });

  it('hands over once for each storm, and nothing when there is nothing', () => {
    const { faults, handed, due } = collector();
    for (let n = 0; n < 10_000; n += 1) faults.record(failure({ error: 'broken' }));
    expect(due).toHaveLength(1);
    faults.flush();
    faults.flush();
    due[0]!();
    expect(handed.map((batch) => batch.map(({ count }) => count))).toEqual([[10_000]]);
    faults.record(failure());
    expect(due).toHaveLength(2);
  });

  it('keeps so many distinct ones and forgets the oldest', () => {
    const { faults, handed } = collector(2);
    for (const hook of ['one', 'two', 'three']) faults.record(failure({ hook }));
    faults.flush();
    expect(handed[0]!.map(({ hook }) => hook)).toEqual(['two', 'three']);
  });

  it('never throws, whatever was thrown', () => {
    const { faults } = collector();
    const hostile = Object.defineProperties(new Error('x'), {
      message: {
        get: () => {
          throw new Error('y');
        },
      },
      stack: {
        get: () => {
          throw new Error('z');
        },
      },
    });
    faults.record(failure({ error: hostile }));
    fc.assert(
      fc.property(fc.anything(), (error) => {
        faults.record(failure({ error }));
        expect(messageOf(error).length).toBeLessThanOrEqual(300);
      }),
    );
    expect(messageOf(new Error('x'.repeat(1000)))).toHaveLength(300);
    expect(messageOf({ toString: () => 'secret' })).toBe('A thrown object');
  });
});

describe.each(stores)('keeping faults on %s', (store) => {
  let database: Database;
  beforeAll(async () => void (database = await openTestDatabase(store)), 60_000);
  afterAll(() => database.close());

  it('adds up in one row for each plugin, hook and kind, which only its tenant sees', async () => {
    const log: object[] = [];
    const keeper = createFaultStore({ database, log: (entry) => log.push(entry) });
    const { faults, handed } = collector();
    for (const error of ['one', 'two', 'two']) faults.record(failure({ error }));
    faults.record(failure({ kind: 'timeout', error: 'late' }));
    faults.record(failure({ tenantId: b, error: 'theirs' }));
    faults.flush();
    keeper.sink(handed[0]!);
    await keeper.settle();
    keeper.sink(handed[0]!.slice(0, 1));
    await keeper.settle();
    const [rows] = await database.withTenant(a).run(faultsOf({}));
    expect(rows).toMatchObject([
      { plugin: 'badges', hook: 'intake.validate', kind: 'timeout', version: '1.0.0', message: 'late', count: 1 },
      { kind: 'throw', message: 'one', count: 4, first_at: new Date(1001), last_at: new Date(1003) },
    ]);
    expect(await database.withTenant(b).run(faultsOf({}))).toMatchObject([[{ message: 'theirs', count: 1 }]]);
    expect(log).toEqual([]);
  });

  it('says in the log that it could not, and goes on', async () => {
    const log: object[] = [];
    const keeper = createFaultStore({ database, log: (entry) => log.push(entry) });
    const { faults, handed } = collector();
    faults.record(failure({ tenantId: 'nobody' }));
    faults.flush();
    keeper.sink(handed[0]!);
    await keeper.settle();
    expect(log).toMatchObject([{ level: 'error', message: 'Faults could not be kept.', tenant: 'nobody' }]);
  });
});
