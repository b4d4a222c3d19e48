import type { Json } from '@docket/sdk';
import type { Panel } from '@docket/ui';

/** A plugin's UI entry as a page's data names it, with the plugin's public settings. */
export interface Entry {
  readonly name: string;
  readonly settings: Readonly<Record<string, Json>>;
}

/**
 * The entries of a page with their components, ready for `<Slot>`. Runs in the universal load, so that they are drawn on
 * the server too. An entry that this build does not have is left out.
 */
export async function panelsOf(
  drawn: readonly Entry[],
  props: Readonly<Record<string, unknown>> = {},
): Promise<readonly Panel[]> {
  if (drawn.length === 0) return [];
  const { entries } = await import('virtual:docket/ui');
  const panels = await Promise.all(
    drawn.map(async ({ name, settings }) => {
      const module = await entries[name]?.();
      return module ? [{ id: name, Panel: module.default, props: { ...props, settings } }] : [];
    }),
  );
  return panels.flat();
}
