import { PlatformError, type Json } from '@docket/sdk';
import { FormError, readForm } from '@docket/sdk/form';
import type { Access, Caller } from '../access/access.ts';
import type { Edge } from '../edge.ts';
import { errors } from '../errors.ts';
import { newId } from '../kernel/ids.ts';
import type { Files, OpenDraft } from './files.ts';
import { readPosted, type Entry, type PostedFile } from './form-stream.ts';
import { createKeptForms } from './kept-forms.ts';
import { cleanName } from './names.ts';
import { ownerOf } from './owner.ts';
import { pathBack, pathOnward, readControl, seeOther, type Control } from './way-back.ts';

/** Saves a part as the drafts do. */
export interface SavePart {
  save(
    call: Caller,
    owner: Buffer | null,
    rows: readonly (readonly unknown[])[],
    part: {
      readonly id: string;
      readonly part: string;
      readonly base: number;
      readonly form: Json;
      readonly keepMine: boolean;
    },
  ): Promise<unknown>;
}

interface Dependencies {
  readonly files: Files;
  readonly drafts: SavePart;
  readonly access: Access;
}

/** Which part of which draft a form is for, below which prefix of addresses. */
export interface PartAddress {
  readonly base: string;
  readonly draft: string;
  readonly part: string;
}

/** One post: who sent it, and what became of its files. */
interface Post extends PartAddress {
  readonly call: Caller;
  readonly owner: Buffer | null;
  readonly rows: readonly (readonly unknown[])[];
  readonly held: OpenDraft;
  readonly stored: string[];
  refusal: { readonly error: PlatformError; readonly file: string } | undefined;
}

const ANY = { door: 'open' } as const;

/** What may be said against one file while the rest of the form is still saved. */
const ofOneFile = new Set(
  [
    errors['file.too-large'],
    errors['file.too-many'],
    errors['file.no-room'],
    errors['file.dangerous'],
    errors['limit.reached'],
  ].map(({ code }) => code),
);

/**
 * Takes the form of a part, with its files, and answers a redirect: onward when all was saved; back with `refused` when
 * a file was not taken, while the text is saved; back with `conflict` when the part was changed elsewhere. Then nothing
 * was saved, and `conflict` names the kept form: posting `_mine` with that name and `_keep=1` saves it as it was typed.
 */
export function createFormPost({ files, drafts, access }: Dependencies) {
  const kept = createKeptForms({ files, newId });

  async function take(post: Post, { field, name, content }: PostedFile): Promise<Entry | undefined> {
    try {
      const count = { id: post.held.id, files: post.held.files + post.stored.length };
      const { id } = await files.receive(post.call, count, { name, content });
      post.stored.push(id);
      return [field.endsWith('[]') ? field : `${field}[]`, id];
    } catch (error) {
      if (!(error instanceof PlatformError) || !ofOneFile.has(error.code)) throw error;
      post.refusal ??= { error, file: cleanName(name) };
      return undefined;
    }
  }

  /** Puts the file of an earlier order that the form asks for beside those that came with it; nothing where it asks for none. */
  async function useAgain(post: Post, { step }: Control): Promise<readonly Entry[]> {
    const asked = usedAgain(step);
    if (!asked) return [];
    try {
      const held = { id: post.held.id, files: post.held.files + post.stored.length };
      const { id } = await files.take(post.call, held, asked.id);
      post.stored.push(id);
      return [[`${asked.field}[]`, id]];
    } catch (error) {
      if (!(error instanceof PlatformError) || !ofOneFile.has(error.code)) throw error;
      post.refusal ??= { error, file: '' };
      return [];
    }
  }

  /** What is to be saved: the fields as posted, or the form kept earlier. */
  async function formOf(post: Post, { mine }: Control, fields: readonly Entry[]): Promise<Json> {
    if (mine !== undefined) return kept.find(mine, keyOf(post));
    try {
      return readForm(fields);
    } catch (error) {
      if (!(error instanceof FormError)) throw error;
      throw new PlatformError(errors['input.malformed'], {}, { details: [{ path: error.field, rule: error.message }] });
    }
  }

  /** Undefined when it was saved; else the name under which the form is kept, because the part is newer elsewhere. */
  async function saveOrKeep(post: Post, { base, keepMine }: Control, form: Json): Promise<string | undefined> {
    const { call, owner, rows, draft, part } = post;
    try {
      await drafts.save(call, owner, rows, { id: draft, part, base, form, keepMine });
      return undefined;
    } catch (error) {
      const isConflict = error instanceof PlatformError && error.code === errors['draft.changed-elsewhere'].code;
      if (!isConflict) throw error;
      return kept.keep(keyOf(post), form, call.now);
    }
  }

  async function save(post: Post, request: Request): Promise<Response> {
    const { control, fields } = readControl(
      await readPosted(request, files.limits.bytesPerDraft, (file) => take(post, file)),
    );
    const used = await useAgain(post, control);
    const conflict = await saveOrKeep(post, control, await formOf(post, control, [...fields, ...used]));
    if (conflict !== undefined) return seeOther(pathBack(control, post), { conflict });
    if (control.mine !== undefined) await kept.forget(control.mine, keyOf(post));
    const taken = takenOff(control);
    if (taken !== undefined) await files.removeUnnamed(post.call, post.held, taken);
    return answer(post, control);
  }

  return async (edge: Edge, request: Request, address: PartAddress): Promise<Response> => {
    const owner = ownerOf(edge);
    const { call, rows } = await access.enter(edge, ANY, files.draftReads(address.draft));
    const held = files.draftFor(call, owner, rows);
    const post: Post = { ...address, call, owner, rows, held, stored: [], refusal: undefined };
    try {
      return await save(post, request);
    } catch (error) {
      // The form was not saved, so nothing names the files that came with it.
      for (const id of post.stored) await files.removeUnnamed(call, held, id);
      throw error;
    }
  };
}

const keyOf = ({ call, draft, part }: Post) => ({ tenant: call.shop.tenant.id, draft, part });

function answer({ refusal, ...post }: Post, control: Control): Response {
  if (!refusal) return seeOther(pathOnward(control, post));
  const { error, file } = refusal;
  const params = Object.entries(error.params).map(([name, value]) => [name, String(value)]);
  return seeOther(pathBack(control, post), { refused: error.code, file, ...Object.fromEntries(params) });
}

/** The file of an earlier order that a step asks for, and the field it goes to (`use-file:<path>.<id>`); what follows is the kind's. */
function usedAgain(step: string | undefined): { readonly field: string; readonly id: string } | undefined {
  const [, field, id] =
    /^use-file:([^ ]{1,200})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?: |$)/.exec(step ?? '') ?? [];
  return field !== undefined && id !== undefined ? { field, id } : undefined;
}

/** The file that a step took off the form, which frees its place (`remove-file:<path>.<id>`). */
const takenOff = ({ step }: Control): string | undefined =>
  /^remove-file:.*?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(step ?? '')?.[1];
