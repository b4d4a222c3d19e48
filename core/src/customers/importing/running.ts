import type { Conversation } from '../../kernel/database.ts';
import { json } from '../../kernel/statement.ts';
import { untilSlugIsFree, type Dependencies } from '../writing.ts';
import { planOf, type Draft } from './checking.ts';
import { importLines } from './store-imports.ts';
import * as store from './store-running.ts';
import { freeSlugs, keysOf, partOf, partRows, wantedSlugs } from './writing-parts.ts';

/** Writes what was confirmed: the subscriber of `customers.import` that the core itself is. */
export const importsSubscriber = 'core:customer-imports';

/** Confirmed imports, written part by part. */
export function createRunning({ database, newId }: Dependencies) {
  return {
    /**
     * Writes the customers of a confirmed import, a part in each transaction, from where it stands. Handles one delivery
     * for `importsSubscriber`: again, at once in two processes or after a crash, no customer is written twice.
     */
    async runImport(tenant: string, { importId: id }: { readonly importId: string }, now: Date): Promise<void> {
      const tables = database.withTenant(tenant);
      const [[held]] = await tables.run(importLines({ id }));
      if (held?.state !== 'running') return;
      const { drafts } = planOf(held.lines, held.columns);
      while (await untilSlugIsFree(() => tables.converse((transaction) => writeNext(transaction, id, drafts, now))));
    },
  };

  /** Writes the next part; false when there is none, or it is somebody else's by now. */
  async function writeNext(
    transaction: Conversation,
    id: string,
    drafts: readonly Draft[],
    now: Date,
  ): Promise<boolean> {
    const [[held]] = await transaction.run(store.holdImport({ id }));
    if (!held) return false;
    const part = drafts.slice(held.passed, held.passed + partOf);
    const wanted = wantedSlugs(part);
    const [present, taken] = await transaction.run(
      store.presentCustomers({ id, keys: json(keysOf(part)) }),
      store.takenSlugs({ slugs: wanted.flat() }),
    );
    const free = freeSlugs(
      wanted,
      taken.map(({ slug }) => slug),
    );
    const rows = partRows(part, free, present, { newId, now });
    const [[written]] = await transaction.run(store.writePart({ id, now, passed: held.passed, ...rows }));
    return written?.is_done === false;
  }
}
