import { randomUUID } from 'node:crypto';
import { openBrowser } from '@docket/core/testing';
import type { ThingKind, Things } from './things.ts';
import { sessionOf, type Person, type World } from './world.ts';

/** Something of the kind that the person has besides, to be used up. */
export async function freshThings(world: World, kind: ThingKind, person: Person): Promise<Things> {
  const make = makers[kind];
  if (!make) throw new Error(`The matrix makes no fresh "${kind}" yet: add a maker in fresh.ts.`);
  return make(world, person);
}

const makers: Partial<Record<ThingKind, (world: World, person: Person) => Promise<Things>>> = {
  draft: async (world, { shop, things }) => ({ draft: await copyOf(world, shop, 'request', things.draft) }),
  request: async (world, { shop, things }) => ({ request: await copyOf(world, shop, 'request', things.request) }),
  'draft file': async (world, { shop, things }) => ({
    'draft file': await copyOf(world, shop, 'file', things['draft file']),
  }),
  order: freshOrder,
  'order number': freshOrder,
  session: async ({ session, run }, { shop, id }) => {
    await session(shop, 'contact', id);
    const [row] = await run(shop, sessionOf, id);
    return { session: row!['id'] as string };
  },
};

/** The same row under another id. */
async function copyOf({ run }: World, shop: Person['shop'], table: 'request' | 'file', id: Things[ThingKind]) {
  const copy = randomUUID();
  const text = `insert into core.${table} select (jsonb_populate_record(t, jsonb_build_object('id', $1::text))).*
    from core.${table} t where t.id = $2`;
  await run(shop, text, copy, id);
  return copy;
}

async function freshOrder({ platform }: World, { shop, cookie }: Person): Promise<Things> {
  const browser = openBrowser(platform, { base: `/s/${shop}` });
  browser.take(cookie);
  const content = { title: 'To be changed', lines: [{ text: 'text', count: 2 }], files: [] };
  const receipt = await browser.portal.requests.submit.mutate({ id: randomUUID(), kind: 'note', content });
  return { order: receipt.orderId!, 'order number': receipt.number! };
}
