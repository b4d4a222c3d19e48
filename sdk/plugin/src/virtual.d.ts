// No import at the top: the declaration must stand in a file that is no module itself.

declare module 'virtual:docket/ui' {
  import type { Component } from 'svelte';

  /**
   * The UI entries of the distribution's plugins, by `entryName`. Which of them are active for the shop is in
   * `AppScope.entries`. Import this module dynamically only (see `docketUi`).
   */
  export const entries: Readonly<
    Record<string, () => Promise<{ readonly default: Component<Record<string, unknown>> }>>
  >;
}
