import type { Panel } from '@docket/ui';
import type { Settings } from '#lib/core.ts';

/** A plugin's component that a page is about to draw. */
export interface Drawn {
  /** Its name in the registry. */
  readonly name: string;
  readonly plugin: string;
  /** The plugin's public settings. */
  readonly settings: Settings;
  /** What it alone gets beside that: JSON. */
  readonly given?: Readonly<Record<string, unknown>>;
}

/** The same with its code at hand. */
export interface LoadedEntry extends Drawn {
  readonly Panel: Panel['Panel'];
}
