import { startServer } from './contender.ts';
import type { Ready } from './docket/contender.ts';
import { knownAddress, knownPeople } from './docket/seed.ts';
import { clientOf, type Client } from './measure/http.ts';
import { spreadOf } from './measure/load.ts';
import type { Options } from './options.ts';
import type { Likeness } from './report.ts';

/** What a stranger can ask with an address, to learn by the clock whether anybody has it. */
const asks: Readonly<Record<Likeness['ask'], (client: Client, email: string) => Promise<void>>> = {
  code: async (client, email) => void (await client.post('/trpc/portal/access.start', { email })),
  password: (client, email) =>
    client.refused(401, '/trpc/staff/access.signIn', { email, password: 'not the password of anybody' }),
  forgotten: async (client, email) => void (await client.post('/trpc/staff/access.forgot', { email })),
};

/** Asks with one address: limits take no more than ten codes each. */
const mostAsks = 8;

/**
 * How alike known and unknown addresses are answered, by the clock: each ask in pairs, one of either, now this one first and
 * now that. Whether statements, entries and answers are the same is held by tests; times are only reported.
 */
export async function measureLikeness(database: string, { rounds }: Options): Promise<readonly Likeness[]> {
  const pairs = knownPeople * Math.min(2 * rounds, mostAsks);
  const server = await startServer<Ready>('./docket/server.ts', [database, 'postgres', '0', 'print-shop', 'addresses']);
  const client = clientOf(server.ready.port, '');
  try {
    const found: Likeness[] = [];
    for (const ask of Object.keys(asks) as Likeness['ask'][]) found.push(await likenessOf(ask, client, pairs));
    return found;
  } finally {
    client.close();
    await server.stop();
  }
}

async function likenessOf(ask: Likeness['ask'], client: Client, pairs: number): Promise<Likeness> {
  const timed = async (email: string): Promise<number> => {
    const begun = performance.now();
    await asks[ask](client, email);
    return performance.now() - begun;
  };
  const known: number[] = [];
  const unknown: number[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    const turns = [
      async () => known.push(await timed(knownAddress(pair % knownPeople))),
      async () => unknown.push(await timed(`nobody${pair}@bench.test`)),
    ];
    for (const turn of pair % 2 === 0 ? turns : turns.toReversed()) await turn();
  }
  const slower = known.filter((milliseconds, pair) => milliseconds > unknown[pair]!).length;
  return { ask, pairs, known: spreadOf(known), unknown: spreadOf(unknown), knownSlower: slower / pairs };
}
