import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Conversation, Database } from '../kernel/database.ts';
import { openTestDatabase } from './database.ts';
import { roundTripsOf } from './round-trips.ts';

const one = { name: 'tests.one', text: 'select 1', values: [] };

describe.each(['pglite', 'postgres-app'] as const)('round trips of a work on %s', (store) => {
  let database: Database;
  beforeAll(async () => void (database = await openTestDatabase(store)), 60_000);
  afterAll(() => database.close());

  const ask = () => database.withPlatform('tests count').run(one, one);
  const talk = () =>
    database.withPlatform('tests count').converse(async (transaction: Conversation) => {
      await transaction.run(one);
      await transaction.run(one, one);
    });

  it('are those that the database counts', async () => {
    const before = database.roundTrips();
    const trips = await roundTripsOf(database, async () => {
      await ask();
      await Promise.all([ask(), talk()]);
    });
    expect(trips).toBe(6);
    expect(database.roundTrips() - before).toBe(6);
  });

  it('hold nothing that is asked beside it, before, meanwhile or by another that is counted', async () => {
    const before = database.roundTrips();
    const beside = (async () => {
      for (let left = 5; left > 0; left -= 1) {
        await ask();
        await setImmediate();
      }
    })();
    const work = async () => {
      await ask();
      await beside;
      await ask();
    };
    expect(await Promise.all([roundTripsOf(database, work), roundTripsOf(database, work)])).toEqual([2, 2]);
    expect(database.roundTrips() - before).toBe(9);
  });
});
