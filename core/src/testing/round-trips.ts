import { AsyncLocalStorage } from 'node:async_hooks';
import type { Conversation, Database, Engine } from '../kernel/database.ts';

/** What counts, for whatever is asked on behalf of it. */
const counting = new AsyncLocalStorage<{ trips: number }>();
const watched = new WeakSet<Engine>();

/** The round trips of this work alone: what a platform asks by itself meanwhile is not among them. */
export async function roundTripsOf(
  { engine }: Pick<Database, 'engine'>,
  work: () => Promise<unknown>,
): Promise<number> {
  watch(engine);
  const count = { trips: 0 };
  await counting.run(count, work);
  return count.trips;
}

/** Counts as `Database.roundTrips` does: to begin and to commit a conversation are two. */
function watch(engine: Engine): void {
  if (watched.has(engine)) return;
  watched.add(engine);
  const [run, converse] = [engine.run.bind(engine), engine.converse.bind(engine)];
  engine.run = async (identity, calls) => {
    note(1);
    return run(identity, calls);
  };
  engine.converse = async (identity, work) => {
    note(2);
    return converse(identity, (transaction) => work(noted(transaction)));
  };
}

const noted = (transaction: Conversation): Conversation => ({
  run: (...calls) => {
    note(1);
    return transaction.run(...calls);
  },
});

function note(trips: number): void {
  const count = counting.getStore();
  if (count) count.trips += trips;
}
