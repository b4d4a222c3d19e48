import { PlatformError, type Json } from '@docket/sdk';
import { errors } from '../errors.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Files } from './files.ts';
import { createFormShelf } from './form-shelf.ts';

/** The part of a draft that a form is for. */
export interface DraftPart {
  readonly tenant: string;
  readonly draft: string;
  readonly part: string;
}

/** What was typed into a part that somebody else had changed meanwhile. */
type KeptForm = Omit<DraftPart, 'tenant'> & { readonly form: Json };

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Forms that could not be saved, kept for a day, so that a page without script can offer them again: nothing that was
 * typed is lost while its author decides.
 */
export function createKeptForms({ files, newId }: { readonly files: Pick<Files, 'aside'>; readonly newId: NewId }) {
  const shelf = createFormShelf(files);

  return {
    /** Keeps the form and answers the name to get it back by. */
    async keep({ tenant, draft, part }: DraftPart, form: Json, now: Date): Promise<string> {
      const id = newId(now);
      await shelf.put(tenant, id, { draft, part, form } satisfies KeptForm);
      return id;
    },

    /** The form kept for this very part; anything else is not there. */
    async find(id: string, { tenant, draft, part }: DraftPart): Promise<Json> {
      const kept = uuid.test(id) ? ((await shelf.get(tenant, id)) as KeptForm | undefined) : undefined;
      if (kept?.draft !== draft || kept.part !== part) throw new PlatformError(errors['not-found']);
      return kept.form;
    },

    /** Forgets it; one that is gone is fine. */
    async forget(id: string, { tenant }: DraftPart): Promise<void> {
      if (uuid.test(id)) await shelf.drop(tenant, id);
    },
  };
}
