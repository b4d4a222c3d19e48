import { createHash, randomUUID } from 'node:crypto';
import {
  copyFile,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
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

/** Ids of a shop's files. */
export interface FilesOf {
  readonly tenant: string;
  readonly ids: readonly string[];
}

/** Which files to look for. */
interface Wanted {
  readonly olderThanMs: number;
  /** Only those whose id was made since then; absent: all. */
  readonly madeSince?: Date | undefined;
}

/** Where files lie. Names on disk are ids; what senders call a file never becomes a path. */
export interface Disk {
  /** A path for something that is not a file of a draft (yet), on the same file system; its name may have folders. */
  aside(shelf: Shelf, name: string): Promise<string>;
  pathOf(tenant: string, id: string): string;
  previewOf(tenant: string, id: string): string;
  /** Writes a stream aside and measures it. Throws what the stream throws, or `TooLarge`, and leaves nothing then. */
  receive(name: string, content: AsyncIterable<Uint8Array>, mostBytes: number): Promise<Received>;
  /** Moves into place, whole or not at all; once it answers, a power cut takes nothing of it. */
  keep(from: string, to: string): Promise<void>;
  /** Copies a file, whole or not at all. Throws `ENOENT` where there is none. */
  copy(from: string, to: string): Promise<void>;
  /** Removes a file with its preview, also what was swept of it; one that is gone is fine. */
  remove(tenant: string, id: string): Promise<void>;
  /** Tenants that have such files, and their ids. */
  find(wanted: Wanted): AsyncIterable<FilesOf>;
  /** Puts a file with its preview aside for as long as the shelf `swept` allows, from now on. */
  sweep(tenant: string, id: string): Promise<void>;
  /** What was swept and is not gone yet. */
  swept(): AsyncIterable<FilesOf>;
  /** Puts what was swept back into its place. */
  bringBack(tenant: string, id: string): Promise<void>;
  /** Which database the files belong to, as it was written down; undefined where nobody has yet. */
  owner(): Promise<string | undefined>;
  writeOwner(database: string): Promise<void>;
  /** Removes what has been left aside for longer than its shelf allows. */
  tidy(): Promise<void>;
}

const HOUR = 3_600_000;

/**
 * What lies aside, and for how many milliseconds: what is being received, parts of resumable uploads, refused forms, files that the
 * database did not know.
 */
export const shelves = { receiving: HOUR, resumable: 24 * HOUR, forms: 24 * HOUR, swept: 7 * 24 * HOUR } as const;
export type Shelf = keyof typeof shelves;

const PREVIEW = '.webp';
/** Names the database that the files belong to. */
export const OWNER = '.database';
const tenantName = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const fileName = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.webp)?$/;

/** The disk below one folder. Only this user may look into it. */
export function diskAt(folder: string): Disk {
  const aside = async (shelf: Shelf, name: string): Promise<string> => {
    const path = join(folder, shelf, name);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    return path;
  };
  const pathOf = (tenant: string, file: string): string => join(folder, tenant, file);
  const previewOf = (tenant: string, file: string): string => pathOf(tenant, `${file}${PREVIEW}`);
  const sweptPlace = (tenant: string): string => join('swept', tenant);
  const keep = async (from: string, to: string): Promise<void> => {
    const made = await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    await rename(from, to);
    await syncFolder(dirname(to));
    if (made !== undefined) await syncFolder(dirname(made));
  };
  /** Moves a file with its preview from one place below the folder to another; what is not there is left out. */
  const move = async (file: string, from: string, to: string): Promise<void> => {
    for (const path of [pathOf, previewOf]) await orGone(keep(path(from, file), path(to, file)));
  };

  return {
    aside,
    pathOf,
    previewOf,
    receive: async (name, content, mostBytes) => receive(await aside('receiving', name), content, mostBytes),
    keep,
    copy: async (from, to) => {
      const part = await aside('receiving', randomUUID());
      try {
        await copyFile(from, part);
        await syncFile(part);
        await keep(part, to);
      } catch (error) {
        await rm(part, { force: true });
        throw error;
      }
    },
    remove: async (tenant, file) => {
      const places = [tenant, sweptPlace(tenant)].flatMap((place) => [pathOf(place, file), previewOf(place, file)]);
      await Promise.all(places.map((path) => rm(path, { force: true })));
    },
    find: (wanted) => find(folder, wanted),
    sweep: async (tenant, file) => {
      const now = new Date();
      // Its shelf counts from now.
      for (const path of [pathOf, previewOf]) await orGone(utimes(path(tenant, file), now, now));
      await move(file, tenant, sweptPlace(tenant));
    },
    swept: () => find(join(folder, 'swept'), { olderThanMs: -Infinity }),
    bringBack: (tenant, file) => move(file, sweptPlace(tenant), tenant),
    owner: async () => (await orGone(readFile(join(folder, OWNER), 'utf8')))?.trim(),
    writeOwner: async (database) => {
      const part = await aside('receiving', randomUUID());
      await writeFile(part, `${database}\n`, { mode: 0o600 });
      await keep(part, join(folder, OWNER));
    },
    tidy: async () => {
      for (const [shelf, milliseconds] of Object.entries(shelves)) {
        const old = await olderThan(join(folder, shelf), milliseconds);
        await Promise.all(old.map((name) => rm(join(folder, shelf, name), { force: true })));
      }
    },
  };
}

/** The file at a path, or undefined when there is none. */
export const openIfThere = (path: string): Promise<FileHandle | undefined> => orGone(open(path));

/** What was done with a file, or undefined where there is none. */
const orGone = <Done>(doing: Promise<Done>): Promise<Done | undefined> =>
  doing.catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/** Whether the disk refused because it is full, or because this user has had all of it. */
export const isDiskFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes(String(codeOf(error)));

async function syncFile(path: string): Promise<void> {
  await using handle = await open(path, 'r+');
  await handle.sync();
}

/** What the system answers that knows no sync of a folder: Windows, and some file systems of a network. */
const cannotSync: readonly unknown[] = ['EPERM', 'EISDIR', 'EACCES', 'EINVAL', 'ENOTSUP', 'EBADF'];

/** Writes down which names a folder has. */
async function syncFolder(path: string): Promise<void> {
  try {
    await using handle = await open(path);
    await handle.sync();
  } catch (error) {
    if (!cannotSync.includes(codeOf(error))) throw error;
  }
}

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

async function* find(folder: string, { olderThanMs, madeSince }: Wanted): AsyncGenerator<FilesOf> {
  const [before, since] = [Date.now() - olderThanMs, madeSince?.getTime() ?? 0];
  for (const tenant of await readdir(folder).catch(() => [])) {
    if (!tenantName.test(tenant)) continue;
    const ids = new Set<string>();
    for (const name of await readdir(join(folder, tenant)).catch(() => [])) {
      const id = fileName.exec(name)?.[1];
      // What is of no interest is not even looked at: a shop may have files of many years.
      if (id === undefined || ids.has(id) || madeAt(id) < since) continue;
      const facts = await stat(join(folder, tenant, name)).catch(() => undefined);
      if (facts?.isFile() && facts.mtimeMs < before) ids.add(id);
    }
    if (ids.size > 0) yield { tenant, ids: [...ids] };
  }
}

/** When an id was made (uuid v7), in milliseconds of the epoch. */
const madeAt = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
