import { technical } from '@docket/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../kernel/database.ts';
import { openTestDatabase, stores } from '../testing/database.ts';
import { openTestPlatform, whileSchemaSays } from '../testing/index.ts';
import { classifiedTables, faultsOfPrivacy } from './classified.ts';
import { entryPrivacy, ledgerPlugin } from './testing/ledger-plugin.ts';

describe.each(stores)('the classification of columns on %s', { timeout: 60_000 }, (store) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(store);
  });
  afterAll(() => database.close());

  it('[P22] names every column of every table', async () => {
    expect(await faultsOfPrivacy(database.engine, [])).toEqual([]);
  });

  it.runIf(store !== 'postgres-app')('[P22] fails on a column and a table that are new, and says where', async () => {
    const seen = await whileSchemaSays(
      database,
      'alter table core.contact add column birthday date',
      'alter table core.contact drop column birthday',
      () => faultsOfPrivacy(database.engine, []),
    );
    expect(seen).toEqual([
      'core.contact.birthday is not classified: say in core/src/privacy/columns.ts what it holds of people.',
    ]);
  });
});

describe('the classification of a plugin', { timeout: 60_000 }, () => {
  it('[P22] stops the start while a column of its tables is missing', async () => {
    const { memo: _memo, ...rest } = entryPrivacy.columns;
    const plugin = ledgerPlugin({ entry: { ...entryPrivacy, columns: { ...rest, gone: technical } } });
    await expect(openTestPlatform({ plugins: [plugin] })).rejects.toThrow(
      /px_ledger\.entry\.memo is not classified[\s\S]*px_ledger\.entry\.gone is classified and not there/,
    );
  });

  it('stands beside the core’s, under its own schema', async () => {
    const names = classifiedTables([ledgerPlugin()]).map(({ name }) => name);
    expect(names).toContain('core.customer');
    expect(names).toContain('px_ledger.entry');
    const test = await openTestPlatform({ plugins: [ledgerPlugin()] });
    await test.close();
  });

  it('gives each personal value an end, and leaves what goes with its row to rows that go', () => {
    const faults = classifiedTables([]).flatMap(({ name, rows, columns }) =>
      Object.entries(columns)
        .filter(([, column]) => column.class === 'personal' && (column.erased === 'row') !== (rows === 'deleted'))
        .filter(([, column]) => column.class === 'personal' && column.erased !== 'kept')
        .map(([column]) => `${name}.${column}`),
    );
    expect(faults).toEqual([]);
  });
});
