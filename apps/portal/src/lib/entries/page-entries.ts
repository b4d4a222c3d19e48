import type { Drawn, LoadedEntry } from './drawn.ts';

type Load = (drawn: readonly Drawn[]) => Promise<readonly LoadedEntry[]>;

/**
 * `loadEntries` for universal loads. A built page never runs in the browser, so its client code names no entry there:
 * kit would otherwise take styles that a page shares with an entry for the entry's alone, and leave them out.
 */
export const pageEntries: Load =
  import.meta.env.SSR || import.meta.env.DEV
    ? async (drawn) => (await import('./load-entries.ts')).loadEntries(drawn)
    : () => Promise.resolve([]);
