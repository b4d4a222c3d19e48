import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FIRST_BYTES } from './first-look.ts';

/** A file that was received, not yet in its place. */
export interface Received {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** The first 64 kB. */
  readonly start: Buffer;
}

/** Thrown as soon as more bytes came than allowed. */
export class TooLarge extends Error {}

/** Where files lie. Names on disk are ids; what senders call a file never becomes a path. */
export interface Disk {
  /** A path for something that is not a file of a draft (yet), on the same file system; its name may have folders. */
  aside(shelf: Shelf, name: string): Promise<string>;
  pathOf(tenant: string, id: string): string;
  previewOf(tenant: string, id: string): string;
  /** Writes a stream aside and measures it. Throws what the stream throws, or `TooLarge`, and leaves nothing then. */
  receive(name: string, content: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Received>;
  /** Moves into place, whole or not at all. */
  keep(from: string, to: string): Promise<void>;
  /** Removes a file with its preview; one that is gone is fine. */
  remove(tenant: string, id: string): Promise<void>;
  /** Tenants that have files, and the ids found of each that are older than the given milliseconds. */
  stale(olderThanMs: number): AsyncIterable<{ readonly tenant: string; readonly ids: readonly string[] }>;
  /** Removes what has been left aside for longer than its shelf allows. */
  tidy(): Promise<void>;
}

const HOUR = 3_600_000;

/** What lies aside, and for how many milliseconds: what is being received, parts of resumable uploads, refused forms. */
export const shelves = { receiving: HOUR, resumable: 24 * HOUR, forms: 24 * HOUR } as const;
export type Shelf = keyof typeof shelves;

const PREVIEW = '.webp';
/** How every name on disk begins, since names are ids. */
const id = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

/** The disk below one folder. Only this user may look into it. */
export function diskAt(folder: string): Disk {
  const aside = async (shelf: Shelf, name: string): Promise<string> => {
    const path = join(folder, shelf, name);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    return path;
  };
  const pathOf = (tenant: string, file: string): string => join(folder, tenant, file);
  const previewOf = (tenant: string, file: string): string => pathOf(tenant, `${file}${PREVIEW}`);

  return {
    aside,
    pathOf,
    previewOf,
    receive: async (name, content, mostBytes) => receive(await aside('receiving', name), content, mostBytes),
    keep: async (from, to) => {
      await mkdir(dirname(to), { recursive: true, mode: 0o700 });
      await rename(from, to);
    },
    remove: async (tenant, file) => {
      await Promise.all([pathOf, previewOf].map((path) => rm(path(tenant, file), { force: true })));
    },
    stale: (olderThanMs) => stale(folder, olderThanMs),
    tidy: async () => {
      for (const [shelf, milliseconds] of Object.entries(shelves)) {
        const old = await olderThan(join(folder, shelf), milliseconds);
        await Promise.all(old.map((name) => rm(join(folder, shelf, name), { force: true })));
      }
    },
  };
}

/** The file at a path, or undefined when there is none. */
export const openIfThere = (path: string): Promise<FileHandle | undefined> =>
  open(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });

async function receive(path: string, content: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Received> {
  const handle = await open(path, 'wx', 0o600);
  try {
    const measured = await write(handle, content, mostBytes);
    await handle.sync();
    return { path, ...measured };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

async function write(handle: FileHandle, content: AsyncIterable<Uint8Array>, mostBytes: number) {
  const hash = createHash('sha256');
  const start: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of content) {
    if (bytes < FIRST_BYTES) start.push(piece.slice(0, FIRST_BYTES - bytes));
    bytes += piece.byteLength;
    if (bytes > mostBytes) throw new TooLarge();
    hash.update(piece);
    await handle.writeFile(piece);
  }
  return { bytes, sha256: hash.digest('hex'), start: Buffer.concat(start) };
}

async function olderThan(folder: string, milliseconds: number): Promise<readonly string[]> {
  const before = Date.now() - milliseconds;
  const found: string[] = [];
  for (const name of await readdir(folder, { recursive: true }).catch(() => [])) {
    const facts = await stat(join(folder, name)).catch(() => undefined);
    if (facts?.isFile() && facts.mtimeMs < before) found.push(name);
  }
  return found;
}

async function* stale(folder: string, olderThanMs: number) {
  for (const tenant of await readdir(folder).catch(() => [])) {
    if (!id.test(tenant)) continue;
    const names = await olderThan(join(folder, tenant), olderThanMs);
    const ids = new Set(names.map((name) => id.exec(name)?.[0]).filter((each) => each !== undefined));
    if (ids.size > 0) yield { tenant, ids: [...ids] };
  }
}
