import type { Platform } from '@docket/core';
import type { DemoSize, FillShop } from './demo.ts';
import { demoOf } from './demos.ts';
import { inkworks } from './inkworks/inkworks.ts';
import { northway } from './northway/northway.ts';

/** What fills each demo shop. One draws its artwork with libvips, which no other start has to load. */
const fillers: Readonly<Record<string, () => Promise<FillShop>>> = {
  [inkworks.slug]: async () => (await import('./inkworks/fill.ts')).fillInkworks,
  [northway.slug]: async () => (await import('./northway/fill.ts')).fillNorthway,
};

/** Fills a database that is without the distribution's demo shop with it; does nothing when it is there. Prints how far it is. */
export async function fillDemo(platform: Platform, size?: DemoSize): Promise<void> {
  const demo = demoOf(platform.registry.distribution);
  if (await platform.seed.find(demo.slug)) return;
  const begun = Date.now();
  console.log(`Filling the demo shop "${demo.name}" …`);
  const fill = await fillers[demo.slug]!();
  await fill(platform, size ?? demo.size);
  console.log(`Filled in ${((Date.now() - begun) / 1000).toFixed(1)} s.`);
}

/** Removes the demo shop with everything in it. */
export async function wipeDemo(platform: Platform): Promise<void> {
  const { slug } = demoOf(platform.registry.distribution);
  const shop = await platform.seed.find(slug);
  if (shop === undefined) {
    console.log('There is no demo shop.');
    return;
  }
  await platform.seed.erase(shop);
  console.log('The demo shop is removed, with all its data and files.');
}
