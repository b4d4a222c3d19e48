import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../program.ts';
import type { Gate } from './rules.ts';
import { powerless, questionHash, type ThingKind } from './things.ts';

/** What the matrix knows of a page. */
export interface ClassifiedPage {
  /** All that must open before it is drawn; in the admin that of its frame first. */
  readonly gates: readonly Gate[];
  /** What its address names; `passesOver`: it is drawn without it for whoever has no part in it. */
  readonly thing?: { readonly kind: ThingKind; readonly passesOver?: true };
  /** The address below the app, for a value of the kind. */
  readonly path: (value: string | number) => string;
  /** What it answers to whom it is open. */
  readonly answers?: number;
  /** Its form actions: the gate of what each calls, and the fields that are sent. */
  readonly actions?: Readonly<
    Record<string, { readonly gate: Gate; readonly form?: Readonly<Record<string, string>> }>
  >;
}

/** Anybody, but for who came in by an address alone. */
const open: Gate = { door: 'open' };
/** Anybody at all. */
const all: Gate = { door: 'open', matched: true };
const contact: Gate = { door: 'portal' };
const orderer: Gate = { door: 'portal', right: 'order' };
const manager: Gate = { door: 'portal', right: 'contacts' };
const approver: Gate = { door: 'portal', right: 'approve' };
const may = (permission: string): Gate => ({ door: 'staff', permission });
/** What stands around every page of the admin: staff, and an operator who looks into the shop. */
const frame: Gate = { door: 'staff', looking: true };
const any: Gate = { door: 'staff' };
const read = may('orders.read');
const boss = may('staff.manage');
const edit = may('orders.edit');
const here = (address: string) => () => address;

const signIn = {
  start: { gate: all, form: { email: 'nobody@nobody.test' } },
  verify: { gate: all, form: { code: '00000000' } },
  passkey: { gate: all },
  signOut: { gate: { door: 'portal', matched: true } },
} as const;
const operator: Gate = { door: 'operator' };
/** Whoever gave the password, and is to prove or to set up the second factor. */
const halfway: Gate = { door: 'operator', halfway: true };
/** The way in for operators. */
const operatorDoor: Gate = { door: 'operator', open: true };
const staffOnly = (address: string, ...more: readonly Gate[]): ClassifiedPage => ({
  gates: [frame, ...more],
  path: here(address),
});
const order = (below: string): ClassifiedPage => ({
  gates: [frame, read],
  thing: { kind: 'order number' },
  path: (number) => `/orders/${number}${below}`,
});
const draft = (below: string): ClassifiedPage => ({
  gates: [open],
  thing: { kind: 'draft' },
  path: (id) => `/draft/${id}${below}`,
});
const move = { gate: may('orders.move'), form: { id: '0190a000-0000-7000-8000-00000000dead', to: 'doing' } };
const mark = { gate: may('orders.move'), form: { id: '0190a000-0000-7000-8000-00000000dead', mark: 'checked l1' } };
const shop = may('shop.edit');
const customer = may('customers.edit');
const people = may('customers.read');
const keeper = may('privacy.manage');
/** What changes a company asks for a proof of today. */
const proven = (right: string): Gate => ({ door: 'portal', right, fresh: true });
const provenSelf: Gate = { door: 'portal', fresh: true };
const provenStaff: Gate = { door: 'staff', fresh: true };
const nobody = '0190a000-0000-7000-8000-00000000dead';
const answer = { approval: `${nobody} ${questionHash}`, choice: 'approve' };
const typedPerson = { name: 'New', email: 'new@nobody.test' };
const typedPlace = { label: 'New', street: '1 New Road' };
/** A page about a customer, or about something of it: a slash parts the two. */
const ofCustomer = (below: string, kind: ThingKind = 'customer'): ClassifiedPage => ({
  gates: [frame, people],
  thing: { kind },
  path: (value) => {
    const [id, other = ''] = String(value).split('/');
    return `/customers/${id}${below}${other === '' ? '' : `/${other}`}`;
  },
});

/** Every page of both apps, by app and route. One that is not here makes the matrix red. */
export const classifiedPages: Readonly<Record<string, ClassifiedPage>> = {
  'portal /': { gates: [all], path: here(''), actions: signIn },
  'portal /approvals': {
    gates: [approver],
    path: here('/approvals'),
    actions: { decide: { gate: approver, form: answer } },
  },
  'portal /approvals/[id]/forward': {
    gates: [approver],
    thing: { kind: 'question' },
    path: (id) => `/approvals/${id}/forward`,
    actions: {
      colleague: { gate: approver, form: { contact: nobody } },
      newcomer: { gate: approver, form: { name: 'New', email: 'nobody@nobody.test' } },
    },
  },
  'portal /approvals/[id]': { gates: [contact], thing: { kind: 'question' }, path: (id) => `/approvals/${id}` },
  'portal /company/addresses': {
    gates: [contact],
    path: here('/company/addresses'),
    actions: {
      remove: { gate: orderer, form: { id: nobody } },
      restore: { gate: proven('order'), form: { label: 'New', value: '{"street":"1 New Road"}' } },
    },
  },
  'portal /company/addresses/[address]': {
    gates: [contact],
    thing: { kind: 'address' },
    path: (id) => `/company/addresses/${id}`,
    actions: { save: { gate: proven('order'), form: typedPlace } },
  },
  'portal /company/people': {
    gates: [manager],
    path: here('/company/people'),
    actions: {
      remove: { gate: proven('contacts'), form: { id: nobody } },
      restore: { gate: proven('contacts'), form: { id: nobody } },
    },
  },
  'portal /company/people/[contact]': {
    gates: [manager],
    thing: { kind: 'contact' },
    path: (id) => `/company/people/${id}`,
    actions: { save: { gate: proven('contacts'), form: typedPerson } },
  },
  'portal /devices': {
    gates: [contact],
    path: here('/devices'),
    actions: {
      signOut: signIn.signOut,
      revoke: { gate: contact, form: { id: 'not-an-id' } },
      addPasskey: { gate: provenSelf, form: { attestationObject: 'AAAA' } },
      renamePasskey: { gate: contact, form: { id: nobody } },
      removePasskey: { gate: contact, form: { id: nobody } },
    },
  },
  'portal /devices/data': {
    gates: [contact],
    path: here('/devices/data'),
    actions: { take: { gate: { door: 'portal', fresh: true } } },
  },
  'portal /draft/[id]': { ...draft(''), actions: { discard: { gate: open } } },
  'portal /draft/[id]/[part]': draft('/what'),
  'portal /draft/[id]/review': { ...draft('/review'), actions: { send: { gate: open } } },
  'portal /draft/[id]/sent': { ...draft('/sent'), answers: 303 },
  'portal /mails': { gates: [contact], path: here('/mails'), actions: { save: { gate: contact } } },
  'portal /orders/[number]': {
    gates: [contact],
    thing: { kind: 'order number' },
    path: (number) => `/orders/${number}`,
    actions: {
      change: { gate: orderer },
      withdraw: { gate: orderer, form: { id: 'not-an-id' } },
      decide: { gate: approver, form: answer },
      plugin: { gate: orderer, form: { plugin: 'tallies', does: 'wave' } },
    },
  },
  'portal /orders/[number]/cancel': {
    gates: [contact],
    thing: { kind: 'order number' },
    path: (number) => `/orders/${number}/cancel`,
    actions: { default: { gate: orderer, form: { reason: 'No more.' } } },
  },
  'portal /portal/[customer]': {
    gates: [all],
    thing: { kind: 'slug', passesOver: true },
    path: (slug) => `/portal/${slug}`,
    actions: {
      ...signIn,
      declinePasskey: { gate: all },
      begin: { gate: orderer, form: { kind: 'note' } },
      withdraw: { gate: orderer, form: { id: 'not-an-id' } },
      match: { gate: all, form: { email: 'nobody@nobody.test' } },
    },
  },
  'portal /public/portal/[customer]': {
    gates: [all],
    thing: { kind: 'slug', passesOver: true },
    path: (slug) => `/public/portal/${slug}`,
    answers: 308,
  },
  'portal /previews': {
    gates: [all],
    path: here('/previews'),
    actions: { open: { gate: all, form: { handover: 'no handover' } }, end: { gate: all } },
  },
  'portal /sign-in': { gates: [all], path: here('/sign-in'), actions: signIn },
  'portal /unsubscribe/[token]': {
    gates: [all],
    path: here('/unsubscribe/no.token'),
    answers: 410,
    actions: { change: { gate: all, form: { wanted: '0' } } },
  },
  'portal /welcome/[id]': {
    gates: [all],
    path: here(`/welcome/${nobody}`),
    answers: 410,
    actions: { ...signIn, accept: { gate: all, form: { token: 'no link' } } },
  },
  'portal /submit': {
    gates: [all],
    path: here('/submit'),
    actions: { introduce: { gate: open }, begin: { gate: orderer, form: { kind: 'note' } } },
  },
  'admin /account': {
    ...staffOnly('/account', any),
    actions: {
      password: { gate: any, form: { current: 'no password', password: 'seven green lamps' } },
      revoke: { gate: any, form: { id: nobody } },
      addPasskey: { gate: provenStaff, form: { attestationObject: 'AAAA' } },
      renamePasskey: { gate: any, form: { id: nobody } },
      removePasskey: { gate: any, form: { id: nobody } },
    },
  },
  'admin /': { ...staffOnly('/'), actions: { steps: { gate: shop, form: { hidden: '0' } } } },
  'admin /account/factor': {
    ...staffOnly('/account/factor', any),
    actions: {
      offer: { gate: any, form: { current: 'no password' } },
      enable: { gate: any, form: { sealed: 'no offer', code: '000000' } },
      renew: { gate: any, form: { current: 'no password' } },
      disable: { gate: any, form: { current: 'no password' } },
    },
  },
  'admin /account/notices': {
    ...staffOnly('/account/notices', any, read),
    actions: { choose: { gate: read }, standIn: { gate: read } },
  },
  'admin /audit': staffOnly('/audit', may('audit.read')),
  // Takes posts alone; what a post is answered with, the story of the audit says.
  'admin /audit/export': { gates: [all], path: here('/audit/export'), answers: 405 },
  'admin /customers': staffOnly('/customers', may('customers.read')),
  'admin /customers/[id]': {
    gates: [frame, may('customers.read')],
    thing: { kind: 'customer' },
    path: (id) => `/customers/${id}`,
    actions: {
      confirm: { gate: customer },
      email: { gate: customer, form: typedPerson },
      removeContact: { gate: customer, form: { id: nobody } },
      restoreContact: { gate: customer, form: { id: nobody } },
      removeAddress: { gate: customer, form: { id: nobody } },
      undoMerge: { gate: customer, form: { id: nobody } },
      restoreAddress: { gate: customer, form: { label: 'New', value: '{"street":"1 New Road"}' } },
    },
  },
  'admin /customers/[id]/access': {
    ...ofCustomer('/access'),
    actions: {
      endDevice: { gate: customer, form: { id: nobody } },
      invite: { gate: customer, form: { contact: nobody } },
      revokeInvitation: { gate: customer, form: { id: nobody } },
    },
  },
  'admin /customers/[id]/addresses/[address]': {
    ...ofCustomer('/addresses', 'place of a customer'),
    actions: { default: { gate: customer, form: typedPlace } },
  },
  'admin /customers/[id]/addresses/[address]/[kind]': {
    ...ofCustomer('/addresses', 'place of a customer'),
    path: (value) => {
      const [id, address] = String(value).split('/');
      return `/customers/${id}/addresses/${address}/errand`;
    },
    actions: {
      save: { gate: customer, form: { _base: '7', door: 'Back' } },
      restore: { gate: customer, form: { base: '0', version: '0' } },
    },
  },
  'admin /customers/[id]/defaults': {
    ...ofCustomer('/defaults'),
    actions: { default: { gate: customer, form: { most: '9' } } },
  },
  'admin /customers/[id]/defaults/[kind]': {
    ...ofCustomer('/defaults/errand'),
    actions: { restore: { gate: customer, form: { base: '0', version: '0' } } },
  },
  'admin /customers/[id]/defaults/[kind]/[part]': {
    ...ofCustomer('/defaults/errand/what'),
    actions: { default: { gate: customer, form: { _base: '7' } } },
  },
  'admin /customers/[id]/edit': {
    ...ofCustomer('/edit'),
    actions: { default: { gate: customer, form: { name: 'New' } } },
  },
  'admin /customers/[id]/keys': {
    ...ofCustomer('/keys'),
    actions: {
      make: { gate: customer, form: { id: nobody, contact: nobody, name: 'New' } },
      revoke: { gate: customer, form: { id: nobody } },
    },
  },
  'admin /customers/[id]/link': {
    ...ofCustomer('/link'),
    actions: { default: { gate: customer, form: { current: 'former', way: 'random' } } },
  },
  'admin /customers/[id]/merge': {
    ...ofCustomer('/merge'),
    actions: { default: { gate: customer, form: { into: nobody } } },
  },
  'admin /customers/[id]/people/[contact]': {
    ...ofCustomer('/people', 'person of a customer'),
    actions: { default: { gate: customer, form: typedPerson } },
  },
  'admin /customers/[id]/preview': {
    ...ofCustomer('/preview'),
    gates: [frame, may('portal.preview')],
    actions: { default: { gate: may('portal.preview'), form: { contact: nobody } } },
  },
  'admin /customers/[id]/privacy': {
    ...ofCustomer('/privacy'),
    gates: [people, keeper],
    actions: { take: { gate: keeper }, erase: { gate: keeper, form: { name: 'nobody' } } },
  },
  'admin /customers/[id]/privacy/[contact]': {
    ...ofCustomer('/privacy', 'person of a customer'),
    gates: [people, keeper],
    actions: { take: { gate: keeper }, erase: { gate: keeper, form: { name: 'nobody' } } },
  },
  'admin /privacy': staffOnly('/privacy', keeper),
  // A picture, without the frame of the pages.
  'admin /customers/[id]/qr.svg': { ...ofCustomer('/qr.svg'), gates: [people] },
  'admin /customers/email-match': {
    ...staffOnly('/customers/email-match', may('customers.read')),
    actions: { default: { gate: may('shop.edit'), form: { on: 'on', understood: 'on' } } },
  },
  'admin /customers/export': { gates: [all], path: here('/customers/export'), answers: 405 },
  'admin /customers/import': staffOnly('/customers/import', customer),
  'admin /customers/import/[id]': {
    gates: [any, customer],
    thing: { kind: 'import' },
    path: (id) => `/customers/import/${id}`,
    actions: {
      map: { gate: customer, form: { columns: '1', 'column-0': 'name' } },
      start: { gate: customer, form: { columns: '1', 'column-0': 'name' } },
      undo: { gate: customer },
    },
  },
  // Files to save, without the frame of the pages.
  'admin /customers/import/[id]/rows': {
    gates: [customer],
    thing: { kind: 'import' },
    path: (id) => `/customers/import/${id}/rows`,
  },
  'admin /customers/import/sample': { gates: [all], path: here('/customers/import/sample') },
  'admin /customers/new': {
    ...staffOnly('/customers/new'),
    actions: { default: { gate: customer, form: { name: 'New', contactName: 'New', email: 'new@nobody.test' } } },
  },
  'admin /forgotten': { gates: [all], path: here('/forgotten'), actions: { default: { gate: all } } },
  'admin /notices': {
    ...staffOnly('/notices', read),
    actions: { read: { gate: read, form: { id: '0190a000-0000-7000-8000-00000000dead' } } },
  },
  'admin /operator': { gates: [operator], path: here('/operator') },
  'admin /operator/factor': {
    gates: [halfway],
    path: here('/operator/factor'),
    actions: {
      offer: { gate: halfway, form: { current: 'nine grey lamps' } },
      enable: { gate: halfway, form: { sealed: 'nothing', uri: '', code: '000000' } },
    },
  },
  'admin /operator/health': {
    gates: [operator],
    path: here('/operator/health'),
    actions: { replay: { gate: operator, form: { plugin: 'notes' } } },
  },
  'admin /operator/shops/[slug]': {
    gates: [operator],
    path: here('/operator/shops/charlie'),
    actions: {
      suspend: { gate: operator, form: { reason: 'A test.' } },
      look: { gate: operator, form: { why: 'Ticket 7: a test.' } },
      resume: { gate: operator },
      provision: { gate: operator, form: { way: 'own' } },
      limit: { gate: operator, form: { 'most.submitsPerHour': '5' } },
      addHost: { gate: operator, form: { host: 'charlie.test' } },
      removeHost: { gate: operator, form: { host: 'charlie.test' } },
    },
  },
  'admin /operator/shops/new': {
    gates: [operator],
    path: here('/operator/shops/new'),
    actions: { default: { gate: operator, form: { name: 'New', email: 'new@nobody.test', locale: 'en' } } },
  },
  'admin /operator/sign-in': {
    gates: [operatorDoor],
    path: here('/operator/sign-in'),
    actions: { default: { gate: operatorDoor } },
  },
  'admin /operator/sign-in/code': {
    gates: [operatorDoor],
    path: here('/operator/sign-in/code'),
    actions: { default: { gate: halfway, form: { code: '000000' } } },
  },
  'admin /operator/sign-out': {
    gates: [halfway],
    path: here('/operator/sign-out'),
    actions: { default: { gate: halfway } },
  },
  'admin /operator/welcome/[token]': {
    gates: [operatorDoor],
    path: here('/operator/welcome/no-token'),
    actions: { default: { gate: operatorDoor } },
  },
  'admin /orders': staffOnly('/orders', read),
  'admin /orders/[number]': {
    ...order(''),
    actions: { move, mark, plugin: { gate: edit, form: { plugin: 'tallies', does: 'nod' } } },
  },
  'admin /orders/[number]/assign': {
    ...order('/assign'),
    actions: { default: { gate: edit } },
  },
  'admin /orders/[number]/edit/[part]': {
    ...order('/edit/what'),
    actions: { default: { gate: edit, form: { _base: '1', title: 'By form' } } },
  },
  'admin /orders/[number]/files': order('/files'),
  'admin /orders/[number]/print': order('/print'),
  'admin /orders/[number]/timeline': order('/timeline'),
  'admin /orders/board': { ...staffOnly('/orders/board', read), actions: { move } },
  'admin /plugins': {
    ...staffOnly('/plugins', may('plugins.manage')),
    actions: { switch: { gate: may('plugins.manage'), form: { plugin: 'notes', active: 'false' } } },
  },
  'admin /plugins/[id]': {
    ...staffOnly('/plugins/notes', may('plugins.manage')),
    actions: { default: { gate: may('plugins.manage'), form: { greeting: 'Other' } } },
  },
  'admin /approvals': staffOnly('/approvals', read),
  'admin /approvals/[id]': { gates: [frame, read], thing: { kind: 'question' }, path: (id) => `/approvals/${id}` },
  'admin /changes/[id]': {
    gates: [frame, read],
    thing: { kind: 'change' },
    path: (id) => `/changes/${id}`,
    actions: {
      seen: { gate: edit },
      decide: { gate: edit, form: { version: '1', path: 'title', take: 'title' } },
      reject: { gate: edit, form: { reason: 'Not now.' } },
    },
  },
  'admin /requests': {
    ...staffOnly('/requests', read),
    actions: {
      take: { gate: edit, form: { id: nobody } },
      decline: { gate: edit, form: { id: nobody, reason: 'Not ours.' } },
    },
  },
  'admin /requests/[id]/edit/[part]': {
    gates: [frame, read],
    thing: { kind: 'waiting request' },
    path: (id) => `/requests/${id}/edit/what`,
    actions: { default: { gate: edit, form: { _base: '1', title: 'By form' } } },
  },
  'admin /requests/quarantine': {
    ...staffOnly('/requests/quarantine', read),
    actions: {
      release: { gate: edit, form: { id: nobody } },
      discard: { gate: edit, form: { id: nobody } },
      restore: { gate: edit, form: { id: nobody } },
    },
  },
  'admin /requests/[id]': {
    gates: [frame, read],
    thing: { kind: 'request' },
    path: (id) => `/requests/${id}`,
    actions: {
      seen: { gate: edit },
      release: { gate: edit },
      discard: { gate: edit },
      restore: { gate: edit },
      decline: { gate: edit, form: { reason: 'Not ours.' } },
    },
  },
  'admin /forms': staffOnly('/forms', may('plugins.manage')),
  'admin /forms/[kind]': {
    ...staffOnly('/forms/errand', may('plugins.manage')),
    actions: { save: { gate: may('plugins.manage') }, reset: { gate: may('plugins.manage') } },
  },
  'admin /services': staffOnly('/services', may('plugins.manage')),
  'admin /services/[id]': {
    gates: [frame, may('plugins.manage')],
    thing: { kind: 'service' },
    path: (id) => `/services/${id}`,
    actions: { default: { gate: may('plugins.manage'), form: { most: '9' } } },
  },
  'admin /services/[id]/defaults/[kind]': {
    gates: [frame, may('plugins.manage')],
    thing: { kind: 'service' },
    path: (id) => `/services/${id}/defaults/errand`,
    actions: { restore: { gate: may('plugins.manage'), form: { base: '0', version: '0' } } },
  },
  'admin /services/[id]/defaults/[kind]/[part]': {
    gates: [frame, may('plugins.manage')],
    thing: { kind: 'service' },
    path: (id) => `/services/${id}/defaults/errand/what`,
    actions: { default: { gate: may('plugins.manage'), form: { _base: '7' } } },
  },
  'admin /settings/host': {
    ...staffOnly('/settings/host', shop),
    actions: {
      claim: { gate: shop, form: { host: 'no host' } },
      verify: { gate: shop },
      leave: { gate: shop },
    },
  },
  'admin /settings/shop': {
    ...staffOnly('/settings/shop', shop),
    actions: {
      save: { gate: shop, form: { base: '999999', name: 'Alpha', timeZone: 'UTC', currency: 'USD', locale: 'en-US' } },
      logo: { gate: shop },
      removeLogo: { gate: shop, form: { current: nobody } },
      restoreLogo: { gate: shop, form: { logo: nobody } },
    },
  },
  'admin /set-up/[token]': {
    gates: [all],
    path: here('/set-up/no-token'),
    answers: 410,
    actions: { default: { gate: all, form: { shop: 'New', name: 'New', email: 'new@nobody.test' } } },
  },
  'admin /sign-in': {
    gates: [all],
    path: here('/sign-in'),
    actions: { default: { gate: all } },
  },
  'admin /sign-in/code': { gates: [all], path: here('/sign-in/code'), actions: { default: { gate: all } } },
  'admin /sign-out': { ...staffOnly('/sign-out'), actions: { default: { gate: frame } } },
  'admin /staff': {
    ...staffOnly('/staff', boss),
    actions: { restore: { gate: boss, form: { id: nobody } } },
  },
  'admin /staff/[member]': {
    gates: [frame, boss],
    thing: { kind: 'staff member' },
    path: (id) => `/staff/${id}`,
    actions: {
      role: { gate: boss, form: { role: 'read-only' } },
      sendLink: { gate: boss },
      revokeLink: { gate: boss },
      resetFactor: { gate: boss },
      remove: { gate: boss },
    },
  },
  'admin /staff/new': {
    ...staffOnly('/staff/new', boss),
    actions: { default: { gate: boss, form: { name: 'New', email: 'new@nobody.test', role: powerless } } },
  },
  'admin /staff/roles': staffOnly('/staff/roles', boss),
  'admin /staff/roles/[role]': {
    gates: [frame, boss],
    thing: { kind: 'role' },
    path: (id) => `/staff/roles/${id}`,
    actions: {
      save: { gate: boss, form: { name: 'New' } },
      duplicate: { gate: boss, form: { name: 'New' } },
      remove: { gate: boss },
    },
  },
  'admin /welcome/[token]': { gates: [all], path: here('/welcome/no-token'), actions: { default: { gate: all } } },
};

/** A page as it lies in its app, with the names of its form actions. */
export interface FoundPage {
  readonly name: string;
  readonly actions: readonly string[];
}

/** Every page, read from the folders of routes. An address that is no page is found too, and never classified. */
export function foundPages(): readonly FoundPage[] {
  return ['portal', 'admin'].flatMap((app) => {
    const folder = path.join(root, 'apps', app, 'src', 'routes');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return files
      .filter((file) => /\+(page\.svelte|server\.ts)$/.test(file))
      .map((file) => path.dirname(file))
      .map((route) => ({ name: `${app} ${addressOf(route)}`, actions: actionsIn(path.join(folder, route)) }));
  });
}

const addressOf = (route: string): string => {
  const steps = route.split(path.sep).filter((step) => step !== '.' && !step.startsWith('('));
  return `/${steps.join('/')}`;
};

function actionsIn(folder: string): readonly string[] {
  const file = readdirSync(folder).find((name) => name === '+page.server.ts');
  const text = file === undefined ? '' : readFileSync(path.join(folder, file), 'utf8');
  const [, written] = /export const actions(?:: Actions)? = ([\s\S]*?);\n(?:\n|$)/.exec(text) ?? [];
  if (written === undefined) return [];
  const named = namesIn(/^\{ (.+) \}$/.exec(written)?.[1] ?? '');
  const listed = [...written.matchAll(/^ {2}(?:async )?(\w+)(?:\(|:)/gm)].map(([, name]) => name!);
  const shared = written.includes('signInActions') && !written.includes('signInActions.') ? Object.keys(signIn) : [];
  return [...named, ...listed, ...shared].toSorted((a, b) => (a < b ? -1 : 1));
}

/** The keys of an object that is written in one line: what stands in brackets names none. */
function namesIn(line: string): readonly string[] {
  const flat = line.replaceAll(/\([^()]*\)/g, '()').replaceAll(/\{[^{}]*\}/g, '{}');
  return flat.split(/, (?=\w)/).flatMap((part) => /^(?:async )?(\w+)/.exec(part)?.[1] ?? []);
}

/** What is wrong with the table, held against the apps. */
export function faultsOfPages(found: readonly FoundPage[] = foundPages()): readonly string[] {
  const where = 'apps/server/test/matrix/pages.ts';
  const names = new Set(found.map(({ name }) => name));
  const gone = Object.keys(classifiedPages).filter((name) => !names.has(name));
  return [
    ...found.flatMap(({ name, actions }) => {
      const known = classifiedPages[name];
      if (!known) return [`The page "${name}" is not classified. Say in ${where} who may see it, and what it names.`];
      const classified = Object.keys(known.actions ?? {}).toSorted((a, b) => (a < b ? -1 : 1));
      if (classified.join() === actions.join()) return [];
      return [`"${name}" has the actions "${actions.join()}", and ${where} says "${classified.join()}".`];
    }),
    ...gone.map((name) => `"${name}" is in ${where}, and no page. Take it out there.`),
  ];
}
