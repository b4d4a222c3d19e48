import type { FormEntries } from './form-entries.ts';

/** What was typed into a part and has not reached the server yet. */
export interface Kept {
  readonly entries: FormEntries;
  /** Version of the part that it was typed on. */
  readonly base: number;
  /** Milliseconds since 1970, on this device's clock. */
  readonly at: number;
}

/** A place on this device that survives the page. */
export interface Shelf {
  get(key: string): Promise<unknown>;
  /** `undefined` removes. */
  set(key: string, value: unknown): Promise<void>;
}

/**
 * Keeps one part's text on this device, so that a closed tab loses nothing. Writes are merged: while one runs, only the
 * newest of those that follow is kept. A device that keeps nothing is no fault: the server has all that was saved.
 */
export function createMirror(shelf: Shelf, key: string) {
  let next: { readonly value: Kept | undefined } | undefined;
  let running: Promise<void> | undefined;

  async function drain(): Promise<void> {
    while (next) {
      const { value } = next;
      next = undefined;
      await shelf.set(key, value).catch(() => undefined);
    }
  }

  return {
    /** What an earlier page left behind. */
    read: async (): Promise<Kept | undefined> => asKept(await shelf.get(key).catch(() => undefined)),
    /** `undefined` forgets. Settles when the device has it. */
    write(value: Kept | undefined): Promise<void> {
      next = { value };
      running ??= drain().finally(() => (running = undefined));
      return running;
    },
  };
}

/** An older release may have left something else there. */
function asKept(value: unknown): Kept | undefined {
  const { entries, base, at } = (value ?? {}) as Partial<Kept>;
  return Array.isArray(entries) && typeof base === 'number' && typeof at === 'number'
    ? { entries, base, at }
    : undefined;
}
