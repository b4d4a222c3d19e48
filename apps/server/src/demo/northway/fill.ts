import type { Platform } from '@docket/core';
import { chanceOf } from '../chance.ts';
import type { DemoSize } from '../demo.ts';
import { addCharges } from './add-charges.ts';
import { addCustomers } from './add-customers.ts';
import { addOrders } from './add-orders.ts';
import { addWaiting } from './add-waiting.ts';
import type { Chapter } from './carrier.ts';
import { northway, staff } from './northway.ts';
import { setUp } from './set-up.ts';

/** What is filled, one after the other. */
const chapters: readonly Chapter[] = [setUp, addOrders, addWaiting, addCharges];

/** Founds the carrier with its people and customers, and fills it chapter by chapter. */
export async function fillNorthway(platform: Platform, size: DemoSize): Promise<void> {
  const { seed, operators, registry } = platform;
  const now = new Date();
  const shop = await seed.shop({
    slug: northway.slug,
    name: northway.name,
    email: 'hello@northway.test',
    timeZone: 'Europe/Brussels',
    currency: 'EUR',
    locale: 'en-GB',
    units: 'mm',
    brandColor: '#0b5d6e',
    demo: true,
  });
  const plugins = registry.plugins.map(({ descriptor }) => descriptor.id);
  await operators.shops.provision({ type: 'command' }, northway.slug, plugins);
  const crew = {
    owner: await seed.staff(shop, { ...staff.owner, role: 'owner' }),
    dispatcher: await seed.staff(shop, { ...staff.dispatcher, role: 'manager' }),
  };
  const customers = await addCustomers(seed, shop, { now, size });
  const carrier = { platform, shop, crew, chance: chanceOf(7), now, size, customers, orders: [] };
  for (const chapter of chapters) await chapter(carrier);
}
