// Docket as the benchmark runs it: the platform without pages, one shop, one contact, one member of staff. A child process.
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { serve } from '@hono/node-server';
import { createPlatform, type Bindings } from '@docket/core';
import carrier from '@docket/example-carrier';
import printShop from '@docket/example-print-shop';
import { defineDistribution, type PluginDescriptor } from '@docket/sdk';
import { noopPlugins } from './noop-plugins.ts';
import { seedBench } from './seed.ts';

const [where = '', store = 'postgres', noops = '0', trade = 'print-shop', addresses] = process.argv.slice(2);
const distribution = trade === 'carrier' ? carrier : printShop;
const dataFolder = await mkdtemp(path.join(os.tmpdir(), 'docket-bench-'));
const plugins: readonly PluginDescriptor[] = [...distribution.plugins, ...noopPlugins(Number(noops))];
// Limits stay in force, only wider: counting hits is part of what is measured.
const defaults = {
  core: {
    submitsPerHour: 100_000,
    submitsPerShop: 10_000_000,
    readsPerMinute: 10_000_000,
    codesPerEmail: 10,
    codesPerNetwork: 100_000,
    passwordsPerAccountAndNetwork: 20,
    passwordsPerNetwork: 10_000,
    forgottenPerEmail: 10,
    forgottenPerNetwork: 100_000,
  },
};
const platform = await createPlatform(defineDistribution({ name: 'bench', title: 'Bench', plugins, defaults }), {
  database: store === 'postgres' ? { url: where } : { folder: where },
  dataFolder,
  secret: 'only for the benchmark, with enough characters',
  publicUrl: () => 'http://localhost',
  smtp: 'smtp://127.0.0.1:9',
  trustProxy: false,
  secureCookies: false,
  log: () => undefined,
  // The request is measured. What follows a commit (bell, mail) waits in the outbox, as the floor's does.
  workers: false,
});
await platform.start();
const cookies = await seedBench(platform, addresses === 'addresses');

const fetch = (request: Request, bindings: unknown) => platform.fetch(request, bindings as Bindings);
const server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  process.send?.({ port, ...cookies });
});
process.on('message', (question) => {
  if (question === 'round trips') process.send?.(platform.database.roundTrips());
});
process.once('SIGTERM', () => {
  server.close(() => {
    void platform
      .stop()
      .then(() => rm(dataFolder, { recursive: true, force: true }))
      .then(() => process.exit(0));
  });
  if ('closeAllConnections' in server) server.closeAllConnections();
});
