import { PlatformError, type CallContext, type Json, type Upload } from '@docket/sdk';
import { FormError, readForm } from '@docket/sdk/form';
import * as z from 'zod';
import type { Access, Caller } from './access/access.ts';
import { byActor } from './audit/audit.ts';
import type { Edge } from './edge.ts';
import { errors } from './errors.ts';
import {
  createGivenPost,
  createRefusedForms,
  namedPage,
  readControl,
  seeOther,
  type Entry,
  type Files,
  type SentForm,
} from './files/files.ts';
import { newId } from './kernel/ids.ts';
import type { Log } from './kernel/log.ts';
import type { LoadedPlugin } from './kernel/registry.ts';
import { pluginContext } from './plugin-context.ts';
import { refuseUnstorable } from './procedures.ts';
import { refusedAt, toldRefusal, type RefusedUpload } from './refused-uploads.ts';

/** Which upload of which plugin a form is posted to, below which prefix of addresses. */
export interface UploadAddress {
  readonly base: string;
  readonly plugin: string;
  readonly name: string;
}

/** Where whoever passes the gate gives files to plugins. */
export interface Uploads {
  /**
   * Answers `/files/given/<plugin>/<name>`. A program that accepts JSON is answered with it, `{ ok: true }` or the refusal. Everybody
   * else is led back to the page that the form names (`_back`): with `done`, or with what was refused and why.
   */
  readonly receive: (edge: Edge, request: Request, address: UploadAddress) => Promise<Response>;
  /**
   * What the address of an order's page says was refused, with what was typed where whoever asks typed it for this very order; null
   * where it says nothing.
   */
  readonly refused: (
    edge: Edge,
    order: string,
    query: Iterable<readonly [string, string]>,
  ) => Promise<RefusedUpload | null>;
}

/** One form: who sends it, and the page it came from with what was typed, as soon as that may be known. */
interface Post extends UploadAddress {
  readonly upload: Upload;
  readonly call: Caller;
  readonly context: CallContext;
  from: { readonly page: string | undefined; readonly sent: SentForm; readonly typed: Json } | undefined;
}

interface Dependencies {
  readonly plugins: readonly LoadedPlugin[];
  readonly access: Access;
  readonly files: Files;
  readonly log: Log;
}

export function createUploads({ plugins, access, files, log }: Dependencies): Uploads {
  const take = createGivenPost(files);
  const forms = createRefusedForms({ files, newId });
  const uploads = new Map(
    plugins.flatMap(({ descriptor: { id }, server }) =>
      Object.entries(server.uploads ?? {}).map(([name, upload]) => [`${id}/${name}`, upload] as const),
    ),
  );

  /** While the plugin is off for the shop, what it takes answers like what is not there, whoever asks. */
  async function enter(edge: Edge, plugin: string, { gate }: Upload, writes: boolean): Promise<Caller> {
    const { call } = await access.enter(edge, gate, [], writes).catch((error: unknown) => {
      throw edge.shop.active.includes(plugin) ? error : new PlatformError(errors['not-found']);
    });
    if (!call.shop.active.includes(plugin)) throw new PlatformError(errors['not-found']);
    return call;
  }

  async function takeAll(post: Post, request: Request): Promise<void> {
    const { call, plugin, name, upload, context } = post;
    let input: unknown;
    await take(request, {
      call,
      plugin,
      most: upload.most,
      open: async (entries) => {
        const { control, fields } = readControl(entries);
        const form = formOf(fields);
        const order = await orderIn(form, context);
        const sent = sentBy(call, { plugin, upload: name, order });
        post.from = { page: namedPage(control, post.base), sent, typed: formOf(fields.filter(isKept)) };
        input = inputOf(upload, form);
        return order;
      },
      take: async (given) => upload.take(input, given, context),
    });
  }

  /** What was typed, where it is this person's own; a look through other eyes has typed nothing. */
  async function typedBy(edge: Edge, id: string, of: Omit<SentForm, 'tenant' | 'who'>): Promise<Json | undefined> {
    const upload = uploads.get(`${of.plugin}/${of.upload}`);
    if (!upload || edge.preview) return undefined;
    try {
      return await forms.find(id, sentBy(await enter(edge, of.plugin, upload, false), of));
    } catch (error) {
      // The form is drawn all the same: what was refused, and why, is known without it.
      if (!(error instanceof PlatformError))
        log({ level: 'error', message: 'What was typed into a refused form was not read.', plugin: of.plugin, error });
      return undefined;
    }
  }

  return {
    receive: async (edge, request, address) => {
      const { plugin, name } = address;
      const upload = uploads.get(`${plugin}/${name}`);
      if (!upload) throw new PlatformError(errors['not-found']);
      const call = await enter(edge, plugin, upload, true);
      const post: Post = { ...address, upload, call, context: pluginContext(plugin, call), from: undefined };
      const isProgram = request.headers.get('accept')?.includes('application/json') ?? false;
      try {
        await takeAll(post, request);
      } catch (error) {
        const { page, sent, typed = {} } = post.from ?? {};
        if (!(error instanceof PlatformError) || isProgram || page === undefined || !sent) throw error;
        return refusedAt(page, { plugin, name, kept: await forms.keep(sent, typed, call.now) }, error);
      }
      if (post.from) await forms.forget(post.from.sent);
      access.noteWrite(call);
      const page = post.from?.page;
      return isProgram || page === undefined ? ok() : seeOther(page, { done: `${plugin}.${name}` });
    },

    refused: async (edge, order, query) => {
      const told = toldRefusal(query);
      if (!told) return null;
      const { plugin, does, refusal, kept } = told;
      const typed = kept === undefined ? undefined : await typedBy(edge, kept, { plugin, upload: does, order });
      return { plugin, posted: { does, typed: typed ?? {}, refusal } };
    },
  };
}

const sentBy = ({ shop, actor }: Caller, of: Omit<SentForm, 'tenant' | 'who'>): SentForm => ({
  tenant: shop.tenant.id,
  who: byActor(actor),
  ...of,
});

/** A field whose name begins with `_`, such as a password, is never kept. */
const isKept = ([name]: Entry): boolean => !/(?:^|\.)_/.test(name);

const ok = (): Response => Response.json({ ok: true }, { headers: { 'Cache-Control': 'no-store' } });

const Order = z.object({ order: z.uuid() });

/** The order that the form names. One that the caller may not see is refused like one that there is not. */
async function orderIn(form: Json, { orders }: CallContext): Promise<string> {
  const named = Order.safeParse(form);
  if (!named.success) throw malformed(named.error);
  const { order } = named.data;
  if (!(await orders.find([order])).has(order)) throw new PlatformError(errors['not-found']);
  return order;
}

function formOf(fields: readonly Entry[]): Json {
  try {
    return readForm(fields);
  } catch (cause) {
    if (cause instanceof FormError) throw new PlatformError(errors['input.malformed'], {}, { cause });
    throw cause;
  }
}

function inputOf({ input }: Upload, form: Json): unknown {
  const read = input.safeParse(form);
  if (!read.success) throw malformed(read.error);
  refuseUnstorable(read.data);
  return read.data;
}

function malformed({ issues }: z.ZodError): PlatformError {
  const details = issues.map(({ path, code, message }) => ({ path: path.join('.'), rule: `${code}: ${message}` }));
  return new PlatformError(errors['input.malformed'], {}, { details });
}
