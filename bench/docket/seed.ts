import type { Platform } from '@docket/core';

/** One shop with a signed-in contact and a signed-in owner: their `Cookie` headers. */
export async function seedBench({ seed }: Platform): Promise<{ readonly contact: string; readonly staff: string }> {
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
