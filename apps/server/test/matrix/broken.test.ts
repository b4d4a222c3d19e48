import { whileSchemaSays, whileStatementSays, type TestPlatform } from '@docket/core/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from './actors.ts';
import type { Ask } from './asking.ts';
import { cellsOf } from './cells.ts';
import { check } from './checking.ts';
import { answersOfLists, changed, listsOf } from './lists.ts';
import { openMatrix } from './open-matrix.ts';
import { fileOf, tracesOf } from './plugins.ts';
import { strangeRows, tenantTables } from './snapshot.ts';
import type { Subject, Variant } from './subject.ts';
import type { World } from './world.ts';

describe('the matrix is red', { timeout: 120_000 }, () => {
  let test: TestPlatform;
  let world: World;
  let ask: Ask;
  let actors: readonly Actor[];
  let subjects: readonly Subject[];
  beforeAll(async () => void ({ test, world, ask, actors, subjects } = await openMatrix('pglite')), 120_000);
  afterAll(() => test.close());

  const named = (...names: readonly string[]): readonly Actor[] => actors.filter(({ name }) => names.includes(name));

  /** What the matrix says of somebody else's things, and of the subjects whose name begins so. */
  const faultsAbout = (variant: Variant, who: readonly Actor[], subject = ''): Promise<readonly string[]> => {
    const asked = subjects.filter(({ kind, name }) => kind !== undefined && name.startsWith(subject));
    const cells = cellsOf(world, asked, who).filter((cell) => cell.variant === variant || cell.variant === 'unknown');
    return check(world, ask, cells);
  };

  describe('while row-level security is off', () => {
    const without = <T>(table: string, work: () => Promise<T>): Promise<T> => {
      const say = (word: string): string => `alter table ${table} ${word} row level security`;
      return whileSchemaSays(test.platform.database, say('disable'), say('enable'), work);
    };

    it('on any one table', async () => {
      await leaveTraces(world);
      const tables = await tenantTables(world);
      expect(tables.length).toBeGreaterThan(20);
      expect(await strangeRows(world)).toEqual([]);
      for (const table of tables)
        expect(await without(table, () => strangeRows(world)), `Leave a row in ${table}: ${placeOf(table)}.`).toEqual([
          table,
        ]);
    });

    it.each([
      ['core.customer', 'staff customers.get, staff: owner, of another tenant'],
      ['core.request', 'staff requests.get, staff: owner, of another tenant'],
    ])('on %s, by what the calls answer', async (table, fault) => {
      const faults = await without(table, () => faultsAbout('of another tenant', named('staff: owner')));
      expect(faults).toContain(`${fault}: 200  instead of 404 not-found`);
      expect(faults).toContain(`${fault}: the answer holds "axolotl"`);
      expect(faults).toContain(`${fault}: differs from what is unknown`);
    });

    it('on core.orders, by a number on the board', async () => {
      const [owner] = named('staff: owner');
      const board = listsOf(subjects).filter(({ name }) => name === 'staff orders.board');
      const before = await answersOfLists(ask, owner!, board);
      expect(changed(before, await answersOfLists(ask, owner!, board))).toEqual([]);
      expect(changed(before, await without('core.orders', () => answersOfLists(ask, owner!, board)))).toHaveLength(1);
    });
  });

  describe('while nobody asks whose it is', () => {
    const tom = 'contact of another customer';

    it.each([
      ['orders.by-number', 'portal orders.get'],
      ['requests.by-id', 'portal requests.open'],
      ['requests.by-id', '/files form of a part'],
      ['files.by-id', '/files download of a draft file'],
      ['files.by-id', '/files preview of an order file'],
      ['access.revoke-session', 'portal access.revoke'],
      // What these find is gone afterwards.
      ['files.by-id', 'portal files.remove'],
      ['requests.by-id', 'portal requests.discard'],
    ])('in %s: %s', async (statement, subject) => {
      const { id, things } = world.tom;
      const owners = `'${id}'::uuid as contact_id, '${things.customer}'::uuid as customer_id, array['${things.customer}'] as customers`;
      const weak = (text: string): string =>
        statement === 'access.revoke-session'
          ? text.replace(/and actor_id = (\$\d+)/, 'and (actor_id = $1 or true)')
          : `with found as (${text}) select *, ${owners} from found`;
      const faults = await whileStatementSays(test.platform.database, statement, weak, () =>
        faultsAbout('of another customer', named(tom), subject),
      );
      expect(faults).toContain(`${subject}, ${tom}, of another customer: differs from what is unknown`);
    });
  });
});

/** Where a row of a table is left that nothing else has filled. */
function placeOf(table: string): string {
  const [, id] = /^px_(\w+)\./.exec(table) ?? [];
  return id === undefined ? '`leaveTraces` of this file' : `"traces" in ${fileOf(id.replaceAll('_', '-'))}`;
}

/** A row of the other shop in each table that nothing else has filled. */
async function leaveTraces({ platform, run, bravo }: World): Promise<void> {
  await run('bravo', `insert into core.activation (tenant_id, plugin, active) values ($1, 'notes', true)`, bravo);
  await run(
    'bravo',
    `insert into core.challenge (tenant_id, id, purpose, subject, salt, secret_hash, expires_at)
     values ($1, gen_random_uuid(), 'portal-code', 'somebody', '', '', now())`,
    bravo,
  );
  await run(
    'bravo',
    `insert into core.retired_slug (tenant_id, slug, customer_id, retired_at)
     select tenant_id, 'former', id, now() from core.customer limit 1`,
  );
  await run(
    'bravo',
    `insert into core.recovery_code (tenant_id, staff_id, code_hash, created_at)
     select tenant_id, id, 'hash', now() from core.staff limit 1`,
  );
  await run(
    'bravo',
    `insert into core.host_claim (tenant_id, host, token, created_at) values ($1, 'claimed.example', 'token', now())`,
    bravo,
  );
  await run(
    'bravo',
    `insert into core.customer_merge (tenant_id, id, merged_id, surviving_id, at, by, moved)
     select tenant_id, gen_random_uuid(), id, id, now(), '{}', '{}' from core.customer limit 1`,
  );
  await run(
    'bravo',
    `insert into core.order_default (tenant_id, kind, scope, subject, version, customer_id, content, by, at)
     select tenant_id, 'note', 'customer', id::text, 1, id, '{}', '{}', now() from core.customer limit 1`,
  );
  await run(
    'bravo',
    `insert into core.order_number (tenant_id, number, order_id, prefix, at)
     select tenant_id, 1, id, 'Q', now() from core.orders limit 1`,
  );
  await run(
    'bravo',
    `insert into core.api_message
       (tenant_id, customer_id, id, contact_id, intent, claim, sequence, body, hash, state, received_at)
     select tenant_id, customer_id, gen_random_uuid(), id, 'cancel', 'a', 1, '{}', '', 'held', now() from core.contact limit 1`,
  );
  await run(
    'bravo',
    `with asked as (
       insert into core.approval (tenant_id, id, order_id, plugin, subject, version, title, title_values, lines, hash, state, asked_at, asked_by)
       select tenant_id, gen_random_uuid(), id, 'notes', gen_random_uuid(), 1, 'asked', '{}', '[]', '', 'open', now(), '{}' from core.orders limit 1
       returning tenant_id, id
     )
     insert into core.approval_answer (tenant_id, id, approval_id, position, at, by, decision) select tenant_id, id, id, 0, now(), '{}', '{}' from asked`,
  );
  await run(
    'bravo',
    `insert into core.fault (tenant_id, plugin, hook, kind, version, message, count, first_at, last_at)
     values ($1, 'notes', 'none', 'none', '1', 'none', 1, now(), now())`,
    bravo,
  );
  for (const text of tracesOf(platform.registry.plugins)) await run('bravo', text);
}
