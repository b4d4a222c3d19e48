import { sql } from 'kysely';
import { previewJar } from '../cookies.ts';
import type { CookieJar, CookieName, Edge } from '../edge.ts';
import type { Database } from '../kernel/database.ts';
import { newId } from '../kernel/ids.ts';
import { secretKeys } from '../kernel/secret-box.ts';
import { json, statement } from '../kernel/statement.ts';
import { callerFactory, router } from '../procedures.ts';
import type { Shop } from '../tenants/tenants.ts';
import { coreSettings } from '../core-settings.ts';
import { createCustomers } from '../customers/customers.ts';
import { customersPortalRouter } from '../customers/portal-router.ts';
import { customersStaffRouter } from '../customers/staff-router.ts';
import { importsStaffRouter } from '../customers/importing/staff-router.ts';
import { corePermissions, createAccess, firstRoles } from '../access/access.ts';
import { createAccount } from '../access/account.ts';
import { accountRouter } from '../access/account-router.ts';
import { createBundles } from '../access/bundles.ts';
import { createLooks } from '../access/looks.ts';
import { createLooseCounts } from '../access/loose-counts.ts';
import { createContactSignIn } from '../access/contact-sign-in.ts';
import { accessPortalRouter } from '../access/portal-router.ts';
import { createEmailMatch } from '../access/email-match.ts';
import { createForgotten } from '../access/forgotten.ts';
import { createMembers } from '../access/members.ts';
import { membersRouter, rolesRouter } from '../access/members-router.ts';
import { createInvitations } from '../access/invitations.ts';
import { createOwnPasskeys } from '../access/own-passkeys.ts';
import { createPasskeySignIn } from '../access/passkey-sign-in.ts';
import { passkeysPortalRouter, passkeysStaffRouter } from '../access/passkeys-router.ts';
import { createSecondStep } from '../access/second-step.ts';
import { createPreviews } from '../access/previews.ts';
import { createSessions } from '../access/sessions.ts';
import { sealPassword } from '../access/passwords.ts';
import { seedSession } from '../access/seeding.ts';
import { insertMember } from '../access/store-staff.ts';
import { createSecondFactor } from '../access/second-factor.ts';
import { createStaffLinks } from '../access/staff-links.ts';
import { createStaffSessions } from '../access/staff-sessions.ts';
import { createStaffSignIn } from '../access/staff-sign-in.ts';
import { accessStaffRouter } from '../access/staff-router.ts';

/** A browser: cookies that stay between calls, and where it is seen from. */
export interface Browser {
  readonly cookies: CookieJar & { readonly kept: Map<CookieName, string> };
  readonly address: string;
  /** The host in its address bar; that of the configured address unless one is given. */
  readonly host?: string;
}

let visitors = 0;

/** A browser without cookies, from an address of its own unless one is given. */
export function browser(address = `10.0.${++visitors >> 8}.${visitors & 255}`): Browser {
  const kept = new Map<CookieName, string>();
  const cookies: Browser['cookies'] = {
    kept,
    get: (name: CookieName) => kept.get(name),
    set: (name: CookieName, value: string) => void kept.set(name, value),
    clear: (name: CookieName) => void kept.delete(name),
    of: () => cookies,
    changes: () => [],
  };
  return { cookies, address };
}

const insertTenant = statement<{ id: string; slug: string; roles: string }>(
  'fixture.tenant',
  (place) => sql`with founded as (
      insert into core.tenant (id, slug, name, time_zone, currency, locale, units)
      values (${place('id')}, ${place('slug')}, 'Shop', 'UTC', 'USD', 'en', 'mm') returning id
    )
    insert into core.role (tenant_id, id, permissions)
    select founded.id, r.id, array(select jsonb_array_elements_text(r.permissions))
    from founded, jsonb_to_recordset(${place('roles')}::jsonb) r(id text, permissions jsonb)`,
);

const insertContact = statement<{
  tenant: string;
  customer: string;
  id: string;
  name: string;
  slug: string;
  state: string;
  email: string;
}>(
  'fixture.contact',
  (place) => sql`with made as (
      insert into core.customer (tenant_id, id, name, slug, state)
      values (${place('tenant')}, ${place('customer')}, ${place('name')}, ${place('slug')}, ${place('state')}) returning tenant_id, id
    )
    insert into core.contact (tenant_id, id, customer_id, name, email)
    select tenant_id, ${place('id')}, id, 'Pat', ${place('email')} from made`,
);

const insertOrder = statement<{
  tenant: string;
  id: string;
  number: number;
  request: string;
  customer: string;
  contact: string;
  inPortal: boolean;
}>(
  'fixture.order',
  (place) => sql`with asked as (
      insert into core.request (tenant_id, id, intent, kind, door, flow, state, content, kind_version)
      values (${place('tenant')}, ${place('request')}, 'create', 'sign', 'public', 'signs', 'accepted', '{}', 1) returning tenant_id
    )
    insert into core.orders (tenant_id, id, number, kind, flow, door, request_id, customer_id, contact_id, in_portal, status, title, quantity, search, version)
    select tenant_id, ${place('id')}, ${place('number')}, 'sign', 'signs', 'public', ${place('request')}, ${place('customer')},
      ${place('contact')}, ${place('inPortal')}, 'new', 'A sign', 1, '', 1 from asked`,
);

const finishOrder = statement<{ number: number }>(
  'fixture.finish-order',
  (place) => sql`update core.orders set status = 'done', final = true where number = ${place('number')}`,
);

const shownOrders = statement<{ customer: string }, { number: number }>(
  'fixture.shown-orders',
  (place) => sql`select number from core.orders where customer_id = ${place('customer')} and in_portal order by number`,
);

const mailsTo = statement<{ email: string }, { type: string; data: { code?: string; link?: string } }>(
  'fixture.mails',
  (place) => sql`select type, data from core.notice where recipient = ${place('email')} order by id`,
);

const actionsOn = statement<{ subject: string }, { action: string; by: unknown }>(
  'fixture.actions',
  (place) => sql`select action, by from core.audit where subject_id = ${place('subject')} order by id`,
);

const auditOf = statement<{ subject: string }, { action: string; by: unknown; before: unknown; after: unknown }>(
  'fixture.audit',
  (place) => sql`select action, by, before, after from core.audit where subject_id = ${place('subject')} order by id`,
);

const entriesFor = statement<{ email: string }, { challenges: number; notices: number }>(
  'fixture.entries-for',
  (place) => sql`select (select count(*)::int from core.challenge where subject = ${place('email')}) as challenges,
      (select count(*)::int from core.notice where recipient = ${place('email')}) as notices`,
);

const removeContact = statement<{ id: string }>(
  'fixture.remove-contact',
  (place) => sql`update core.contact set removed_at = now() where id = ${place('id')}`,
);

const changeEmail = statement<{ id: string; email: string }>(
  'fixture.change-email',
  (place) => sql`update core.contact set email = ${place('email')} where id = ${place('id')}`,
);

const setRights = statement<{ id: string; rights: readonly string[] }>(
  'fixture.set-rights',
  (place) => sql`update core.contact set rights = ${place('rights')}::text[] where id = ${place('id')}`,
);

const setPermissions = statement<{ email: string; permissions: readonly string[] }>(
  'fixture.set-permissions',
  (place) => sql`with made as (
      insert into core.role (tenant_id, id, permissions)
      select tenant_id, gen_random_uuid()::text, ${place('permissions')}::text[] from core.staff where email = ${place('email')}
      returning id
    )
    update core.staff set role = made.id from made where email = ${place('email')}`,
);

const suspendTenant = statement<{ id: string }>(
  'fixture.suspend',
  (place) => sql`update core.tenant set state = 'suspended' where id = ${place('id')}`,
);

const sessionsOf = statement<{ type: string }, { id: string }>(
  'fixture.sessions-of',
  (place) => sql`select id from core.session where actor_type = ${place('type')}`,
);

let orders = 1000;

/** A shop in a database, with everything that signs people in, at a clock that stands still but for `pass`. */
export async function openShop(database: Database, slug = `shop-${newId().slice(-12)}`, url = 'https://shop.test') {
  const id = newId();
  let now = new Date('2026-11-24T10:00:00Z');
  let settings: Readonly<Record<string, boolean>> = {};
  const shop = {
    tenant: { id, slug, name: 'Shop', timeZone: 'UTC', currency: 'USD', locale: 'en', units: 'mm' },
    version: 1,
    settingsOf: () => ({ ...coreSettings.settings.parse({ readsPerMinute: 1_000_000 }), ...settings }),
    face: { emailMatch: false },
    hooks: { gather: async () => ({ answers: [], partial: false }), subscribers: () => [] },
  } as unknown as Shop;
  const tables = database.withTenant(id);
  const deps = { database, newId, wake: () => undefined, urlOf: async () => url };
  const counts = createLooseCounts({ database, log: () => undefined });
  const access = createAccess({ database, permissions: corePermissions, counts, refresh: async () => shop });
  const [sessions, invitations] = [createSessions(deps), createInvitations(deps)];
  const emailMatch = createEmailMatch({ ...deps, refresh: async () => shop });
  const previews = createPreviews(deps);
  const customers = createCustomers(deps);
  const staffLinks = createStaffLinks(deps);
  const secondFactor = createSecondFactor(secretKeys('a secret of thirty-two characters'));
  const staffSessions = createStaffSessions(deps);
  const secondStep = createSecondStep({ ...deps, secondFactor, staffSessions });
  const passkeys = { passkeySignIn: createPasskeySignIn(deps), ownPasskeys: createOwnPasskeys(deps) };
  const portal = callerFactory(
    router({
      access: accessPortalRouter({
        contactSignIn: createContactSignIn(deps),
        invitations,
        sessions,
        emailMatch,
        previews,
      }),
      passkeys: passkeysPortalRouter(passkeys),
      customers: customersPortalRouter(customers),
    }),
  );
  const staff = callerFactory(
    router({
      access: accessStaffRouter({
        staffSignIn: createStaffSignIn({ ...deps, staffSessions, secondStep }),
        secondStep,
        forgotten: createForgotten({ ...deps, staffLinks }),
        invitations,
        sessions,
        looks: createLooks(deps),
        emailMatch,
        previews,
      }),
      account: accountRouter(createAccount({ ...deps, secondFactor }), sessions),
      members: membersRouter(createMembers({ ...deps, staffLinks })),
      roles: rolesRouter(createBundles({ ...deps, pluginPermissions: [] })),
      passkeys: passkeysStaffRouter(passkeys),
      customers: customersStaffRouter(customers),
      imports: importsStaffRouter(customers),
    }),
  );
  const edgeOf = ({ cookies, address, host = new URL(url).hostname }: Browser): Edge => {
    // A millisecond passes between two calls, so that ids sort.
    now = new Date(now.getTime() + 1);
    return { requestId: newId(), address, host, device: 'Firefox', now, shop, cookies, refused: {}, preview: false };
  };
  await database.withPlatform('makes a shop for tests').run(insertTenant({ id, slug, roles: json(firstRoles([])) }));
  return {
    id,
    /** Puts a staff member there and answers the token of a session. */
    async hire({ email, role, hash }: { readonly email: string; readonly role: string; readonly hash: string }) {
      const member = newId();
      await tables.run(insertMember({ tenant: id, id: member, name: 'Alex', email, role, hash, now }));
      const cookie = await seedSession(
        { database, newId, tenantId: id, now },
        { type: 'staff', id: member },
        { slug, secure: false },
      );
      return cookie.split('=')[1]!;
    },
    customers,
    links: staffLinks,
    /** What the shop has set of the core. */
    set: (values: typeof settings): void => void (settings = values),
    now: () => now,
    pass: (minutes: number): void => void (now = new Date(now.getTime() + minutes * 60_000)),
    portal: (visitor: Browser) => portal({ edge: edgeOf(visitor), access }),
    staff: (visitor: Browser) => staff({ edge: edgeOf(visitor), access }),
    /** The portal as the browser's preview shows it. */
    preview(visitor: Browser) {
      const edge = edgeOf(visitor);
      return portal({ edge: { ...edge, cookies: previewJar(edge.cookies), preview: true }, access });
    },

    /** A customer with one contact. */
    async contact(
      email: string,
      { state = 'active', name = 'Smith & Sons', slug: own = `c-${newId().slice(-12)}` } = {},
    ) {
      const row = { tenant: id, customer: newId(), id: newId(), name, slug: own, state, email };
      await tables.run(insertContact(row));
      return row;
    },
    async order({ customer, id: contact }: { readonly customer: string; readonly id: string }, inPortal = false) {
      const number = ++orders;
      await tables.run(insertOrder({ tenant: id, id: newId(), number, request: newId(), customer, contact, inPortal }));
      return number;
    },
    finish: async (number: number) => void (await tables.run(finishOrder({ number }))),
    shown: async (customer: string) => (await tables.run(shownOrders({ customer })))[0].map(({ number }) => number),
    mails: async (email: string) => (await tables.run(mailsTo({ email })))[0],
    /** The newest code that was mailed to the address. */
    code: async (email: string) => (await tables.run(mailsTo({ email })))[0].at(-1)?.data.code ?? '',
    audit: async (subject: string) => (await tables.run(auditOf({ subject })))[0],
    /** The secret of the newest link that was mailed to the address. */
    secret: async (email: string) => (await tables.run(mailsTo({ email })))[0].at(-1)?.data.link?.split('#')[1] ?? '',
    /** Challenges and mails of an address. */
    entriesFor: async (email: string) => (await tables.run(entriesFor({ email })))[0][0],
    remove: async (contact: string) => void (await tables.run(removeContact({ id: contact }))),
    change: async (contact: string, email: string) => void (await tables.run(changeEmail({ id: contact, email }))),
    setRights: async (contact: string, rights: readonly string[]) =>
      void (await tables.run(setRights({ id: contact, rights }))),
    /** Gives a staff member these permissions, and no other. */
    permit: async (email: string, permissions: readonly string[]) =>
      void (await tables.run(setPermissions({ email, permissions }))),
    suspend: async () => void (await database.withPlatform('suspends a shop of tests').run(suspendTenant({ id }))),
    /** Ids of all sessions of contacts or of staff. */
    sessionsOf: async (type: 'contact' | 'staff') => (await tables.run(sessionsOf({ type })))[0].map((row) => row.id),
    actions: async (subject: string) => (await tables.run(actionsOn({ subject })))[0].map(({ action }) => action),
  };
}

export type TestShop = Awaited<ReturnType<typeof openShop>>;

/** A code that is not the given one. */
export const otherThan = (code: string): string => (code === '00000000' ? '11111111' : '00000000');

/** Signs a contact in and answers the browser. */
export async function signedIn(shop: TestShop, email: string): Promise<Browser> {
  const visitor = browser();
  await shop.portal(visitor).access.start({ email });
  await shop.portal(visitor).access.verify({ code: await shop.code(email) });
  return visitor;
}

/** What everybody of the staff types here. */
const staffPassword = 'seven green lamps';
let sealed: Promise<string> | undefined;

/**
 * A staff member with a password, and the browser that is signed in: put there without the way in, since each password
 * that is hashed costs a third of a second.
 */
export async function staffAtWork(shop: TestShop, email: string, role = 'owner'): Promise<Browser> {
  const visitor = browser();
  sealed ??= sealPassword(staffPassword);
  visitor.cookies.kept.set('staff', await shop.hire({ email, role, hash: await sealed }));
  return visitor;
}

/** Makes a staff member with a password and answers the browser that is signed in. */
export async function staffBrowser(shop: TestShop, email: string, role = 'owner'): Promise<Browser> {
  const visitor = browser();
  const by = { type: 'system', reason: 'tests' } as const;
  const { token } = await shop.links.inviteStaff({
    tenantId: shop.id,
    name: 'Alex',
    email,
    role,
    by,
    now: shop.now(),
    url: 'https://shop.test',
  });
  await shop.staff(visitor).access.setPassword({ token, password: staffPassword });
  return visitor;
}
