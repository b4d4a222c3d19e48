import { createWriteStream } from 'node:fs';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DataStore, ERRORS, Upload } from '@tus/server';
import { PlatformError } from '@docket/sdk';
import { errors } from '../errors.ts';
import type { Files } from './files.ts';
import { isDiskFull, shelves } from './disk.ts';
import { forTus } from './refusal.ts';

/** Resumable uploads on disk: the bytes so far, and beside them a note of what they are. Both live for a day. */
export class UploadFolder extends DataStore {
  readonly #pathOf: (name: string) => Promise<string>;

  constructor(files: Pick<Files, 'aside'>) {
    super();
    this.#pathOf = (name) => files.aside('resumable', name);
    this.extensions = ['creation', 'creation-with-upload', 'termination', 'expiration'];
  }

  override getExpiration(): number {
    return shelves.resumable;
  }

  override async create(upload: Upload): Promise<Upload> {
    await writeFile(await this.bytesOf(upload.id), '', { flag: 'wx', mode: 0o600 });
    await this.note(upload);
    return upload;
  }

  /** Appends what comes, at most until the sender goes away: what arrived stays and is gone on from. */
  override async write(content: Readable, id: string, offset: number): Promise<number> {
    const file = createWriteStream(await this.bytesOf(id), { flags: 'r+', start: offset });
    await pipeline(content, file).catch((error: unknown) => {
      throw isDiskFull(error) ? forTus(new PlatformError(errors['file.no-room'], {}, { cause: error })) : error;
    });
    return offset + file.bytesWritten;
  }

  override async getUpload(id: string): Promise<Upload> {
    const upload = await this.find(id);
    if (!upload) throw ERRORS.FILE_NOT_FOUND;
    return upload;
  }

  override async remove(id: string): Promise<void> {
    await rm(await this.#pathOf(`${id}.json`), { force: true });
    await this.removeBytes(id);
  }

  /** The upload, or undefined. One whose bytes were taken over is complete. */
  async find(id: string): Promise<Upload | undefined> {
    const note = await readFile(await this.#pathOf(`${id}.json`), 'utf8').catch(() => undefined);
    if (note === undefined) return undefined;
    const upload = new Upload(JSON.parse(note) as ConstructorParameters<typeof Upload>[0]);
    const bytes = await stat(await this.bytesOf(id)).catch(() => undefined);
    upload.offset = bytes?.size ?? upload.size ?? 0;
    return upload;
  }

  /** Writes down what the upload is, whole or not at all. */
  async note(upload: Upload): Promise<void> {
    const path = await this.#pathOf(`${upload.id}.json`);
    await writeFile(`${path}.part`, JSON.stringify(upload), { mode: 0o600 });
    await rename(`${path}.part`, path);
  }

  /** Where the bytes lie. */
  bytesOf(id: string): Promise<string> {
    return this.#pathOf(id);
  }

  async removeBytes(id: string): Promise<void> {
    await rm(await this.bytesOf(id), { force: true });
  }
}
