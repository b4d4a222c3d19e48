import type { Refusal } from '@docket/sdk/client';
import { sameEntries } from './form-entries.ts';
import type { FormEntries } from './form-entries.ts';

/** What a save answers. */
export interface Saved {
  readonly version: number;
  readonly savedAt: string;
}

/** The other version of a part, when two windows changed it. */
export interface Conflict {
  readonly theirs: unknown;
  readonly mine: unknown;
}

/** How saving goes; the page says it. */
export type SaveStatus =
  | { readonly type: 'idle' }
  /** Something was typed that has not been sent yet. */
  | { readonly type: 'waiting' }
  | { readonly type: 'saving' }
  | { readonly type: 'saved'; readonly at: string }
  /** Nobody answers. It is tried again by itself. */
  | { readonly type: 'offline' }
  | { readonly type: 'conflict'; readonly conflict: Conflict }
  | { readonly type: 'refused'; readonly refusal: Refusal };

interface Options {
  /** Version of the part that the form was opened with. */
  readonly version: number;
  /** What the form held when it was opened. */
  readonly entries: FormEntries;
  /** Sends what is typed; throws what the server refuses. */
  readonly save: (entries: FormEntries, base: number, keepMine: boolean) => Promise<Saved>;
  readonly refusalOf: (error: unknown) => Refusal;
  /** Reads the form as it is now. */
  readonly read: () => FormEntries;
  readonly tell: (status: SaveStatus) => void;
  /** Keeps what is typed on this device until it is saved: `null` when it is. */
  readonly mirror: (entries: FormEntries | null, base: number) => void;
}

/** Milliseconds after the last key before a part is saved. */
export const pause = 800;

/** Milliseconds between attempts while nobody answers; the last repeats. */
export const waits = [2000, 5000, 15_000, 30_000] as const;

/** True for what is over by itself after a while: nobody answers, the server is down or asks for patience. */
export const isPassing = ({ status }: Refusal): boolean => status === 0 || status >= 500 || status === 429;

/** Saves a part while it is typed. One save runs at a time, so that a part never conflicts with itself. */
export type Autosave = ReturnType<typeof createAutosave>;

export function createAutosave({ version, entries, save, refusalOf, read, tell: show, mirror }: Options) {
  let base = version;
  let stored = entries;
  let attempts = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  /** Two versions stand against each other: nothing is sent until one is chosen. */
  let undecided = false;
  let told: SaveStatus['type'] = 'idle';
  /** What was refused for good: the page goes on saying why until something else is typed. */
  let rejected: FormEntries | undefined;

  const tell = (status: SaveStatus): void => {
    told = status.type;
    show(status);
  };

  const later = (milliseconds: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), milliseconds);
  };

  /** Something changed: it is kept at once and saved soon. */
  function touch(): void {
    const typed = read();
    if (sameEntries(typed, stored)) return takenBack();
    mirror(typed, base);
    if (undecided || (rejected && sameEntries(typed, rejected))) return;
    tell({ type: 'waiting' });
    later(pause);
  }

  /** What was typed is as it was: nothing to save, unless an older text is on its way. */
  function takenBack(): void {
    if (running || undecided) return;
    clearTimeout(timer);
    mirror(null, base);
    if (told !== 'saved') tell({ type: 'idle' });
  }

  /** Saves now what is not saved yet; answers whether it is. Never rejects. */
  async function flush(keepMine = false): Promise<boolean> {
    clearTimeout(timer);
    if (running) {
      await running;
      return flush(keepMine);
    }
    if (undecided && !keepMine) return false;
    const typed = read();
    if (!keepMine && sameEntries(typed, stored)) return true;
    running = send(typed, keepMine).finally(() => (running = undefined));
    await running;
    return sameEntries(typed, stored);
  }

  async function send(typed: FormEntries, keepMine: boolean): Promise<void> {
    tell({ type: 'saving' });
    try {
      const saved = await save(typed, base, keepMine);
      [base, stored, attempts, undecided] = [saved.version, typed, 0, false];
      tell({ type: 'saved', at: saved.savedAt });
      if (sameEntries(read(), stored)) mirror(null, base);
      else touch();
    } catch (error) {
      refused(refusalOf(error), typed);
    }
  }

  function refused(refusal: Refusal, typed: FormEntries): void {
    if (isPassing(refusal)) {
      tell({ type: 'offline' });
      later(waits[Math.min(attempts, waits.length - 1)] ?? pause);
      attempts += 1;
      return;
    }
    if (refusal.code !== 'draft.changed-elsewhere') {
      rejected = typed;
      return tell({ type: 'refused', refusal });
    }
    undecided = true;
    const { theirs, mine } = (refusal.details ?? {}) as Partial<Conflict>;
    tell({ type: 'conflict', conflict: { theirs, mine } });
  }

  return {
    touch,
    flush: () => flush(),
    /** Ends a conflict: what is typed here counts. */
    keepMine: () => flush(true),
    /** True while something typed is not saved. */
    isDirty: () => !sameEntries(read(), stored),
    version: () => base,
    /** The page goes away: no save starts by itself any more. */
    stop: (): void => clearTimeout(timer),
  };
}
