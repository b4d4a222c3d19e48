import type { Seed } from '@docket/core';
import { day } from '../demo.ts';
import type { Added, Carrier } from './carrier.ts';
import { demoCustomers } from './customers.ts';
import { addressOf } from './places.ts';

/** Adds the customers with their people and addresses, before any order. */
export async function addCustomers(
  seed: Seed,
  shop: string,
  { now, size }: Pick<Carrier, 'now' | 'size'>,
): Promise<readonly Added[]> {
  const added: Added[] = [];
  for (const of of demoCustomers) {
    const { name, phone, contacts, sites } = of;
    const { id, ...ids } = await seed.customer(shop, {
      name,
      phone,
      contacts,
      addresses: sites.map((site) => ({ label: site.label, value: addressOf(site) })),
      at: new Date(now.getTime() - (size.days + 30) * day),
    });
    const mayOrder = ids.contacts.filter((_, nth) => contacts[nth]!.rights?.includes('order') ?? true);
    added.push({ of, id, contacts: mayOrder, addresses: ids.addresses, reference: counted(of.letters) });
  }
  return added;
}

/** Numbers of a customer's own, counted on. */
function counted(letters: string): Added['reference'] {
  let last = 100;
  return (at) => {
    last += 1;
    return `${letters}-${at.getUTCFullYear() % 100}-${String(last).padStart(4, '0')}`;
  };
}
