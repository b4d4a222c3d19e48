import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '../kernel/database.ts';
import { becomeShop, deleteFrom, eraseAll, eraseJobs, jobsThere } from './store-erase.ts';

interface Erasing {
  readonly database: Database;
  readonly filesFolder: string;
  /** Tables of plugins, with their schemas. */
  readonly pluginTables: readonly string[];
}

/**
 * Erases a shop with all its data and files, all or nothing of the data: the core's, what plugins keep, on or off, and
 * background jobs. There is no way back.
 */
export async function eraseShop({ database, filesFolder, pluginTables }: Erasing, id: string): Promise<void> {
  await database.withPlatform('erases one shop').converse(async (transaction) => {
    const [[jobs]] = await transaction.run(jobsThere({}));
    await transaction.run(
      ...eraseAll(id),
      ...(jobs?.there ? [eraseJobs({ id })] : []),
      becomeShop({ id }),
      ...pluginTables.map((table) => deleteFrom(table, id)),
    );
  });
  // Again when an inspection that still runs has just put a preview there.
  const rest = { recursive: true, force: true, maxRetries: 10, retryDelay: 100 };
  await Promise.all(
    [id, path.join('forms', id), path.join('swept', id)].map((name) => rm(path.join(filesFolder, name), rest)),
  );
}
