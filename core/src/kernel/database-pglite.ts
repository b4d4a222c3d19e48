import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import { Kysely, PGliteDialect } from 'kysely';
import { enter, type Conversation, type Engine, type Identity } from './database.ts';
import { wholeNumber } from './database-postgres.ts';
import { lockFolder } from './folder-lock.ts';
import type { Call } from './statement.ts';

/** The embedded database: in a folder, in memory, or from a dumped folder (tests). */
export interface PgliteOptions {
  readonly folder?: string;
  readonly dump?: Blob;
}

const parsers = {
  20: wholeNumber,
  1082: (text: string) => text,
  1114: (text: string) => text,
  1186: (text: string) => text,
  17: (text: string) => Buffer.from(text.slice(2), 'hex'),
};

/**
 * Opens the embedded database. It keeps every acknowledged row through a killed process, but does not force writes
 * to disk: a power cut may lose the last ones. One process at a time: the folder is locked first.
 */
export async function openPglite(options: PgliteOptions): Promise<Engine & { readonly pglite: PGlite }> {
  const release = options.folder === undefined ? undefined : await lockFolder(options.folder);
  try {
    const pglite = await create(options);
    return engineOf(pglite, release);
  } catch (error) {
    await release?.();
    throw error;
  }
}

async function create({ folder, dump }: PgliteOptions): Promise<PGlite> {
  if (folder === undefined) return PGlite.create({ parsers, ...(dump && { loadDataDir: dump }) });
  const data = join(folder, 'database');
  if (!(await exists(data))) await createAside(data);
  return PGlite.create({ dataDir: data, parsers });
}

/** A kill during the very first creation leaves a folder that never opens again; so it is made aside and moved. */
async function createAside(data: string): Promise<void> {
  const aside = `${data}.new`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(dirname(data), { recursive: true });
  const fresh = await PGlite.create({ dataDir: aside });
  await fresh.close();
  await rename(aside, data);
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

function engineOf(pglite: PGlite, release: (() => Promise<void>) | undefined): Engine & { readonly pglite: PGlite } {
  let owner: Kysely<unknown> | undefined;
  const inTransaction = async <T>(identity: Identity, work: (transaction: Transaction) => Promise<T>): Promise<T> =>
    pglite.transaction(async (transaction) => {
      await rows(transaction, enter(identity));
      return work(transaction);
    });
  return {
    name: 'pglite',
    pglite,
    run: (identity, calls) => inTransaction(identity, (transaction) => inTurn(transaction, calls)),
    converse: (identity, work) => inTransaction(identity, (transaction) => work(conversationOn(transaction))),
    owner: () => (owner ??= new Kysely({ dialect: new PGliteDialect({ pglite }) })),
    close: async () => {
      await pglite.close();
      await release?.();
    },
  };
}

const conversationOn = (transaction: Transaction): Conversation => ({
  run: async (...calls) => (await inTurn(transaction, calls)) as never,
});

async function inTurn(transaction: Transaction, calls: readonly Call[]): Promise<unknown[][]> {
  const results: unknown[][] = [];
  for (const call of calls) results.push(await rows(transaction, call));
  return results;
}

const rows = async (transaction: Transaction, { text, values }: Call): Promise<unknown[]> =>
  (await transaction.query(text, [...values])).rows;
