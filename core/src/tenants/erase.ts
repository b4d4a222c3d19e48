import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Database } from '../kernel/database.ts';
import { eraseAll } from './store-erase.ts';

/** Erases a shop with all its data and files, all or nothing of the data. There is no way back. */
export async function eraseShop(database: Database, filesFolder: string, id: string): Promise<void> {
  await database.withPlatform('erases one shop').run(...eraseAll(id));
  // Again when an inspection that still runs has just put a preview there.
  await rm(path.join(filesFolder, id), { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
