import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { Json } from '@docket/sdk';
import type { Files } from './files.ts';

/** Forms that could not be taken, on disk below the id of their shop. They are swept after a day, and go with the shop. */
export function createFormShelf(files: Pick<Files, 'aside'>) {
  const pathOf = (tenant: string, name: string): Promise<string> => files.aside('forms', `${tenant}/${name}.json`);

  return {
    /** Whole or not at all, in place of what had this name. */
    async put(tenant: string, name: string, kept: Json): Promise<void> {
      const path = await pathOf(tenant, name);
      const part = `${path}.${randomUUID()}`;
      await writeFile(part, JSON.stringify(kept), { mode: 0o600 });
      await rename(part, path);
    },

    /** Undefined where there is nothing, or no longer. Throws where the disk does not say. */
    async get(tenant: string, name: string): Promise<Json | undefined> {
      const text = await readFile(await pathOf(tenant, name), 'utf8').catch(noneWhereGone);
      return text === undefined ? undefined : (JSON.parse(text) as Json);
    },

    /** One that is gone is fine. */
    async drop(tenant: string, name: string): Promise<void> {
      await rm(await pathOf(tenant, name), { force: true });
    },
  };
}

function noneWhereGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
