import { PlatformError, type CallContext, type Json, type Upload } from '@docket/sdk';
import { FormError, readForm, typedAs } from '@docket/sdk/form';
import * as z from 'zod';
import type { Access, Caller } from './access/access.ts';
import type { Edge } from './edge.ts';
import { errors } from './errors.ts';
import { createGivenPost, namedPage, readControl, seeOther, type Entry, type Files } from './files/files.ts';
import type { LoadedPlugin } from './kernel/registry.ts';
import { pluginContext } from './plugin-context.ts';
import { refuseUnstorable } from './procedures.ts';

/** Which upload of which plugin a form is posted to, below which prefix of addresses. */
export interface UploadAddress {
  readonly base: string;
  readonly plugin: string;
  readonly name: string;
}

/** Answers `/files/given/<plugin>/<name>`: takes files that whoever passes the gate gives to the plugin. */
export type UploadsHandler = (edge: Edge, request: Request, address: UploadAddress) => Promise<Response>;

/** One form: who sends it, and the page it came from as soon as that may be known. */
interface Post extends UploadAddress {
  readonly upload: Upload;
  readonly call: Caller;
  readonly context: CallContext;
  back: string | undefined;
  typed: Json;
}

/**
 * A program that accepts JSON is answered with it, `{ ok: true }` or the refusal. Everybody else is led back to the page that
 * the form names (`_back`): with `done`, or with `refused`, `block` (whose upload it was) and what the refusal says.
 */
export function uploadsHandler(plugins: readonly LoadedPlugin[], access: Access, files: Files): UploadsHandler {
  const receive = createGivenPost(files);
  const uploads = new Map(
    plugins.flatMap(({ descriptor: { id }, server }) =>
      Object.entries(server.uploads ?? {}).map(([name, upload]) => [`${id}/${name}`, upload] as const),
    ),
  );

  return async (edge, request, address) => {
    const { plugin, name } = address;
    const upload = uploads.get(`${plugin}/${name}`);
    if (!upload) throw new PlatformError(errors['not-found']);
    const call = await enter(edge, plugin, upload);
    const post: Post = { ...address, upload, call, context: pluginContext(plugin, call), back: undefined, typed: {} };
    const isProgram = request.headers.get('accept')?.includes('application/json') ?? false;
    try {
      await take(post, request);
    } catch (error) {
      if (!(error instanceof PlatformError) || isProgram || post.back === undefined) throw error;
      return refusedAt(post.back, post, error);
    }
    access.noteWrite(call);
    return isProgram || post.back === undefined ? ok() : seeOther(post.back, { done: `${plugin}.${name}` });
  };

  /** While the plugin is off for the shop, what it takes answers like what is not there, whoever asks. */
  async function enter(edge: Edge, plugin: string, { gate }: Upload): Promise<Caller> {
    const { call } = await access.enter(edge, gate, [], true).catch((error: unknown) => {
      throw edge.shop.active.includes(plugin) ? error : new PlatformError(errors['not-found']);
    });
    if (!call.shop.active.includes(plugin)) throw new PlatformError(errors['not-found']);
    return call;
  }

  async function take(post: Post, request: Request): Promise<void> {
    const { call, plugin, upload, context } = post;
    let input: unknown;
    await receive(request, {
      call,
      plugin,
      most: upload.most,
      open: async (entries) => {
        const { control, fields } = readControl(entries);
        const form = formOf(fields);
        const order = await orderIn(form, context);
        [post.back, post.typed] = [namedPage(control, post.base), form];
        input = inputOf(upload, form);
        return order;
      },
      take: async (given) => upload.take(input, given, context),
    });
  }
}

const ok = (): Response => Response.json({ ok: true }, { headers: { 'Cache-Control': 'no-store' } });

/** Of what was typed only plain ids come along, by which a page knows the form again: addresses are written down. */
const isPlainId = (value: unknown): value is string => typeof value === 'string' && /^[\w.-]{1,80}$/.test(value);

/** `refusedUpload` of the SDK reads it. */
function refusedAt(page: string, { plugin, name, typed }: Post, { code, params }: PlatformError): Response {
  const said = Object.entries(params).map(([key, value]) => [key, String(value)]);
  const ids = Object.entries(typed as object).flatMap(([key, value]) =>
    isPlainId(value) ? [[`${typedAs}${key}`, value]] : [],
  );
  return seeOther(page, { ...Object.fromEntries([...said, ...ids]), refused: code, block: `${plugin}.${name}` });
}

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
