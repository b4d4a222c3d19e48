import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { PlatformError } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import { errors } from '../errors.ts';
import type { NewId } from '../kernel/ids.ts';
import { isDiskFull, TooLarge, type Disk } from './disk.ts';
import { isRefusedAtSight } from './first-look.ts';
import { cleanName } from './names.ts';

/** A file on its way in. */
export interface Upload {
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
  /** What the file is to be known by, where that was settled before its bytes came: then it is one file, however often it is received. */
  readonly id?: string | undefined;
}

/** A file that lies in its place and has no row yet. */
export interface Arrived {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

interface Dependencies {
  readonly disk: Disk;
  readonly newId: NewId;
  /** Bytes of one file. */
  readonly mostBytes: number;
  /** Refuses while the disk is nearly full. */
  readonly requireRoom: () => Promise<void>;
}

/** Writes the row of a file; what it throws refuses the file. */
type Keep<Row> = (file: Arrived) => Promise<Row>;

export type Receive = <Row>(call: Pick<Caller, 'shop' | 'now'>, upload: Upload, keep: Keep<Row>) => Promise<Row>;

const MEGABYTE = 1024 * 1024;

/** Receives a file whole or not at all. Refuses what is too large, cut off, a program, or more than the disk has room for; what is refused leaves nothing. */
export const createReceiving =
  ({ disk, newId, mostBytes, requireRoom }: Dependencies): Receive =>
  async (call, { name, content, id = newId(call.now) }, keep) => {
    const tenant = call.shop.tenant.id;
    await requireRoom();
    const { path, start, bytes, sha256 } = await disk
      .receive(randomUUID(), content, mostBytes)
      .catch((error: unknown) => {
        throw refusalOf(error, mostBytes);
      });
    try {
      const clean = cleanName(name);
      if (await isRefusedAtSight(start, clean)) throw new PlatformError(errors['file.dangerous']);
      // The file first: a row never points at nothing, and a file without a row is swept.
      await disk.keep(path, disk.pathOf(tenant, id));
      return await keep({ id, name: clean, bytes, sha256 });
    } catch (error) {
      await rm(path, { force: true });
      // After a failure of the database the row may be there all the same; if it is not, the file is swept.
      if (error instanceof PlatformError) await disk.remove(tenant, id);
      throw error;
    }
  };

/** Bytes at hand, as what is received. */
export async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function refusalOf(error: unknown, mostBytes: number): unknown {
  if (error instanceof TooLarge)
    return new PlatformError(errors['file.too-large'], { megabytes: mostBytes / MEGABYTE });
  if (isDiskFull(error)) return new PlatformError(errors['file.no-room'], {}, { cause: error });
  // The disk's own errors have a code and are ours to answer for; the rest is a sender who went away.
  return isFromDisk(error) ? error : new PlatformError(errors['file.cut-off'], {}, { cause: error });
}

const isFromDisk = (error: unknown): boolean =>
  error instanceof Error && 'syscall' in error && ['open', 'write', 'fsync', 'close'].includes(String(error.syscall));
