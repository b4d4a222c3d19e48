import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Pages } from '@docket/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../dev/free-port.ts';
import { Problem } from '../problem.ts';
import type { Project } from '../project.ts';
import { readSettings } from '../settings.ts';
import { serve } from './serve.ts';
import type { Served } from './serve.ts';

let folder: string;
let running: Served[];
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'docket-start-'));
  running = [];
});
afterEach(async () => {
  for (const served of running) await served.stop(0);
  await rm(folder, { recursive: true, force: true });
});

const pages: Pages = { serve: async () => new Response('a page'), styles: () => [], isAsset: () => false };

async function start(env: Readonly<Record<string, string>> = {}): Promise<Served> {
  const settings = readSettings({ PORT: '0', HOST: '127.0.0.1', DOCKET_DATA: 'data', ...env }, folder);
  const project: Project = {
    distribution: { name: 'shop', title: 'Shop', plugins: [] },
    file: path.join(folder, 'docket.config.ts'),
    folder,
    state: path.join(folder, '.docket'),
  };
  const served = await serve({ project, settings, demo: false, pages });
  running.push(served);
  return served;
}

const problemOf = (starting: Promise<Served>): Promise<Problem> =>
  starting.then(
    () => expect.unreachable('It started.'),
    (error: unknown) => {
      expect(error).toBeInstanceOf(Problem);
      return error as Problem;
    },
  );

// An embedded database takes seconds to come up where others work too.
describe('a start', { timeout: 60_000 }, () => {
  it('says that another process uses the data folder, and starts once that one has ended', async () => {
    const first = await start();
    const { message, next } = await problemOf(start());
    expect(message).toContain(path.join(folder, 'data'));
    expect(next).toBe('Only one process may use a data folder with the embedded database.');
    await first.stop(0);
    running = [];
    expect(await (await fetch(`${(await start()).origin}/healthz`)).text()).toBe('ok');
  });

  it('says that its port is taken and lets go of everything else, so that the next one starts', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => void taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const { message, next } = await problemOf(start({ PORT: String(port) }));
    expect(message).toBe(`Port ${port} is taken by another program.`);
    expect(next).toBe(`Start on another port: PORT=${port + 1}`);
    await new Promise((resolve) => void taken.close(resolve));
    expect((await fetch(`${(await start({ PORT: String(port) })).origin}/readyz`)).status).toBe(200);
  });

  it('says that the database server does not answer, without the password', async () => {
    const port = await freePort();
    const { message, next } = await problemOf(start({ DATABASE_URL: `postgres://ann:secret@127.0.0.1:${port}/shop` }));
    expect(message).toBe(`The database server of DATABASE_URL (127.0.0.1:${port}) does not answer (ECONNREFUSED).`);
    expect(next).toContain('Start it, or correct DATABASE_URL');
  });
});
