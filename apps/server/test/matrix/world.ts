import { createHash, randomUUID } from 'node:crypto';
import type { Platform } from '@docket/core';
import { openBrowser, proceduresOf, rolePermissions, setUpFactor, type TestBrowser } from '@docket/core/testing';
import { giveTo, uploadTo } from './uploads.ts';
import { powerless, questionHash, type Things } from './things.ts';

/** Words that stand in everything somebody has, and in nothing else. */
export const canaries = { smith: 'quetzal', jones: 'numbat', bravo: 'axolotl', stranger: 'okapi' } as const;
export type Canary = (typeof canaries)[keyof typeof canaries];

/** Somebody with things of the own. */
export interface Person {
  readonly id: string;
  readonly shop: 'alpha' | 'bravo';
  /** Who orders through this person; strangers order for nobody yet. */
  readonly customer: keyof typeof canaries;
  readonly things: Things;
  /** What the browser sends, with the session that `things` does not name: the current one. */
  readonly cookie: string;
}

/** A staff member with a living session. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly cookie: string;
}

/** Two shops on one platform. Everything is asked at the first one, `alpha`. */
export interface World {
  readonly platform: Platform;
  readonly alpha: string;
  readonly bravo: string;
  /** Contact of Smith with every right. */
  readonly sarah: Person;
  /** Another contact of Smith. */
  readonly carl: Person;
  /** Contacts of Smith who lack one right each, by that right. */
  readonly lacking: ReadonlyMap<string, Person>;
  /** Contact of Jones, another customer of the shop. */
  readonly tom: Person;
  /** Contact of a customer of the other shop. */
  readonly beth: Person;
  /** A stranger with a draft in the browser. */
  readonly kim: Person;
  readonly rights: readonly string[];
  /** Staff of every role, and with all permissions but one. */
  readonly staff: readonly Member[];
  readonly owner: Member;
  readonly ownerOfBravo: Member;
  /** What the browser of another operator sends, one who runs the deployment. */
  readonly operator: () => Promise<string>;
  /** The same of one who gave the password alone. */
  readonly operatorHalfway: () => Promise<string>;
  /** An operator who looks into the first shop: what the browser sends there, and how the operator's own session ends. */
  readonly look: () => Promise<{ readonly cookie: string; readonly leave: () => Promise<void> }>;
  /** Runs SQL as the shop's own gate. */
  readonly run: (
    shop: 'alpha' | 'bravo',
    text: string,
    ...values: readonly unknown[]
  ) => Promise<readonly Record<string, unknown>[]>;
  /** Another session of somebody, as a cookie. */
  readonly session: (shop: 'alpha' | 'bravo', type: 'contact' | 'staff', id: string) => Promise<string>;
}

const place = { timeZone: 'UTC', currency: 'USD', locale: 'en-US', units: 'inch' } as const;
/** Of every operator. */
export const operatorPassword = 'eleven blue kettles';

const lines = (canary: string) => [{ text: `${canary} text`, count: '2' }];

/** Founds both shops and gives everybody something of everything. */
export async function openWorld(platform: Platform): Promise<World> {
  const [alpha, bravo] = [
    await found(platform, 'alpha', 'Alpha', 1001),
    await found(platform, 'bravo', canaries.bravo, 500_001),
  ];
  // What operators do, they do to this one.
  await platform.seed.shop({ slug: 'charlie', name: 'Charlie', ...place });
  const ids = { alpha, bravo };
  const run: World['run'] = async (shop, text, ...values) => {
    const name = `matrix.${createHash('sha256').update(text).digest('hex').slice(0, 30)}`;
    const [rows] = await platform.database.withTenant(ids[shop]).run({ name, text, values });
    return rows as Record<string, unknown>[];
  };
  const session: World['session'] = (shop, type, id) => platform.seed.cookie(ids[shop], { type, id });
  const ground = { platform, ids, run, session };
  await switchOn(ground);
  const staff = await hire(ground);
  const ownerOfBravo = await member(ground, 'bravo', 'owner', rolesOf(platform)['owner'] ?? []);

  const smith = await customer(ground, 'alpha', 'smith', ['sarah', 'carl']);
  const jones = await customer(ground, 'alpha', 'jones', ['tom']);
  const bravos = await customer(ground, 'bravo', 'bravo', ['beth']);
  const sarah = await furnish(ground, smith, smith.contacts[0]!, 'sarah');
  const carl = await furnish(ground, smith, smith.contacts[1]!, 'carl');
  const tom = await furnish(ground, jones, jones.contacts[0]!, 'tom');
  const beth = await furnish(ground, bravos, bravos.contacts[0]!, 'beth');
  const rights = await everyRight(ground, sarah.id);
  const lacking = new Map<string, Person>();
  for (const right of rights) {
    const id = await addContact(ground, smith, `without-${right}`, rights);
    lacking.set(right, await furnish(ground, smith, id, `without-${right}`));
    await run(
      'alpha',
      'update core.contact set rights = $1 where id = $2',
      rights.filter((one) => one !== right),
      id,
    );
  }
  const kim = await stranger(ground);
  await platform.settle();
  const people = { sarah, carl, tom, beth };
  await tell(ground, people);
  await run(
    'alpha',
    'update core.tenant set email_match = true, config_version = config_version + 1 where slug = $1',
    'alpha',
  );
  const owner = staff.find(({ name }) => name === 'owner')!;
  const deployment = {
    platform,
    alpha,
    bravo,
    operator: () => operatorOf(platform),
    operatorHalfway: async () => (await newcomerOf(platform)).cookie(),
    look: () => lookOf(platform),
  };
  return { ...deployment, ...people, lacking, kim, rights, staff, owner, ownerOfBravo, run, session };
}

type Ground = Pick<World, 'platform' | 'run' | 'session'> & {
  readonly ids: { readonly alpha: string; readonly bravo: string };
};
type Shop = Person['shop'];

/** Of each shop, the service that it has and the other one has not. */
const serviceOf = { alpha: 'walk', bravo: 'dive' } as const;

async function found({ seed }: Platform, slug: Shop, name: string, first: number): Promise<string> {
  const id = await seed.shop({ slug, name, email: `hello@${name.toLowerCase()}.test`, ...place });
  const plenty = {
    invitesPerShop: 10_000,
    forwardsPerContact: 200,
    forwardsPerShop: 10_000,
    submitsPerHour: 100_000,
    publicSubmitsPerHour: 100_000,
    submitsPerEmailDay: 100_000,
    submitsPerShop: 100_000,
    uploadsPerHour: 100_000,
    readsPerMinute: 1_000_000,
    exportsPerHour: 100,
    importsPerHour: 100,
    hostChecksPerHour: 100,
    // So that contacts have mails to choose among.
    progressMails: true,
  };
  await seed.settings(id, 'core', { ...plenty, firstOrderNumber: first });
  await seed.settings(id, 'errands', { services: [{ id: serviceOf[slug], title: `${name} service` }] });
  return id;
}

/** Plugins that shops switch on themselves are asked like all others, where they answer anything. */
const isAsked = ({ descriptor, server }: Platform['registry']['plugins'][number]): boolean =>
  descriptor.activation !== 'off' || Object.keys({ ...server.api, ...server.downloads }).length > 0;

async function switchOn({ platform, ids }: Ground): Promise<void> {
  const off = platform.registry.plugins.filter((one) => isAsked(one) && one.descriptor.activation === 'off');
  for (const shop of ['alpha', 'bravo'] as const)
    for (const { descriptor } of off) await platform.seed.activate(ids[shop], descriptor.id);
}

/** What each role holds: the core's permissions, and what plugins suggest to it that are on. */
function rolesOf({ registry }: Platform): Readonly<Record<string, readonly string[]>> {
  const brought = registry.plugins.filter(isAsked).flatMap(({ descriptor }) => descriptor.permissions ?? []);
  const suggested = (role: string): readonly string[] =>
    brought.filter(({ suggest = [] }) => role === 'owner' || suggest.includes(role)).map(({ id }) => id);
  return Object.fromEntries(Object.entries(rolePermissions).map(([role, own]) => [role, [...own, ...suggested(role)]]));
}

/** Every role as it is, and everything but one permission, for each permission there is. */
async function hire(ground: Ground): Promise<readonly Member[]> {
  const gates = proceduresOf(ground.platform.registry.plugins).map(({ gate }) => gate);
  const asked = gates.flatMap((gate) => (gate.door === 'staff' ? [gate.permission ?? []] : [])).flat();
  const all = [...new Set<string>([...Object.values(rolePermissions).flat(), ...asked])].toSorted();
  const roles = Object.entries(rolesOf(ground.platform));
  const without = all.map((one) => [`all but ${one}`, all.filter((other) => other !== one)] as const);
  const hired: Member[] = [];
  for (const [name, permissions] of [...roles, ...without])
    hired.push(await member(ground, 'alpha', name, permissions));
  return hired;
}

async function member(
  { run, session, ids }: Ground,
  shop: Shop,
  name: string,
  permissions: readonly string[],
): Promise<Member> {
  const id = randomUUID();
  const email = `${name.replaceAll(/\W/g, '-')}@staff.test`;
  const role = `insert into core.role (tenant_id, id, permissions) values ($1, $2, $3) on conflict do nothing`;
  await run(shop, role, ids[shop], name, permissions);
  const insert = `insert into core.staff (tenant_id, id, name, email, role) values ($1, $2, $3, $4, $3)`;
  await run(shop, insert, ids[shop], id, name, email);
  return { id, name, permissions, cookie: await session(shop, 'staff', id) };
}

interface Party {
  readonly shop: Shop;
  readonly customer: keyof typeof canaries;
  readonly id: string;
  readonly slug: string;
  readonly contacts: readonly string[];
}

const emailOf = (name: string, canary: string): string => `${name}@${canary}.test`;

async function customer(
  { platform: { seed }, run, ids }: Ground,
  shop: Shop,
  who: keyof typeof canaries,
  people: readonly string[],
): Promise<Party> {
  const canary = canaries[who];
  const contacts = people.map((name) => ({ name: `${name} ${canary}`, email: emailOf(name, canary) }));
  const made = await seed.customer(ids[shop], {
    name: `${canary} & Sons`,
    contacts,
    addresses: [{ label: `${canary} dock`, value: { street: `1 ${canary} Road` } }],
  });
  await run(shop, 'update core.customer set note = $1, phone = $1 where id = $2', `${canary} note`, made.id);
  return { shop, customer: who, ...made };
}

async function everyRight({ platform, run }: Ground, contact: string): Promise<readonly string[]> {
  const [row] = await run('alpha', 'select rights from core.contact where id = $1', contact);
  const gates = proceduresOf(platform.registry.plugins).map(({ gate }) => gate);
  const asked = gates.flatMap((gate) => (gate.door === 'portal' && gate.right !== undefined ? [gate.right] : []));
  const rights = [...new Set([...(row!['rights'] as string[]), ...asked])].toSorted();
  await run('alpha', 'update core.contact set rights = $1', rights);
  return rights;
}

async function addContact(
  { run, ids }: Ground,
  { shop, id, customer: who }: Party,
  name: string,
  rights: readonly string[],
) {
  const contact = randomUUID();
  const insert = `insert into core.contact (tenant_id, id, customer_id, name, email, rights) values ($1, $2, $3, $4, $5, $6)`;
  const canary = canaries[who];
  await run(shop, insert, ids[shop], contact, id, `${name} ${canary}`, emailOf(name, canary), rights);
  return contact;
}

const browserAt = ({ platform }: Ground, shop: Shop): TestBrowser => openBrowser(platform, { base: `/s/${shop}` });

/** A draft with a file and an upload that has not ended. */
async function draftOf(browser: TestBrowser, shop: Shop, canary: string, begun: object) {
  const { id } = await browser.portal.requests.begin.mutate({ kind: 'note', ...begun });
  await browser.portal.requests.save.mutate({ id, part: 'what', base: 0, form: { title: `${canary} title` } });
  const file = await uploadTo(browser, id, `${canary}.png`);
  const form = { lines: lines(canary), files: [file] };
  await browser.portal.requests.save.mutate({ id, part: 'lines', base: 0, form, keepMine: true });
  const metadata = `draft ${btoa(id)},name ${btoa(`${canary}.txt`)}`;
  const headers = { 'tus-resumable': '1.0.0', 'upload-length': '10', 'upload-metadata': metadata };
  const created = await browser.fetch('/files/tus', { method: 'POST', headers });
  return { id, file, upload: created.headers.get('location')!.split('/').at(-1)! };
}

/** A contact with a draft, an order, a spare session, and a request that a stranger sent in its name. */
async function furnish(ground: Ground, party: Party, id: string, name: string): Promise<Person> {
  const { shop, customer: who, slug } = party;
  const canary = canaries[who];
  const cookie = await ground.session(shop, 'contact', id);
  const browser = browserAt(ground, shop);
  browser.take(cookie);
  const sent = await draftOf(browser, shop, canary, {});
  const { orderId, number } = await browser.portal.requests.submit.mutate({ id: sent.id });
  const draft = await draftOf(browser, shop, canary, {});
  await ground.session(shop, 'contact', id);
  const [spare] = await ground.run(shop, sessionOf, id);
  const things: Things = {
    draft: draft.id,
    'draft file': draft.file,
    upload: draft.upload,
    order: orderId!,
    'order number': number!,
    'order file': sent.file,
    ...(await givenOf(ground, browser, shop, orderId!, canary)),
    session: spare!['id'] as string,
    customer: party.id,
    'customer’s link': `${slug}/${party.id}`,
    slug,
    passkey: await passkeyOf(ground, party, 'contact_id', id),
    'staff’s passkey': await passkeyOf(ground, party, 'staff_id', await bystander(ground, shop)),
    ...(await companyOf(ground, party)),
    logo: await logoOf(ground, shop),
    service: serviceOf[shop],
    ...(await handsOf(ground, shop, canary)),
    export: await exportOf(ground, party, id),
    import: await importOf(ground.run, shop, party.id, 'read', canary),
    'finished import': await importOf(ground.run, shop, party.id, 'done', canary),
    change: await changeOf(ground.run, shop, orderId!),
    question: await questionOf(ground.run, shop, orderId!, canary),
    'waiting request': await waitingOf(ground.run, shop, orderId!),
    request: await requestInTheNameOf(ground, shop, canary, emailOf(name, canary)),
  };
  return { id, shop, customer: who, things, cookie };
}

/** Files that a plugin was given for an order: one that it shows, and one that it hides. */
async function givenOf({ run }: Ground, browser: TestBrowser, shop: Shop, order: string, canary: string) {
  await giveTo(browser, order, canary);
  await run(shop, `update core.file set shown = name not like '%hidden%' where order_id = $1`, order);
  const files = await run(shop, 'select id from core.file where order_id = $1 order by shown desc', order);
  const [shown, hidden] = files.map(({ id }) => String(id));
  return { 'shown file': shown!, 'hidden file': hidden! };
}

/** A passkey that somebody could sign in with. */
async function passkeyOf(
  { run, ids }: Ground,
  { shop, customer: who }: Party,
  column: 'contact_id' | 'staff_id',
  owner: string,
): Promise<string> {
  const id = randomUUID();
  const email = column === 'contact_id' ? 'select lower(email) from core.contact where id = $3::uuid' : 'select null';
  const insert = `insert into core.passkey
      (tenant_id, id, ${column}, email, rp_id, credential_id, public_key, counter, transports, name)
    values ($1::uuid, $2::uuid, $3::uuid, (${email}), 'shop.test', $2::text::bytea, '', 0, '{}', $4)`;
  await run(shop, insert, ids[shop], id, owner, `${canaries[who]} phone`);
  return id;
}

/** A staff member who asks nothing. */
async function bystander({ run, ids }: Ground, shop: Shop): Promise<string> {
  const id = randomUUID();
  const insert = `insert into core.staff (tenant_id, id, name, email, role)
    values ($1, $2::uuid, 'bystander', $2::text || '@staff.test', 'read-only')`;
  await run(shop, insert, ids[shop], id);
  return id;
}

/** Somebody of the shop whose role holds nothing, one who was removed, and such a role that nobody has. */
async function handsOf({ run, ids }: Ground, shop: Shop, canary: string): Promise<Things> {
  const addRole = `insert into core.role (tenant_id, id, name, permissions) values ($1, $2, $3, '{}') on conflict do nothing`;
  const addMember = `insert into core.staff (tenant_id, id, name, email, role, state) values ($1, $2, $3, $4, $5, $6)`;
  const [role, hand, removed] = [randomUUID(), randomUUID(), randomUUID()];
  await run(shop, addRole, ids[shop], powerless, 'Powerless');
  await run(shop, addRole, ids[shop], role, `${canary} role`);
  await run(shop, addMember, ids[shop], hand, `hand ${canary}`, emailOf(hand, canary), powerless, 'active');
  await run(shop, addMember, ids[shop], removed, `old hand ${canary}`, emailOf(removed, canary), powerless, 'removed');
  return { role, 'staff member': hand, 'removed staff member': removed };
}

/** A link to the own data. */
async function exportOf({ run, ids }: Ground, { shop, id }: Party, contact: string): Promise<string> {
  const made = randomUUID();
  const text = `insert into core.export (tenant_id, id, customer_id, contact_id, asked_by_type, asked_by, created_at, expires_at)
    values ($1, $2, $3, $4, 'contact', $4, now(), now() + interval '7 days')`;
  await run(shop, text, ids[shop], made, id, contact);
  return made;
}

/** The same as the order, asked for once more, that waits for a decision. Its files are the other one's. */
export async function waitingOf(run: World['run'], shop: Shop, order: string): Promise<string> {
  const id = randomUUID();
  const text = `insert into core.request (tenant_id, id, intent, kind, door, flow, state, customer_id, contact_id, proof, submitted,
      submitted_hash, kind_version, decision, submitted_at)
    select o.tenant_id, $1, 'create', o.kind, 'portal', o.flow, 'waiting', o.customer_id, o.contact_id, 'session',
      jsonb_set(v.content, '{files}', '[]'), 'unknown', v.kind_version, '{}', now()
    from core.orders o join core.order_version v on v.tenant_id = o.tenant_id and v.order_id = o.id where o.id = $2`;
  await run(shop, text, id, order);
  return id;
}

/** A change of the order that waits for a decision. */
export async function changeOf(run: World['run'], shop: Shop, order: string): Promise<string> {
  const id = randomUUID();
  const text = `insert into core.request (tenant_id, id, intent, kind, door, flow, state, customer_id, contact_id, proof, submitted,
      submitted_hash, kind_version, order_id, base_version, decision, submitted_at)
    select o.tenant_id, $1, 'change', o.kind, 'portal', o.flow, 'waiting', o.customer_id, o.contact_id, 'session',
      jsonb_set(v.content, '{title}', to_jsonb(v.content ->> 'title' || ' changed')), 'unknown', v.kind_version, o.id, 1, '{}', now()
    from core.orders o join core.order_version v on v.tenant_id = o.tenant_id and v.order_id = o.id where o.id = $2`;
  await run(shop, text, id, order);
  return id;
}

/** A file with one customer, not confirmed or done; it made nobody. */
export async function importOf(
  run: World['run'],
  shop: Shop,
  of: string,
  state: 'read' | 'done',
  name = 'Fresh',
): Promise<string> {
  const id = randomUUID();
  const text = `insert into core.customer_import (tenant_id, id, by, file, created_at, state, header, lines, columns, finished_at)
    select tenant_id, $1, '{"type":"system"}', $3::text || '.csv', now(), $4, '["Customer"]',
      jsonb_build_array(jsonb_build_object('at', 2, 'cells', jsonb_build_array($3::text))), '["name"]', now()
    from core.customer where id = $2`;
  await run(shop, text, id, of, name, state);
  return id;
}

/** A colleague without rights, one who was removed, an address, an open invitation and a program's key. */
async function companyOf({ run, ids }: Ground, { shop, id, customer: who }: Party): Promise<Things> {
  const canary = canaries[who];
  const people = `insert into core.contact (tenant_id, id, customer_id, name, email, rights, removed_at)
    values ($1, $2, $3, $4, $5, '{}', $6)`;
  const [contact, removed, invitation] = [randomUUID(), randomUUID(), randomUUID()];
  await run(shop, people, ids[shop], contact, id, `colleague ${canary}`, emailOf(contact, canary), null);
  await run(shop, people, ids[shop], removed, id, `former ${canary}`, emailOf(removed, canary), new Date());
  const [kept] = await run(shop, 'select id from core.address where customer_id = $1 limit 1', id);
  const open = `insert into core.challenge (tenant_id, id, purpose, subject, salt, secret_hash, expires_at)
    values ($1, $2, 'portal-invitation', $3, '', '', now() + interval '1 day')`;
  await run(shop, open, ids[shop], invitation, contact);
  const address = kept!['id'] as string;
  const key = randomUUID();
  const made = `insert into core.api_key (tenant_id, id, contact_id, name, key_hash, made_at)
    values ($1, $2::uuid, $3, $4, $2::text::bytea, now())`;
  await run(shop, made, ids[shop], key, contact, `program ${canary}`);
  const twins = await twinsOf({ run, ids }, shop, id, canary);
  return {
    ...twins,
    contact,
    'person of a customer': `${id}/${contact}`,
    'removed contact': removed,
    'removed person of a customer': `${id}/${removed}`,
    address,
    'place of a customer': `${id}/${address}`,
    invitation,
    key,
  };
}

/** Something that the notes ask the order's customer. */
export async function questionOf(run: World['run'], shop: Shop, order: string, words = 'notes'): Promise<string> {
  const id = randomUUID();
  const insert = `insert into core.approval (tenant_id, id, order_id, plugin, subject, version, title, title_values, lines, hash,
      state, asked_at, asked_by)
    select tenant_id, $1, id, 'notes', $1, 1, $3, '{}', '[]', $4, 'open', now(), '{"type":"system"}' from core.orders where id = $2`;
  await run(shop, insert, id, order, `${words} question`, questionHash);
  return id;
}

/** The shop's logo: one for all of its people. */
async function logoOf({ run, ids }: Ground, shop: Shop): Promise<string> {
  const insert = `insert into core.logo (tenant_id, id, webp, png, width, height, created_at)
    select $1, $2, $3, $3, 1, 1, now() where not exists (select from core.logo)`;
  await run(shop, insert, ids[shop], randomUUID(), Buffer.from('picture'));
  const [row] = await run(shop, 'select id from core.logo');
  const show = `update core.tenant set logo = jsonb_build_object('id', $2::text, 'width', 1, 'height', 1) where id = $1`;
  await run(shop, show, ids[shop], row!['id']);
  return row!['id'] as string;
}

/** A customer that may be the same one, and one that was merged into it. */
async function twinsOf(ground: Pick<Ground, 'run' | 'ids'>, shop: Shop, id: string, canary: string): Promise<Things> {
  const [twin, former] = [randomUUID(), randomUUID()];
  const insert = `insert into core.customer (tenant_id, id, name, slug, state) values ($1, $2, $3, $4, 'active')`;
  await ground.run(shop, insert, ground.ids[shop], twin, `${canary} twin`, twin);
  await ground.run(shop, insert, ground.ids[shop], former, `${canary} former twin`, former);
  return { 'two customers': `${twin}/${id}`, merge: await mergeOf(ground, shop, former, twin) };
}

/** Merges a customer that has nothing into another one. */
export async function mergeOf(
  { run }: Pick<Ground, 'run'>,
  shop: Shop,
  merged: string | number,
  surviving: string | number,
): Promise<string> {
  const id = randomUUID();
  const insert = `insert into core.customer_merge (tenant_id, id, merged_id, surviving_id, at, by, moved)
    select tenant_id, $1, id, $3, now(), '{"type":"system"}', '{"was":"active","before":{},"after":{}}' from core.customer where id = $2`;
  await run(shop, insert, id, merged, surviving);
  await run(shop, `update core.customer set state = 'merged' where id = $1`, merged);
  return id;
}

export const sessionOf = `select id from core.session where actor_id = $1 order by id desc limit 1`;

async function requestInTheNameOf(ground: Ground, shop: Shop, canary: string, email: string): Promise<string> {
  const browser = browserAt(ground, shop);
  const introduction = { name: `${canary} sender`, email, company: `${canary} company`, trap: 'filled' };
  const { id } = await draftOf(browser, shop, canary, { introduction });
  const receipt = await browser.portal.requests.submit.mutate({ id });
  if (receipt.state !== 'waiting') throw new Error(`The request is ${receipt.state}, and should wait.`);
  return id;
}

async function stranger(ground: Ground): Promise<Person> {
  const browser = browserAt(ground, 'alpha');
  const canary = canaries.stranger;
  const introduction = { name: canary, email: emailOf('kim', canary), company: canary, trap: '' };
  const { id, file, upload } = await draftOf(browser, 'alpha', canary, { introduction });
  const things = { draft: id, 'draft file': file, upload, logo: await logoOf(ground, 'alpha') };
  return { id: 'kim', shop: 'alpha', customer: 'stranger', things, cookie: browser.cookie() };
}

/** An operator who gave the password, and is to set up a second factor. */
async function newcomerOf(platform: Platform): Promise<TestBrowser> {
  const invited = { name: 'Olive', email: `${randomUUID()}@docket.test` };
  const link = await platform.operators.access.invite({ type: 'command' }, invited, new Date());
  const browser = openBrowser(platform);
  const token = link.split('/').at(-1)!;
  await browser.operator.access.setPassword.mutate({ token, password: operatorPassword });
  return browser;
}

async function lookOf(platform: Platform): Promise<Awaited<ReturnType<World['look']>>> {
  const browser = await newcomerOf(platform);
  await setUpFactor(browser, operatorPassword);
  await browser.operator.shops.look.mutate({ slug: 'alpha', reason: 'Ticket 7: an order is missing.' });
  const cookie = browser
    .cookie()
    .split('; ')
    .find((one) => one.startsWith('docket-staff-alpha='))!;
  return { cookie, leave: () => browser.operator.access.signOut.mutate({}) };
}

async function operatorOf(platform: Platform): Promise<string> {
  const browser = await newcomerOf(platform);
  await setUpFactor(browser, operatorPassword);
  return browser.cookie();
}

/** A notice in a bell of each shop for everybody's order. */
async function tell({ run }: Ground, people: Readonly<Record<string, Person>>): Promise<void> {
  for (const { shop, things } of Object.values(people)) {
    const text = `select id from core.notice where channel = 'bell' and subject_id in ($1, $2) order by id limit 1`;
    const [row] = await run(shop, text, things.request, things.order);
    things.notice = row!['id'] as string;
  }
}
