import { PlatformError, type GivenFile } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import { errors } from '../errors.ts';
import { readPosted, type Entry, type PostedFile } from './form-stream.ts';
import type { Giving } from './giving.ts';
import { cleanName } from './names.ts';

/** A form with files that somebody sends to a plugin. */
export interface GivenPost {
  readonly call: Caller;
  readonly plugin: string;
  /** Files at once. */
  readonly most: number;
  /** Looks at the fields, and answers the order. What it throws refuses the form before a byte of a file is kept. */
  readonly open: (fields: readonly Entry[]) => Promise<string>;
  /** Called once, when all files are here; its writes keep them. What it throws refuses the form, too. */
  readonly take: (files: readonly GivenFile[]) => Promise<unknown>;
}

/** A form on its way in, and what became of its files so far. */
interface Receiving extends GivenPost {
  /** By their place in the form. */
  readonly ids: string[];
  opened: Promise<string> | undefined;
  /** How many fields came before the first file. */
  fields: number;
  count: number;
  refusal: PlatformError | undefined;
}

/** What is wrong with one file. The rest of the form is read all the same: a sender whose form is cut hears no refusal. */
const ofOneFile: readonly string[] = (
  ['file.too-large', 'file.too-many', 'file.no-room', 'file.dangerous', 'limit.reached'] as const
).map((name) => errors[name].code);

interface Dependencies {
  readonly giving: Giving;
  /** Bytes of one form. */
  readonly limits: { readonly bytesPerDraft: number };
}

/** Takes a form with files as it comes. All of them are handed over, or none. */
export const createGivenPost =
  ({ giving, limits }: Dependencies) =>
  async (request: Request, post: GivenPost): Promise<void> => {
    const form: Receiving = { ...post, ids: [], opened: undefined, fields: 0, count: 0, refusal: undefined };
    try {
      const fields = await readPosted(request, limits.bytesPerDraft, (file) => receive(form, file));
      await open(form, fields);
      if (form.refusal) throw form.refusal;
      if (form.count === 0) throw new PlatformError(errors['file.none']);
      if (fields.length !== form.fields) throw new PlatformError(errors['input.malformed']);
      await giving.handOver(form.call, form.ids, form.take);
    } catch (error) {
      await giving.drop(form.call, form.ids.filter(Boolean));
      throw error;
    }

    async function receive(to: Receiving, { name, content, before }: PostedFile): Promise<undefined> {
      const place = to.count++;
      const order = await open(to, before);
      if (place >= to.most) to.refusal ??= refusalOf(new PlatformError(errors['file.too-many']), name);
      if (to.refusal) return;
      try {
        to.ids[place] = await giving.receive(to.call, { plugin: to.plugin, order }, { name, content });
      } catch (error) {
        if (!(error instanceof PlatformError) || !ofOneFile.includes(error.code)) throw error;
        to.refusal ??= refusalOf(error, name);
      }
    }
  };

/** The order, asked for once: with the first file, or where there is none at the end. */
function open(form: Receiving, fields: readonly Entry[]): Promise<string> {
  if (!form.opened) {
    form.fields = fields.length;
    form.opened = form.open(fields);
  }
  return form.opened;
}

/** The same, and of which file. */
function refusalOf({ code, params, cause }: PlatformError, name: string): PlatformError {
  return new PlatformError(errors[code as keyof typeof errors], { ...params, file: cleanName(name) }, { cause });
}
