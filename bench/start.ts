import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
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
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const begun = performance.now();
  const server = spawn(process.execPath, [command, 'serve', '--distribution', distribution], {
    env: { ...process.env, DATABASE_URL: database, DOCKET_DATA: folder, PORT: String(port), HOST: '127.0.0.1' },
    stdio: 'ignore',
  });
  try {
    await firstAnswer(server, port);
    const milliseconds = performance.now() - begun;
    if (idle) await wait(4000);
    return { milliseconds, megabytes: memoryOf(server.pid!) };
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
    await rm(folder, { recursive: true, force: true });
  }
}

async function firstAnswer(server: ChildProcess, port: number): Promise<void> {
  while (server.exitCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await wait(5);
  }
  throw new Error('The server ended before it answered.');
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
