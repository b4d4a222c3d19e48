import { hydrate, unmount } from 'svelte';
import { loadEntries } from '#lib/entries/load-entries.ts';
import { awoke, exchanged } from './exchanged.ts';
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

const known = new WeakSet<HTMLElement>();
const awake = new Map<HTMLElement, Record<string, unknown>>();

async function wake(target: HTMLElement): Promise<void> {
  known.add(target);
  const { island, handed = '' } = target.dataset;
  const { face, drawn, props } = JSON.parse(handed) as Handed;
  const [root, entries] = await Promise.all([roots[island as IslandName](), loadEntries(drawn)]);
  const living = hydrate(Living, {
    target,
    props: { face, Root: root.default as IslandRoot, props: { ...props, entries } },
  });
  awake.set(target, living);
  document.dispatchEvent(new Event(awoke));
}

/** Brings to life what is new on the page, and lets go of what is gone from it. */
function wakeAll(): void {
  for (const [target, living] of awake) {
    if (target.isConnected) continue;
    awake.delete(target);
    void unmount(living);
  }
  for (const target of document.querySelectorAll<HTMLElement>('[data-island]'))
    if (!known.has(target)) void wake(target);
}

document.addEventListener(exchanged, wakeAll);
wakeAll();
