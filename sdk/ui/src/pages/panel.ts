import type { Component } from 'svelte';

/** A plugin's component, ready to be drawn at an extension point. */
export interface Panel {
  /** The name of the entry, plugin first: `proofs:slot:portal.home:waiting`. */
  readonly id: string;
  // A slot holds panels of many plugins; each checks its own props where it is registered.
  readonly Panel: Component<Record<string, unknown>>;
  readonly props?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * A panel failed while the server drew the page. The server's error hook gets it: it can record the fault under
 * `panel`, and answer status 200, because the rest of the page is fine.
 */
export class PanelFault extends Error {
  override readonly name = 'PanelFault';
  readonly panel: string;

  constructor(panel: string, cause: unknown) {
    super(`The panel ${panel} failed`, { cause });
    this.panel = panel;
  }
}

/**
 * The panel as the page draws it: on the server its failures say whose they are. In the browser the panel itself, where
 * the boundary around it knows that already.
 */
export function named({ id, Panel }: Panel): Panel['Panel'] {
  if (typeof document !== 'undefined') return Panel;
  return (internals, props) => {
    try {
      return Panel(internals, props);
    } catch (cause) {
      throw new PanelFault(id, cause);
    }
  };
}
