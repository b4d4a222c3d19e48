import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { PlatformError, type Json } from '@docket/sdk';
import { errors } from '../errors.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Files } from './files.ts';

/** What was typed into a part that somebody else had changed meanwhile. */
export interface KeptForm {
  readonly tenant: string;
  readonly draft: string;
  readonly part: string;
  readonly form: Json;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Forms that could not be saved, kept for a day, so that a page without script can offer them again: nothing that was
 * typed is lost while its author decides.
 */
export function createKeptForms({ files, newId }: { readonly files: Pick<Files, 'aside'>; readonly newId: NewId }) {
  const pathOf = (id: string): Promise<string> => files.aside('forms', `${id}.json`);

  return {
    /** Keeps the form and answers the name to get it back by. */
    async keep(form: KeptForm, now: Date): Promise<string> {
      const id = newId(now);
      const path = await pathOf(id);
      await writeFile(`${path}.part`, JSON.stringify(form), { mode: 0o600 });
      await rename(`${path}.part`, path);
      return id;
    },

    /** The form kept for this very part; anything else is not there. */
    async find(id: string, { tenant, draft, part }: Omit<KeptForm, 'form'>): Promise<Json> {
      const text = uuid.test(id) ? await readFile(await pathOf(id), 'utf8').catch(() => undefined) : undefined;
      const kept = text === undefined ? undefined : (JSON.parse(text) as KeptForm);
      if (kept?.tenant !== tenant || kept.draft !== draft || kept.part !== part)
        throw new PlatformError(errors['not-found']);
      return kept.form;
    },

    /** Forgets it; one that is gone is fine. */
    async forget(id: string): Promise<void> {
      if (uuid.test(id)) await rm(await pathOf(id), { force: true });
    },
  };
}
