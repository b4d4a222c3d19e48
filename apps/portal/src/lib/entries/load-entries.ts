import type { Panel } from '@docket/ui';
import type { Drawn, LoadedEntry } from './drawn.ts';

/** Fetches the code of these entries, all at once. Code that does not arrive leaves a block that fails alone. */
export async function loadEntries(drawn: readonly Drawn[]): Promise<readonly LoadedEntry[]> {
  if (drawn.length === 0) return [];
  // Never imported statically: every page would link the styles of every plugin.
  const { entries } = await import('virtual:docket/ui');
  return Promise.all(drawn.map(async (entry) => ({ ...entry, Panel: await codeOf(entry.name, entries[entry.name]) })));
}

async function codeOf(
  name: string,
  fetchCode: (() => Promise<{ readonly default: Panel['Panel'] }>) | undefined,
): Promise<Panel['Panel']> {
  try {
    if (!fetchCode) throw new Error(`${name} is not in this build.`);
    return (await fetchCode()).default;
  } catch (cause) {
    return failing(cause);
  }
}

const failing =
  (cause: unknown): Panel['Panel'] =>
  () => {
    throw cause;
  };
