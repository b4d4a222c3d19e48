import type { Platform } from '@docket/core';

/** How many addresses are known; each is a contact's and a member of staff's. */
export const knownPeople = 25;

/** One of these addresses. */
export const knownAddress = (at: number): string => `known${at}@bench.test`;

/** One shop with a signed-in contact and a signed-in owner: their `Cookie` headers. */
export async function seedBench(
  { seed }: Platform,
  addresses: boolean,
): Promise<{ readonly contact: string; readonly staff: string }> {
  // Started again on the same database: only that it starts is measured.
  if (await seed.find('bench')) return { contact: '', staff: '' };
  const shop = await seed.shop({
    slug: 'bench',
    name: 'Bench',
    timeZone: 'America/Chicago',
    currency: 'USD',
    locale: 'en-US',
    units: 'inch',
  });
  const { contacts } = await seed.customer(shop, {
    name: 'Bench Customer',
    contacts: [{ name: 'Contact', email: 'contact@bench.test' }],
  });
  if (addresses) await seedAddresses(seed, shop);
  const owner = await seed.staff(shop, {
    name: 'Owner',
    email: 'owner@bench.test',
    role: 'owner',
    password: 'a long password of the bench',
  });
  return {
    contact: await seed.cookie(shop, { type: 'contact', id: contacts[0]! }),
    staff: await seed.cookie(shop, { type: 'staff', id: owner }),
  };
}

async function seedAddresses(
  seed: Platform['seed'],
  shop: Awaited<ReturnType<Platform['seed']['shop']>>,
): Promise<void> {
  const people = Array.from({ length: knownPeople }, (_, at) => ({ name: `Person ${at}`, email: knownAddress(at) }));
  await seed.customer(shop, { name: 'Known Customer', contacts: people });
  for (const person of people)
    await seed.staff(shop, { ...person, role: 'owner', password: 'a long password of the bench' });
}
