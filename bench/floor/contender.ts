import { randomUUID } from 'node:crypto';
import { startServer, type Contender, type Store } from '../contender.ts';
import { clientOf } from '../measure/http.ts';
import { fixedLines } from './lines.ts';

interface Ready {
  readonly port: number;
  readonly token: string;
}

interface FloorOptions {
  readonly store: Store;
  /** An address of a database of its own, or a folder. */
  readonly where: string;
  /** CPU of the database server, when it is a process of its own. */
  readonly databaseCpu: () => number;
  readonly cpuOf: (pid: number) => number;
}

/** The floor as a contender: over HTTP, like Docket. */
export async function floorContender({ store, where, databaseCpu, cpuOf }: FloorOptions): Promise<Contender> {
  const server = await startServer<Ready>('./floor/server.ts', [where, store]);
  const client = clientOf(server.ready.port, `session=${server.ready.token}`);
  const submit = async (): Promise<string> => {
    const id = randomUUID();
    await client.post('/submit', { id, title: 'Spring shirts', dueOn: '2030-05-01', lines: fixedLines, content: {} });
    return id;
  };
  const [own, statuses] = [await submit(), new Map<string, string>()];
  return {
    name: 'floor',
    store,
    operations: {
      submit: async () => void (await submit()),
      list: async () => void (await client.get('/list')),
      move: moverOf(client, own, statuses, submit),
    },
    cpu: () => cpuOf(server.child.pid!) + databaseCpu(),
    stop: async () => {
      client.close();
      await server.stop();
    },
  };
}

/** Each lane moves an order of its own to and fro, so that lanes never wait for one row. */
function moverOf(
  client: ReturnType<typeof clientOf>,
  first: string,
  statuses: Map<string, string>,
  submit: () => Promise<string>,
): () => Promise<void> {
  const idle = [first];
  return async () => {
    const id = idle.pop() ?? (await submit());
    const from = statuses.get(id) ?? 'quote';
    const to = from === 'quote' ? 'art-requested' : 'quote';
    await client.post('/move', { id, from, to });
    statuses.set(id, to);
    idle.push(id);
  };
}
