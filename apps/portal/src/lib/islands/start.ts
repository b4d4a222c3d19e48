import { hydrate } from 'svelte';
import { loadEntries } from '#lib/entries/load-entries.ts';
import type { Handed, IslandName, IslandRoot } from './island.ts';
import Living from './Living.svelte';

/**
 * The script of pages with islands: brings each to life where the server drew it. The build makes `/_app/islands.js` of
 * this module (see config.js).
 */
const roots: Readonly<Record<IslandName, () => Promise<{ readonly default: unknown }>>> = {
  part: () => import('#lib/draft/PartForm.svelte'),
  blocks: () => import('#lib/entries/Entries.svelte'),
  link: () => import('#lib/sign-in/LinkForm.svelte'),
  work: () => import('#lib/work/WorkField.svelte'),
  passkey: () => import('#lib/passkey/PasskeyIsland.svelte'),
};

async function wake(target: HTMLElement): Promise<void> {
  const { island, handed = '' } = target.dataset;
  const { face, drawn, props } = JSON.parse(handed) as Handed;
  const [root, entries] = await Promise.all([roots[island as IslandName](), loadEntries(drawn)]);
  hydrate(Living, { target, props: { face, Root: root.default as IslandRoot, props: { ...props, entries } } });
}

for (const target of document.querySelectorAll<HTMLElement>('[data-island]')) void wake(target);
