import type { FileProgress } from './file-progress.ts';
import { sendFiles, type FilesRefused } from './send-files.ts';

interface Chosen {
  readonly id: string;
  readonly file: File;
}

/** Files that were chosen for a form, until all of them are taken together. */
export class GivenFiles {
  #chosen = $state.raw<readonly Chosen[]>([]);
  /** Bytes that are sent; null while nothing is. */
  #sent = $state<number | null>(null);
  #refused = $state.raw<FilesRefused | null>(null);
  #stopping: AbortController | undefined;
  #count = 0;

  get isSending(): boolean {
    return this.#sent !== null;
  }

  /** Why they were not taken when they were last sent. */
  get refused(): FilesRefused | null {
    return this.#refused;
  }

  /** One after the other, as they stand in the form. */
  get list(): readonly FileProgress[] {
    let before = 0;
    return this.#chosen.map(({ id, file: { name, size } }) => {
      const sent = Math.min(Math.max((this.#sent ?? 0) - before, 0), size);
      before += size;
      const isRefused = this.#refused?.params['file'] === name;
      return { id, name, size, sent, state: this.isSending ? 'sending' : isRefused ? 'failed' : 'waiting' };
    });
  }

  add(files: readonly File[]): void {
    this.#refused = null;
    this.#chosen = [...this.#chosen, ...files.map((file) => ({ id: `given-${(this.#count += 1)}`, file }))];
  }

  drop(id: string): void {
    this.#refused = null;
    this.#chosen = this.#chosen.filter((one) => one.id !== id);
  }

  stop(): void {
    this.#stopping?.abort();
  }

  /** Sends all of them, and forgets them where they are taken; answers whether they are. */
  async send(action: string, fields: readonly (readonly [string, string])[]): Promise<boolean> {
    const files = this.#chosen.map(({ file }) => file);
    if (this.isSending) return false;
    if (files.length === 0) {
      this.#refused = { code: 'file.none', params: {} };
      return false;
    }
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    this.#stopping = new AbortController();
    [this.#sent, this.#refused] = [0, null];
    const progress = (share: number): void => void (this.#sent = share * bytes);
    const end = await sendFiles({ action, fields, files, progress, signal: this.#stopping.signal });
    this.#sent = null;
    if (end === 'taken') this.#chosen = [];
    else if (end !== 'stopped') this.#refused = end;
    return end === 'taken';
  }
}
