import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { databaseOn, type Database } from '../kernel/database.ts';
import { openPostgres } from '../kernel/database-postgres.ts';
import { migrate } from '../kernel/migrate.ts';
import { newId } from '../kernel/ids.ts';
import { coreSchema, createDatabase, type TestDatabase } from '../testing/database.ts';

/** The last one before answers were kept one by one. */
const before = '0029';
const shop = '0190a000-0000-7000-8000-00000000000a';
const contact = '0190a000-0000-7000-8000-00000000000c';

let made: TestDatabase;
let folder: string;
let database: Database;
beforeEach(async () => {
  made = await createDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'docket-answers-'));
  const names = (await readdir(coreSchema.folder)).filter((name) => name.endsWith('.sql') && name < before);
  await Promise.all(names.map((name) => cp(path.join(coreSchema.folder, name), path.join(folder, name))));
  database = databaseOn(openPostgres({ url: made.ownerUrl, connections: 2 }));
  await migrate(database.engine, [{ ...coreSchema, folder }]);
});
afterEach(async () => {
  await database.close();
  await made.drop();
  await rm(folder, { recursive: true });
});

it('what was answered before has its answer, although nobody sees the rows of a shop from outside', async () => {
  const owner = database.engine.owner();
  // Orders make no difference to it.
  await owner.schema
    .withSchema('core')
    .alterTable('approval')
    .dropConstraint('approval_tenant_id_order_id_fkey')
    .execute();
  const [id, open] = [newId(new Date()), newId(new Date())];
  const by = JSON.stringify({ type: 'contact', id: contact });
  await database.withTenant(shop).run({
    name: 'test.asked-before',
    text: `insert into core.approval (tenant_id, id, order_id, plugin, subject, version, title, title_values, lines, hash, state, asked_at, asked_by,
        decided_at, decided_by, decision)
      values ($1, $2, $1, 'notes', $2, 1, 'asked', '{}', '[]', '', 'approved', now(), '{}', '2026-11-20T10:00:00Z', $4::jsonb, '{"choice":"approve"}'),
        ($1, $3, $1, 'notes', $3, 1, 'asked', '{}', '[]', '', 'open', now(), '{}', null, null, null)`,
    values: [shop, id, open, by],
  });
  await migrate(database.engine, [coreSchema]);
  const [rows] = await database.withTenant(shop).run({
    name: 'test.answers',
    text: `select approval_id, position, contact_id, decision ->> 'choice' as choice from core.approval_answer`,
    values: [],
  });
  expect(rows).toEqual([{ approval_id: id, position: 0, contact_id: contact, choice: 'approve' }]);
  const [held] = await database.withPlatform('looks whether it is closed again').run({
    name: 'test.forced',
    text: `select relforcerowsecurity as forced from pg_class where oid in ('core.approval'::regclass, 'core.approval_answer'::regclass)`,
    values: [],
  });
  expect(held).toEqual([{ forced: true }, { forced: true }]);
});
