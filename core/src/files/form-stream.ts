import { once } from 'node:events';
import { Busboy, type BusboyFileStream, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import { PlatformError } from '@docket/sdk';
import { formLimits } from '@docket/sdk/form';
import { errors } from '../errors.ts';

/** Name and value of a field. */
export type Entry = readonly [name: string, value: string];

/** A file inside a form. Its content must be read or left alone, not destroyed: the rest of the form comes after it. */
export interface PostedFile {
  readonly field: string;
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
  /** The text fields that came before it. */
  readonly before: readonly Entry[];
}

/** Takes a file in and answers the field that stands for it; undefined when it was not taken. */
export type TakeFile = (file: PostedFile) => Promise<Entry | undefined>;

/** UTF-8 takes at most four bytes a character. */
const VALUE_BYTES = formLimits.value * 4;
/** Inputs for files, most of them empty. One field more than allowed is read, so that the form is refused for it. */
const limits = { fieldNameSize: 300, fieldSize: VALUE_BYTES, fields: formLimits.entries + 1, files: 1000 };

/**
 * Reads a posted form as it comes, multipart or urlencoded: text fields and what stands for the files, in the sequence
 * of the form. Throws `input.malformed` for what is no form, `file.too-large` for too many bytes altogether and
 * `file.cut-off` when the sender goes away.
 */
export async function readPosted(request: Request, mostBytes: number, take: TakeFile): Promise<readonly Entry[]> {
  const parser = parserOf(request);
  const form: Form = { parser, entries: [], fields: [], open: new Set(), failure: undefined };
  parser.on('field', (field, value, nameCut, valueCut) => {
    if (nameCut || valueCut) return void parser.destroy(new PlatformError(errors['input.malformed']));
    form.fields.push([field, value]);
    form.entries.push(Promise.resolve([field, value]));
  });
  parser.on('file', (field, stream, name) => hand(form, take, stream, { field, name, before: [...form.fields] }));
  parser.on('filesLimit', () => parser.destroy(new PlatformError(errors['file.too-many'])));
  // The first error decides; what follows from it is no news.
  parser.on('error', ignore);
  try {
    await Promise.all([once(parser, 'finish'), feed(request, parser, mostBytes)]);
    return (await Promise.all(form.entries)).filter((entry) => entry !== undefined);
  } catch (error) {
    const cause = refusalOf(error);
    for (const stream of form.open) stream.destroy(cause);
    await Promise.allSettled(form.entries);
    throw form.failure ?? cause;
  }
}

interface Form {
  readonly parser: BusboyInstance;
  /** In the sequence of the form; a file's is there once it is taken in. */
  readonly entries: Promise<Entry | undefined>[];
  /** The text fields so far. */
  readonly fields: Entry[];
  /** Files that are being taken in. */
  readonly open: Set<BusboyFileStream>;
  /** The first failure of taking a file in. */
  failure: unknown;
}

/** Hands a file over. Whatever becomes of it, the rest of the form flows on or the whole form fails. */
function hand(form: Form, take: TakeFile, stream: BusboyFileStream, file: Omit<PostedFile, 'content'>): void {
  // A form that is cut tells each of its files; whoever reads one hears it as well, and nobody else has to.
  stream.on('error', ignore);
  // A file input that was left empty.
  if (!file.name) return void stream.resume();
  form.open.add(stream);
  const taking = take({ ...file, content: stream.iterator({ destroyOnReturn: false }) }).finally(() => {
    form.open.delete(stream);
    stream.resume();
  });
  form.entries.push(taking);
  taking.catch((error: Error) => {
    form.failure ??= error;
    form.parser.destroy(error);
  });
}

/** A form ends early when its sender goes away; what ended it otherwise is a refusal already. */
const refusalOf = (error: unknown): PlatformError =>
  error instanceof PlatformError ? error : new PlatformError(errors['file.cut-off'], {}, { cause: error });

const ignore = (): void => undefined;

function parserOf(request: Request): BusboyInstance {
  const headers: BusboyHeaders = { 'content-type': request.headers.get('content-type') ?? '' };
  try {
    return new Busboy({ headers, limits });
  } catch (cause) {
    throw new PlatformError(errors['input.malformed'], {}, { cause });
  }
}

async function feed(request: Request, parser: BusboyInstance, mostBytes: number): Promise<void> {
  let bytes = 0;
  // Not cancelled when it ends early: that would tear the connection down before the refusal is on its way.
  for await (const piece of request.body?.values({ preventCancel: true }) ?? []) {
    bytes += piece.byteLength;
    if (bytes > mostBytes)
      throw new PlatformError(errors['file.too-large'], { megabytes: Math.floor(mostBytes / 2 ** 20) });
    if (parser.destroyed) return;
    if (!parser.write(piece)) await once(parser, 'drain');
  }
  parser.end();
}
