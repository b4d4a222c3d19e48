import { entryOwner } from '@docket/sdk';
import type { Json, PostedToPlugin } from '@docket/sdk';
import type { Panel } from '@docket/ui';

/** A plugin's UI entry as a page's data names it, with the plugin's public settings. */
export interface Entry {
  readonly name: string;
  readonly settings: Readonly<Record<string, Json>>;
  /** What it alone gets beside that and what its place gives. */
  readonly given?: Readonly<Record<string, unknown>>;
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
    drawn.map(async ({ name, settings, given }) => {
      const module = await entries[name]?.();
      return module ? [{ id: name, Panel: module.default, props: { ...props, ...given, settings } }] : [];
    }),
  );
  return panels.flat();
}

/** The same panels, where the form of one of their plugins was refused: it is told, and keeps what was typed. */
export const withPosted = (
  panels: readonly Panel[],
  sent: { readonly plugin: string; readonly posted: PostedToPlugin } | undefined,
): readonly Panel[] =>
  sent === undefined
    ? panels
    : panels.map((panel) =>
        entryOwner(panel.id) === sent.plugin ? { ...panel, props: { ...panel.props, posted: sent.posted } } : panel,
      );
