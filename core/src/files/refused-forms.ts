import { createHash } from 'node:crypto';
import type { Json } from '@docket/sdk';
import type { NewId } from '../kernel/ids.ts';
import type { Files } from './files.ts';
import { createFormShelf } from './form-shelf.ts';

/** Who sent a form with files, and what it was for. */
export interface SentForm {
  readonly tenant: string;
  /** As `byActor` says it. */
  readonly who: string;
  readonly plugin: string;
  readonly upload: string;
  readonly order: string;
}

interface KeptWords {
  readonly id: string;
  readonly typed: Json;
}

/** More than anybody types into one form; what is larger is not kept. */
const mostBytes = 256 * 1024;

/**
 * What was typed beside files that were refused, kept for a day for whoever typed it. The last one alone of a person, an upload
 * and an order, so nobody fills the disk with them, and the one that is taken forgets it without naming it.
 */
export function createRefusedForms({ files, newId }: { readonly files: Pick<Files, 'aside'>; readonly newId: NewId }) {
  const shelf = createFormShelf(files);

  return {
    /** Answers the id to get it back by; undefined for one that is too large. */
    async keep(sent: SentForm, typed: Json, now: Date): Promise<string | undefined> {
      if (Buffer.byteLength(JSON.stringify(typed)) > mostBytes) return undefined;
      const id = newId(now);
      await shelf.put(sent.tenant, nameOf(sent), { id, typed } satisfies KeptWords);
      return id;
    },

    /** Undefined where this was not the last one of exactly these. */
    async find(id: string, sent: SentForm): Promise<Json | undefined> {
      const kept = (await shelf.get(sent.tenant, nameOf(sent))) as KeptWords | undefined;
      return kept?.id === id ? kept.typed : undefined;
    },

    forget: (sent: SentForm): Promise<void> => shelf.drop(sent.tenant, nameOf(sent)),
  };
}

const nameOf = ({ who, plugin, upload, order }: SentForm): string =>
  createHash('sha256')
    .update(JSON.stringify([who, plugin, upload, order]))
    .digest('hex');
