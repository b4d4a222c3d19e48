/** A file on its way to the server. */
export interface Upload {
  readonly file: Blob;
  /** Where uploads are created. */
  readonly address: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** The address of this very upload, when an earlier page began it. */
  readonly begun?: string | undefined;
  /** Called once with that address, so that a later page can go on. */
  readonly onbegin?: ((address: string) => void) | undefined;
  /** From 0 to 1. */
  readonly progress?: ((share: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Waits before the next attempt; tests need not. */
  readonly rest?: ((milliseconds: number) => Promise<void>) | undefined;
}

/** What a refusal says of itself. */
export interface Reason {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** The server does not take the file; `reason` is missing when something before the server answered. */
export class UploadRefused extends Error {
  override readonly name = 'UploadRefused';
  readonly status: number;
  readonly reason: Reason | undefined;

  constructor(status: number, reason?: Reason) {
    super(`The upload was refused with status ${status}`);
    this.status = status;
    this.reason = reason;
  }
}

/** Bytes of one request: small enough that little is lost with a connection, large enough to be quick. */
export const chunkBytes = 2 * 1024 * 1024;

/** Attempts in a row that bring nothing forward before it is given up. */
const patience = 8;

const version = { 'Tus-Resumable': '1.0.0' };

/** Where the server says which file a complete upload became. */
const fileHeader = 'docket-file';

/** How far an upload is: the bytes that the server has, and the id of the file once it has all. */
interface State {
  readonly address: string;
  readonly offset: number;
  readonly file: string | null;
}

/**
 * Sends a file by tus 1.0.0, resumable: creation, then chunks, and after a break from where the server is. Answers the
 * id of the file that it became. Throws `UploadRefused` when the server does not take it, and what `fetch` threw when
 * nobody has answered for long.
 */
export async function sendFile(upload: Upload): Promise<string> {
  const { begun, file, progress } = upload;
  const known = begun === undefined ? undefined : await stateOf(upload, begun).catch(() => undefined);
  let state = known ?? (await persist(upload, () => create(upload)));
  while (state.file === null) {
    progress?.(state.offset / (file.size || 1));
    // After a break the server says how much of the chunk it has.
    const { address, offset } = state;
    state = await persist(upload, async (attempt) => {
      const now = attempt === 0 ? state : await stateOf(upload, address);
      return now.file === null && now.offset < file.size ? sendChunk(upload, address, now.offset) : now;
    });
    if (state.file === null && state.offset <= offset) throw new UploadRefused(200);
  }
  progress?.(1);
  return state.file;
}

async function create(upload: Upload): Promise<State> {
  const { address, metadata, file } = upload;
  const headers = { ...version, 'Upload-Length': String(file.size), 'Upload-Metadata': encode(metadata) };
  const response = await ask(upload, address, { method: 'POST', headers });
  const location = response.headers.get('location');
  if (!location) throw new UploadRefused(response.status);
  const begun = new URL(location, new URL(address, globalThis.location?.href ?? 'http://localhost')).pathname;
  upload.onbegin?.(begun);
  return { address: begun, offset: 0, file: response.headers.get(fileHeader) };
}

async function sendChunk(upload: Upload, address: string, from: number): Promise<State> {
  const response = await ask(upload, address, {
    method: 'PATCH',
    headers: { ...version, 'Upload-Offset': String(from), 'Content-Type': 'application/offset+octet-stream' },
    body: upload.file.slice(from, from + chunkBytes),
  });
  return readState(address, response);
}

const stateOf = async (upload: Upload, address: string): Promise<State> =>
  readState(address, await ask(upload, address, { method: 'HEAD', headers: version }));

function readState(address: string, { status, headers }: Response): State {
  const [offset, file] = [Number(headers.get('upload-offset') ?? Number.NaN), headers.get(fileHeader)];
  if (!Number.isSafeInteger(offset) && file === null) throw new UploadRefused(status);
  return { address, offset, file };
}

async function ask(
  { fetch = globalThis.fetch, signal }: Upload,
  address: string,
  init: RequestInit,
): Promise<Response> {
  const response = await fetch(address, { ...init, ...(signal && { signal }) });
  if (response.ok) return response;
  throw new UploadRefused(response.status, await reasonIn(response));
}

/** Refusals are JSON with a code; anything else stands before the server. */
async function reasonIn(response: Response): Promise<Reason | undefined> {
  const body: unknown = await response.json().catch(() => null);
  const { code, params } = (body ?? {}) as Partial<Reason>;
  return typeof code === 'string' ? { code, params: params ?? {} } : undefined;
}

/** Tries until it works: waits while nobody answers, and gives up on a refusal. */
async function persist<Answer>(upload: Upload, step: (attempt: number) => Promise<Answer>): Promise<Answer> {
  const { rest = wait, signal } = upload;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await step(attempt);
    } catch (error) {
      if (isFinal(error) || signal?.aborted || attempt + 1 >= patience) throw error;
      await rest(Math.min(1000 * 2 ** attempt, 20_000));
    }
  }
}

/** A conflict of offsets, a lock, haste and faults of the server pass; everything else is an answer. */
const isFinal = (error: unknown): boolean =>
  error instanceof UploadRefused && error.status < 500 && ![409, 423, 429].includes(error.status);

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** `name <base64>` pairs; names of files may hold any letter. */
const encode = (metadata: Readonly<Record<string, string>>): string =>
  Object.entries(metadata)
    .map(([name, value]) => `${name} ${base64(value)}`)
    .join(',');

const base64 = (text: string): string => btoa(String.fromCodePoint(...new TextEncoder().encode(text)));
