import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { startServer } from './contender.ts';
import type { Ready } from './docket/contender.ts';
import { memoryOf } from './measure/cpu.ts';
import { spreadOf } from './measure/load.ts';
import type { Options } from './options.ts';
import type { StartFigures } from './report.ts';

const root = path.join(import.meta.dirname, '..');
const command = path.join(root, 'apps', 'server', 'src', 'command.ts');
const distribution = path.join(root, 'examples', 'print-shop', 'docket.config.ts');

const host = '127.0.0.1';
/** Nobody listens there, and nothing is sent: without an address the server would catch mail itself. */
const smtp = 'smtp://127.0.0.1:9';

/** Where `docket start` lets its server keep what it compiles. */
const compiled = path.join(path.dirname(distribution), '.docket', 'cache', 'compiled');

/** Starts the print shop as `docket start` does, on a migrated database, again and again. */
export async function measureStart(database: string, { rounds }: Options): Promise<StartFigures> {
  await oneStart(database);
  const starts: { readonly milliseconds: number; readonly megabytes: number }[] = [];
  for (let round = 0; round < rounds; round += 1) starts.push(await oneStart(database, round === 0));
  return {
    milliseconds: spreadOf(starts.map(({ milliseconds }) => milliseconds)),
    millisecondsPerPlugin: ((await startWith(database, 40)) - (await startWith(database, 0))) / 40,
    idleMegabytes: starts[0]!.megabytes,
  };
}

async function oneStart(database: string, idle = false): Promise<{ milliseconds: number; megabytes: number }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'docket-start-'));
  const port = await freePort();
  const begun = performance.now();
  const server = spawn(process.execPath, [command, 'serve', '--distribution', distribution], {
    env: {
      ...process.env,
      DATABASE_URL: database,
      DOCKET_DATA: folder,
      HOST: host,
      NODE_COMPILE_CACHE: compiled,
      PORT: String(port),
      SMTP_URL: smtp,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said = text(server.stderr);
  const ended = once(server, 'exit');
  try {
    await firstAnswer(server, port, said);
    const milliseconds = performance.now() - begun;
    if (idle) await wait(4000);
    return { milliseconds, megabytes: memoryOf(server.pid!) };
  } finally {
    server.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  }
}

async function firstAnswer(server: ChildProcess, port: number, said: Promise<string>): Promise<void> {
  while (server.exitCode === null && server.signalCode === null) {
    const answer = await fetch(`http://${host}:${port}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await wait(5);
  }
  throw new Error(`The server ended before it answered: ${await said}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Milliseconds from the start of the process to readiness, with so many plugins that do nothing. */
async function startWith(database: string, noops: number): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const begun = performance.now();
    const server = await startServer<Ready>('./docket/server.ts', [database, 'postgres', String(noops)]);
    times.push(performance.now() - begun);
    await server.stop();
  }
  return spreadOf(times).median;
}
