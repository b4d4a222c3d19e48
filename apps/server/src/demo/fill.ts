import type { Platform } from '@docket/core';
import type { DemoSize } from './demo.ts';
import { demoOf } from './demos.ts';

/** Fills a database that is without the distribution's demo shop with it; does nothing when it is there. Prints how far it is. */
export async function fillDemo(platform: Platform, size?: DemoSize): Promise<void> {
  const demo = demoOf(platform.registry.distribution);
  if (await platform.seed.find(demo.slug)) return;
  const begun = Date.now();
  console.log(`Filling the demo shop "${demo.name}" …`);
  const fill = await demo.load();
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
