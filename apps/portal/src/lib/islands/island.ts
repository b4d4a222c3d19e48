import type { Component } from 'svelte';
import type { Drawn, LoadedEntry } from '#lib/entries/drawn.ts';
import type { PageFace } from '#lib/page/page-face.svelte.ts';

/** The pieces of pages that live on in the browser; everything else is HTML and forms alone. */
export type IslandName = 'part' | 'blocks' | 'link' | 'work' | 'passkey';

/** What an island is drawn from: JSON, but for the code of its entries. */
export interface IslandProps {
  readonly entries: readonly LoadedEntry[];
}

/** An island's component, whichever it is: each takes `entries` and what its page gives it besides. */
export type IslandRoot = Component<Record<string, unknown>>;

/** What a page hands to the browser, for the island to be drawn again there. */
export interface Handed {
  readonly face: PageFace;
  readonly drawn: readonly Drawn[];
  readonly props: Readonly<Record<string, unknown>>;
}
