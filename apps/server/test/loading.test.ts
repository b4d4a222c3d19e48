import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createDatabase } from '@docket/core/testing';
import { expect, it } from 'vitest';
import { root, run } from './program.ts';

/** What every start loads, whatever the plugins: database, HTTP, calls, forms, container and schemas. */
const needed: readonly string[] = [
  '@fastify/busboy',
  '@hono/node-server',
  '@trpc/server',
  'hono',
  'kysely',
  'pg',
  'pg-connection-string',
  'pg-int8',
  'pg-pool',
  'pg-protocol',
  'pg-types',
  'postgres-array',
  'postgres-bytea',
  'postgres-date',
  'postgres-interval',
  'reflect-metadata',
  'tslib',
  'tsyringe',
  'xtend',
  'zod',
];

it('starts without what draws, reads tables or packs files: every plugin loads that when it is first needed', async () => {
  const database = await createDatabase();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'docket-loading-'));
  try {
    const program = path.join(import.meta.dirname, 'loading.ts');
    const printed = await run(process.execPath, [program, database.ownerUrl, folder], { cwd: root });
    const loaded = JSON.parse(printed.trim().split('\n').at(-1) ?? '') as readonly string[];
    // A package more is time and memory of every server: import it where it is first needed.
    expect(loaded).toEqual(needed);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await database.drop();
  }
}, 60_000);
