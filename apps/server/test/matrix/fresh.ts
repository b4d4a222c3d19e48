import { randomUUID } from 'node:crypto';
import { openBrowser } from '@docket/core/testing';
import type { ThingKind, Things } from './things.ts';
import { changeOf, importOf, mergeOf, questionOf, sessionOf, waitingOf, type Person, type World } from './world.ts';

/** Something of the kind that the person has besides, to be used up. */
export async function freshThings(world: World, kind: ThingKind, person: Person): Promise<Things> {
  const make = makers[kind];
  if (!make) throw new Error(`The matrix makes no fresh "${kind}" yet: add a maker in fresh.ts.`);
  return make(world, person);
}

const makers: Partial<Record<ThingKind, (world: World, person: Person) => Promise<Things>>> = {
  draft: async (world, { shop, things }) => ({ draft: await copyOfRequest(world, shop, things.draft) }),
  request: async (world, { shop, things }) => ({ request: await copyOfRequest(world, shop, things.request) }),
  'draft file': async (world, { shop, things }) => ({
    'draft file': await copyOf(world, shop, 'file', things['draft file']),
  }),
  customer: freshCustomer,
  'customer’s link': freshCustomer,
  'two customers': async (world, person) => {
    const [one, other] = [await freshCustomer(world, person), await freshCustomer(world, person)];
    return { 'two customers': `${one.customer}/${other.customer}` };
  },
  merge: freshMerge,
  import: async ({ run }, { shop, things }) => ({ import: await importOf(run, shop, String(things.customer), 'read') }),
  'finished import': async ({ run }, { shop, things }) => ({
    'finished import': await importOf(run, shop, String(things.customer), 'done'),
  }),
  contact: freshContact,
  'person of a customer': freshContact,
  'removed contact': removedContact,
  'removed person of a customer': removedContact,
  address: freshAddress,
  'place of a customer': freshAddress,
  invitation: async ({ run }, { shop, things }) => {
    const id = randomUUID();
    const text = `insert into core.challenge (tenant_id, id, purpose, subject, salt, secret_hash, expires_at)
      select tenant_id, $1::uuid, 'portal-invitation', $1::text, '', '', expires_at from core.challenge where id = $2`;
    await run(shop, text, id, things.invitation);
    return { invitation: id };
  },
  key: async ({ run }, { shop, things }) => {
    const id = randomUUID();
    const text = `insert into core.api_key (tenant_id, id, contact_id, name, key_hash, made_at)
      select tenant_id, $1::uuid, contact_id, name, $1::text::bytea, made_at from core.api_key where id = $2`;
    await run(shop, text, id, things.key);
    return { key: id };
  },
  role: freshRole,
  'staff member': (world, person) => freshMember(world, person, 'active'),
  'removed staff member': (world, person) => freshMember(world, person, 'removed'),
  order: freshOrder,
  'order number': freshOrder,
  'waiting request': async ({ run }, { shop, things }) => ({
    'waiting request': await waitingOf(run, shop, String(things.order)),
  }),
  change: async (world, person) => {
    const { order } = await freshOrder(world, person);
    return { change: await changeOf(world.run, person.shop, String(order)) };
  },
  question: async ({ run }, { shop, things }) => ({ question: await questionOf(run, shop, String(things.order)) }),
  passkey: async ({ run }, { shop, things }) => {
    const id = randomUUID();
    const text = `insert into core.passkey select (jsonb_populate_record(p, jsonb_build_object('id', $1::text, 'credential_id', '\\x' || encode($1::text::bytea, 'hex')))).*
      from core.passkey p where p.id = $2`;
    await run(shop, text, id, things.passkey);
    return { passkey: id };
  },
  session: async ({ session, run }, { shop, id }) => {
    await session(shop, 'contact', id);
    const [row] = await run(shop, sessionOf, id);
    return { session: row!['id'] as string };
  },
};

/** Bought nothing, and is nobody's to be missed. */
async function freshCustomer({ run }: World, { shop, things }: Person): Promise<Things> {
  const id = randomUUID();
  const text = `insert into core.customer (tenant_id, id, name, slug, state)
    select tenant_id, $1::uuid, name, 'fresh-' || $1::text, 'active' from core.customer where id = $2`;
  await run(shop, text, id, things.customer);
  return { customer: id, 'customer’s link': `fresh-${id}/${id}` };
}

async function freshMerge(world: World, person: Person): Promise<Things> {
  const [one, other] = [await freshCustomer(world, person), await freshCustomer(world, person)];
  return { merge: await mergeOf(world, person.shop, one.customer!, other.customer!) };
}

/** Former fresh ones go, and whom somebody added: a customer may have a hundred people. */
async function freshContact({ run }: World, { shop, things }: Person): Promise<Things> {
  const id = randomUUID();
  await run(shop, `delete from core.contact where email like '%@nobody.test'`);
  const text = `insert into core.contact (tenant_id, id, customer_id, name, email, rights)
    select tenant_id, $1::uuid, id, 'Fresh', $1::text || '@nobody.test', '{}' from core.customer where id = $2`;
  await run(shop, text, id, things.customer);
  return { contact: id, 'person of a customer': `${things.customer}/${id}` };
}

async function freshRole({ run }: World, { shop, things }: Person): Promise<Things> {
  const id = randomUUID();
  const text = `insert into core.role (tenant_id, id, name, permissions)
    select tenant_id, $1, 'Fresh', '{}' from core.role where id = $2`;
  await run(shop, text, id, things.role);
  return { role: id };
}

/** Former fresh ones go: a list holds so many. */
async function freshMember({ run }: World, { shop, things }: Person, state: 'active' | 'removed'): Promise<Things> {
  const id = randomUUID();
  await run(shop, `delete from core.staff where name = 'Fresh'`);
  const text = `insert into core.staff (tenant_id, id, name, email, role, state, totp_secret)
    select tenant_id, $1::uuid, 'Fresh', $1::text || '@nobody.test', role, $3, 'sealed' from core.staff where id = $2`;
  await run(shop, text, id, things['staff member'], state);
  return { 'staff member': id, 'removed staff member': id };
}

async function removedContact(world: World, person: Person): Promise<Things> {
  const { contact, 'person of a customer': both } = await freshContact(world, person);
  await world.run(person.shop, 'update core.contact set removed_at = now() where id = $1', contact);
  return { 'removed contact': contact!, 'removed person of a customer': both! };
}

async function freshAddress({ run }: World, { shop, things }: Person): Promise<Things> {
  const id = randomUUID();
  const text = `insert into core.address (tenant_id, id, customer_id, label, value)
    select tenant_id, $1::uuid, id, $1::text, '{"street":"1 Fresh Street"}' from core.customer where id = $2`;
  await run(shop, text, id, things.customer);
  return { address: id, 'place of a customer': `${things.customer}/${id}` };
}

/** The same request without its files: they are the other one's, and an order of this one may not name them. */
async function copyOfRequest(world: World, shop: Person['shop'], id: Things[ThingKind]) {
  const copy = await copyOf(world, shop, 'request', id);
  const text = `update core.request set content = jsonb_set(content, '{files}', '[]', false),
    submitted = jsonb_set(submitted, '{files}', '[]', false) where id = $1`;
  await world.run(shop, text, copy);
  return copy;
}

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
