import { randomBytes, randomUUID } from 'node:crypto';
import type { Contender, Store } from '../contender.ts';
import { hashOf, list, move, submit } from './jobs.ts';
import { fixedLines } from './lines.ts';
import { onPglite, onPostgres } from './store.ts';

interface LimitOptions {
  readonly store: Store;
  readonly where: string;
  readonly databaseCpu: () => number;
}

/** The limit: the floor's statements alone, from this process, with no HTTP before them. */
export async function limitContender({ store, where, databaseCpu }: LimitOptions): Promise<Contender> {
  const { query, close } = store === 'postgres' ? await onPostgres(where) : await onPglite(where);
  const token = hashOf(randomBytes(32).toString('base64url'));
  await query({ name: 'limit.seed', text: `insert into floor.session values ($1, $2, now() + interval '1 day')` }, [
    token,
    randomUUID(),
  ]);
  const lines = JSON.stringify(fixedLines.map((line, position) => ({ ...line, position, quantity: 24 })));
  const send = async (): Promise<string> => {
    const id = randomUUID();
    const [made] = await query(submit, [token, lines, id, 'Spring shirts', '2030-05-01', '{}', randomUUID()]);
    if (!made) throw new Error('The limit made no order.');
    return id;
  };
  const idle: { id: string; status: string }[] = [];
  return {
    name: 'limit',
    store,
    operations: {
      submit: async () => void (await send()),
      list: async () => void (await query(list, [token, Number.MAX_SAFE_INTEGER])),
      move: async () => {
        const own = idle.pop() ?? { id: await send(), status: 'quote' };
        const to = own.status === 'quote' ? 'art-requested' : 'quote';
        const [moved] = await query(move, [token, own.id, own.status, to, randomUUID()]);
        if (!moved) throw new Error('The limit moved nothing.');
        idle.push({ id: own.id, status: to });
      },
    },
    cpu: () => process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000 + databaseCpu(),
    stop: close,
  };
}
