import { notePlugin, tallyPlugin } from '@docket/core/testing';
import { defineDistribution } from '@docket/sdk';

// Copied there by the story: what holds a component here would be a package of components.
const component = import.meta.resolve('../../.docket/blocks/Tallies.svelte');
const tallies = {
  ...tallyPlugin(),
  ui: [
    { type: 'slot', slot: 'portal.order.detail', id: 'tally', component },
    // A block whose id names a mutation: the page that is only shown must not call it.
    { type: 'slot', slot: 'portal.order.sent', id: 'ask', component },
    { type: 'slot', slot: 'admin.order.main', id: 'counts', component },
    { type: 'slot', slot: 'admin.order.side', id: 'nothing', component },
  ],
} as const;

/** A shop whose orders have blocks of a plugin at every place. */
export default defineDistribution({ name: 'blocks', title: 'Blocks', plugins: [notePlugin(), tallies] });
