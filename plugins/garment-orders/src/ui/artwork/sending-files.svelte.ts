import type { FormFile, FormProps } from '@docket/sdk';
import type { FileProgress } from '@docket/ui';

type Upload = NonNullable<FormProps['upload']>;

interface Sending {
  readonly progress: FileProgress;
  readonly file: File;
}

/** Files on their way to the shop: one list for each print location, gone from it as they arrive. */
export class SendingFiles {
  #sending = $state.raw<readonly Sending[]>([]);
  #count = 0;

  /** Those still on their way, and those that failed. */
  get list(): readonly FileProgress[] {
    return this.#sending.map(({ progress }) => progress);
  }

  /** Sends a file; `arrived` gets it as the shop keeps it. A failure stays in the list, to be tried again. */
  async send(file: File, upload: Upload, arrived: (file: FormFile) => void): Promise<void> {
    const id = `sending-${(this.#count += 1)}`;
    const progress: FileProgress = { id, name: file.name, size: file.size, sent: 0, state: 'sending' };
    this.#sending = [...this.#sending, { progress, file }];
    try {
      arrived(await upload(file, (share) => this.#change(id, { sent: Math.round(share * file.size) })));
      this.drop(id);
    } catch (error) {
      // What refused it says why and what to do, in the words of the page.
      this.#change(id, { state: 'failed', note: (error as Error).message });
    }
  }

  /** Takes a file out of the list and answers it, to be sent again. */
  drop(id: string): File | undefined {
    const found = this.#sending.find(({ progress }) => progress.id === id);
    this.#sending = this.#sending.filter((one) => one !== found);
    return found?.file;
  }

  #change(id: string, change: Partial<FileProgress>): void {
    this.#sending = this.#sending.map((one) =>
      one.progress.id === id ? { ...one, progress: { ...one.progress, ...change } } : one,
    );
  }
}
