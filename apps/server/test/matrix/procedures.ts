import type { FoundProcedure } from '@docket/core/testing';
import { portal, staff, thing, type Classified } from './classifying.ts';
import { fileAbout, ofProcedures, ownName, type Plugins } from './plugins.ts';
import type { Gate } from './rules.ts';
import { powerless, questionHash, unknown, type ThingKind } from './things.ts';
import { canaries } from './world.ts';

/** Anybody, but for who came in by an address alone: such a session has to be proven first. */
const open: Gate = { door: 'open' };
/** Anybody at all. */
const all: Gate = { door: 'open', matched: true };
const present: Gate = { door: 'portal', matched: true };
/** Staff, and an operator who looks into the shop. */
const inShop: Gate = { door: 'staff', looking: true };
/** A call that needs a proof of today besides. */
const proven = (right: string): Gate => ({ door: 'portal', right, fresh: true });
/** The same of anybody who is signed in. */
const provenSelf: Gate = { door: 'portal', fresh: true };
const provenStaff: Gate = { door: 'staff', fresh: true };
/** Something of a customer, named together with it. */
const of = (kind: ThingKind, first = 'customer') => ({ field: 'id', kind, with: first });

/** Bytes of no passkey. */
const bytes = { id: 'AAAA', clientDataJSON: 'AAAA' };
const answer = () => ({ ...bytes, authenticatorData: 'AAAA', signature: 'AAAA', userHandle: 'AAAA' });
const newPasskey = () => ({ ...bytes, attestationObject: 'AAAA', transports: [] });

/** A customer’s program that may order. */
const program: Gate = { door: 'api', right: 'order' };

const operator: Gate = { door: 'operator' };
/** Whoever gave the password, and is to prove or to set up the second factor. */
const halfway: Gate = { door: 'operator', halfway: true };
/** What operators change: no shop that anybody asks at. */
const charlie = { slug: 'charlie' };
const newShop = (word: string) => ({
  slug: `made-${word}`,
  name: 'Made',
  ownerName: 'Olga',
  email: 'olga@made.test',
  timeZone: 'UTC',
  currency: 'USD',
  locale: 'en-US',
  units: 'inch',
});

const content = { title: 'Another title', lines: [{ text: 'another text', count: 2 }], files: [] };
const street = { street: '2 Long Lane' };
/** Whoever lacks a right cannot give it: these people get none. */
const person = (name: string) => ({ name, email: `${name}@nobody.test`, phone: null, rights: [] });

const shopInfo = {
  name: 'Alpha',
  email: null,
  phone: null,
  address: null,
  timeZone: 'UTC',
  currency: 'USD',
  locale: 'en-US',
  units: 'inch',
  brandColor: null,
};

/** The matrix knows nobody’s password; the tests of the account do. */
const wrongPassword = { endsIn: { status: 422, code: 'password.wrong' }, hashes: true } as const;

/** Every procedure of the core. One that is not here makes the matrix red. */
export const classified: Readonly<Record<string, Classified>> = {
  'portal access.start': { gate: all, input: (word) => ({ email: `${word}@nobody.test` }), hashes: true },
  'portal access.verify': {
    gate: all,
    input: () => ({ code: '00000000' }),
    endsIn: { status: 410, code: 'code.gone' },
  },
  'portal access.asked': { gate: all },
  'portal access.follow': {
    gate: all,
    input: () => ({ link: 'no link' }),
    endsIn: { status: 410, code: 'code.gone' },
  },
  'portal access.invitation': {
    gate: all,
    input: () => ({ id: unknown.invitation }),
    endsIn: { status: 410, code: 'link.gone' },
  },
  'portal access.accept': {
    gate: all,
    input: () => ({ token: 'no link' }),
    endsIn: { status: 410, code: 'link.gone' },
  },
  'portal access.match': {
    gate: all,
    input: (word) => ({ email: `${word}@nobody.test`, link: word }),
    endsIn: { status: 401, code: 'match.none' },
  },
  'portal access.me': { gate: all },
  'portal access.signOut': { gate: present, endsSession: true },
  'portal access.sessions': { gate: portal() },
  'portal access.openPreview': {
    gate: all,
    input: () => ({ handover: 'no handover' }),
    endsIn: { status: 410, code: 'link.gone' },
  },
  'portal access.endPreview': { gate: all },
  'portal access.revoke': { gate: portal(), thing: thing('session'), spends: true },
  'portal passkeys.ask': { gate: all },
  'portal passkeys.signIn': { gate: all, input: answer, endsIn: { status: 401, code: 'passkey.refused' } },
  'portal passkeys.askProof': { gate: portal() },
  'portal passkeys.prove': { gate: portal(), input: answer, endsIn: { status: 401, code: 'passkey.refused' } },
  'portal passkeys.list': { gate: portal() },
  'portal passkeys.askNew': { gate: provenSelf },
  'portal passkeys.add': { gate: provenSelf, input: newPasskey, endsIn: { status: 422, code: 'passkey.not-added' } },
  'portal passkeys.rename': { gate: portal(), thing: thing('passkey'), input: (name) => ({ name }), spends: true },
  'portal passkeys.remove': { gate: portal(), thing: thing('passkey'), spends: true },
  'portal customers.link': { gate: all, thing: thing('slug', 'slug'), passesOver: true },
  'portal customers.contacts': { gate: portal('contacts') },
  'portal customers.addContact': { gate: proven('contacts'), input: person },
  'portal customers.updateContact': {
    gate: proven('contacts'),
    thing: thing('contact'),
    input: person,
    spends: true,
  },
  'portal customers.removeContact': { gate: proven('contacts'), thing: thing('contact'), spends: true },
  'portal customers.restoreContact': { gate: proven('contacts'), thing: thing('removed contact'), spends: true },
  'portal customers.addresses': { gate: portal() },
  'portal customers.saveAddress': { gate: proven('order'), input: (label) => ({ label, value: street }) },
  'portal customers.updateAddress': {
    gate: proven('order'),
    thing: thing('address'),
    input: (label) => ({ label, value: street }),
    spends: true,
  },
  'portal customers.removeAddress': { gate: portal('order'), thing: thing('address'), spends: true },
  'portal requests.begin': {
    gate: open,
    input: (word) => ({ kind: 'note', introduction: { name: word, email: `${word}@nobody.test` } }),
    contactNeeds: 'order',
  },
  'portal requests.open': { gate: open, thing: thing('draft') },
  'portal requests.save': {
    gate: open,
    thing: thing('draft'),
    input: (title) => ({ part: 'what', base: 0, form: { title }, keepMine: true }),
    spends: true,
  },
  'portal requests.discard': { gate: open, thing: thing('draft'), spends: true },
  'portal requests.submit': { gate: open, thing: thing('draft'), contactNeeds: 'order', spends: true },
  'portal requests.own': { gate: portal(), input: () => ({ of: 'waiting' }) },
  'portal requests.counts': { gate: portal() },
  // The matrix has drafts of orders; those of changes are what the tests beside the code are about.
  'portal changes.draft': {
    gate: portal('order'),
    thing: thing('draft'),
    endsIn: { status: 404, code: 'not-found' },
  },
  'portal requests.puzzle': { gate: open, thing: thing('draft') },
  'portal requests.kinds': { gate: all },
  'portal requests.drafts': { gate: portal('order') },
  'portal changes.ofOrder': { gate: portal(), thing: thing('order', 'order') },
  'portal changes.begin': { gate: portal('order'), thing: thing('order', 'order') },
  'portal changes.cancel': {
    gate: portal('order'),
    thing: thing('order', 'order'),
    input: (reason) => ({ reason }),
    spends: true,
  },
  'portal changes.withdraw': { gate: portal('order'), thing: thing('change'), spends: true },
  'portal approvals.open': { gate: portal('approve') },
  'portal approvals.count': { gate: portal('approve') },
  // Of an order that is not the own there is nothing to tell, as of one that was never asked about.
  'portal approvals.ofOrder': { gate: portal(), thing: thing('order', 'order'), passesOver: true },
  'portal approvals.record': { gate: portal(), thing: thing('question') },
  'portal approvals.decide': {
    gate: portal('approve'),
    thing: { field: 'decisions', kind: 'question', all: true, as: (approval) => ({ approval, hash: questionHash }) },
    input: () => ({ choice: 'approve' }),
    spends: true,
  },
  'portal approvals.forwarding': { gate: portal('approve'), thing: thing('question', 'approval') },
  'portal approvals.forward': {
    gate: portal('approve'),
    thing: thing('question', 'approval'),
    // A colleague who may answer it.
    input: (name) => ({ to: { name, email: `carl@${canaries.smith}.test` } }),
    spends: true,
  },
  'portal orders.list': { gate: portal() },
  'portal orders.statuses': { gate: present },
  'portal orders.get': { gate: portal(), thing: thing('order number', 'number') },
  'portal notices.mine': { gate: portal() },
  'portal notices.choose': { gate: portal(), input: () => ({ choices: { progress: 'none' } }) },
  'portal notices.stopping': {
    gate: all,
    input: () => ({ token: 'no.token' }),
    endsIn: { status: 410, code: 'link.gone' },
  },
  'portal notices.stopMails': {
    gate: all,
    input: () => ({ token: 'no.token' }),
    endsIn: { status: 410, code: 'link.gone' },
  },
  'portal privacy.links': { gate: portal() },
  'portal privacy.export': { gate: { door: 'portal', fresh: true } },
  'portal files.earlier': { gate: portal(), input: () => ({ kind: 'note' }) },
  'portal files.remove': { gate: open, thing: thing('draft file'), spends: true },

  'api requests.create': { gate: program, input: () => ({ id: unknown.draft, kind: 'note', content }) },
  'api requests.change': {
    gate: program,
    input: () => ({ id: unknown.draft, reference: 'A-1', sequence: 1, content }),
  },
  'api requests.cancel': {
    gate: program,
    input: (reason) => ({ id: unknown.draft, reference: 'A-1', sequence: 1, reason }),
  },

  'staff access.signIn': {
    gate: all,
    input: (word) => ({ email: `${word}@nobody.test`, password: 'seven green lamps' }),
    endsIn: { status: 401, code: 'sign-in.failed' },
    hashes: true,
  },
  'staff access.setPassword': {
    gate: all,
    input: () => ({ token: 'no token', password: 'seven green lamps' }),
    endsIn: { status: 410, code: 'link.gone' },
  },
  'staff access.confirm': {
    gate: all,
    input: () => ({ code: '000000' }),
    endsIn: { status: 410, code: 'code.gone' },
  },
  'staff access.forgot': { gate: all, input: (word) => ({ email: `${word}@nobody.test` }) },
  'staff access.me': { gate: inShop },
  'staff access.signOut': { gate: inShop, endsSession: true },
  'staff passkeys.ask': { gate: all },
  'staff passkeys.signIn': { gate: all, input: answer, endsIn: { status: 401, code: 'passkey.refused' } },
  'staff passkeys.list': { gate: staff() },
  'staff passkeys.askNew': { gate: provenStaff },
  'staff passkeys.add': { gate: provenStaff, input: newPasskey, endsIn: { status: 422, code: 'passkey.not-added' } },
  'staff passkeys.rename': {
    gate: staff(),
    thing: thing('staff’s passkey'),
    input: (name) => ({ name }),
    spends: true,
  },
  'staff passkeys.remove': { gate: staff(), thing: thing('staff’s passkey'), spends: true },
  'staff access.people': { gate: staff('customers.read'), thing: thing('customer', 'customer') },
  'staff access.invite': { gate: staff('customers.edit'), thing: thing('contact', 'contact'), spends: true },
  'staff access.revokeInvitation': { gate: staff('customers.edit'), thing: thing('invitation'), spends: true },
  'staff access.endDevice': { gate: staff('customers.edit'), thing: thing('session'), spends: true },
  'staff access.setEmailMatch': { gate: staff('shop.edit'), input: () => ({ on: true, understood: true }) },
  'staff account.get': { gate: staff() },
  'staff account.changePassword': {
    gate: staff(),
    input: () => ({ current: 'no password', password: 'seven green lamps' }),
    ...wrongPassword,
  },
  'staff account.offerFactor': { gate: staff(), input: () => ({ current: 'no password' }), ...wrongPassword },
  'staff account.enableFactor': {
    gate: staff(),
    input: () => ({ sealed: 'no offer', code: '000000' }),
    endsIn: { status: 410, code: 'code.gone' },
  },
  'staff account.disableFactor': { gate: staff(), input: () => ({ current: 'no password' }), ...wrongPassword },
  'staff account.renewCodes': { gate: staff(), input: () => ({ current: 'no password' }), ...wrongPassword },
  'staff account.revoke': {
    gate: staff(),
    input: () => ({ id: unknown.session }),
    endsIn: { status: 404, code: 'not-found' },
  },
  'staff keys.list': { gate: staff('customers.read'), thing: thing('customer', 'customer'), passesOver: true },
  'staff keys.make': {
    gate: staff('customers.edit'),
    thing: thing('contact', 'contact'),
    input: (name) => ({ name }),
  },
  'staff keys.revoke': { gate: staff('customers.edit'), thing: thing('key'), spends: true },
  'staff members.list': { gate: staff('staff.manage') },
  'staff members.invite': {
    gate: staff('staff.manage'),
    thing: thing('role', 'role'),
    input: (name) => ({ name, email: `${name}@nobody.test` }),
  },
  'staff members.sendLink': { gate: staff('staff.manage'), thing: thing('staff member') },
  'staff members.revokeLink': { gate: staff('staff.manage'), thing: thing('staff member') },
  'staff members.resetFactor': {
    gate: staff('staff.manage'),
    thing: thing('staff member'),
    spends: true,
  },
  'staff members.changeRole': {
    gate: staff('staff.manage'),
    thing: thing('staff member'),
    input: () => ({ role: powerless }),
    spends: true,
  },
  'staff members.remove': { gate: staff('staff.manage'), thing: thing('staff member'), spends: true },
  'staff members.restore': { gate: staff('staff.manage'), thing: thing('removed staff member'), spends: true },
  'staff roles.list': { gate: staff('staff.manage') },
  'staff roles.save': {
    gate: staff('staff.manage'),
    thing: thing('role'),
    input: (name) => ({ name, permissions: [] }),
    spends: true,
  },
  'staff roles.duplicate': { gate: staff('staff.manage'), thing: thing('role'), input: (name) => ({ name }) },
  'staff roles.remove': { gate: staff('staff.manage'), thing: thing('role'), spends: true },
  'staff access.previewable': { gate: staff('portal.preview'), thing: thing('customer', 'customer') },
  'staff access.preview': { gate: staff('portal.preview'), thing: thing('contact', 'contact') },
  'staff customers.list': { gate: staff('customers.read') },
  'staff customers.named': {
    gate: staff('customers.read'),
    thing: { field: 'ids', kind: 'customer', all: true },
    passesOver: true,
  },
  'staff customers.get': { gate: staff('customers.read'), thing: thing('customer') },
  'staff customers.create': {
    gate: staff('customers.edit'),
    input: (name) => ({ name, contactName: name, email: `${name}@nobody.test` }),
  },
  'staff customers.update': {
    gate: staff('customers.edit'),
    thing: thing('customer'),
    input: (name) => ({ name, email: null, phone: null, note: null }),
    spends: true,
  },
  'staff customers.rotateLink': {
    gate: staff('customers.edit'),
    thing: of('customer’s link', 'current'),
    spends: true,
  },
  'staff customers.updateContact': {
    gate: staff('customers.edit'),
    thing: of('person of a customer'),
    input: person,
    spends: true,
  },
  'staff customers.removeContact': { gate: staff('customers.edit'), thing: of('person of a customer'), spends: true },
  'staff customers.restoreContact': {
    gate: staff('customers.edit'),
    thing: of('removed person of a customer'),
    spends: true,
  },
  'staff customers.updateAddress': {
    gate: staff('customers.edit'),
    thing: of('place of a customer'),
    input: (label) => ({ label, value: street }),
    spends: true,
  },
  'staff customers.removeAddress': { gate: staff('customers.edit'), thing: of('place of a customer'), spends: true },
  'staff customers.addContact': {
    gate: staff('customers.edit'),
    thing: thing('customer', 'customer'),
    input: (name) => ({ name, email: `${name}@nobody.test` }),
  },
  'staff customers.addAddress': {
    gate: staff('customers.edit'),
    thing: thing('customer', 'customer'),
    input: (label) => ({ label, value: street }),
  },
  'staff customers.confirm': { gate: staff('customers.edit'), thing: thing('customer') },
  'staff customers.export': { gate: staff('customers.edit') },
  'staff customers.exportPage': { gate: staff('customers.edit'), input: () => ({ id: unknown.order }) },
  'staff customers.mergePlan': { gate: staff('customers.edit'), thing: of('two customers', 'into') },
  'staff customers.merge': {
    gate: staff('customers.edit'),
    thing: of('two customers', 'into'),
    input: (name) => ({ name, email: null, phone: null, note: null }),
    spends: true,
  },
  'staff customers.undoMerge': { gate: staff('customers.edit'), thing: thing('merge'), spends: true },
  'staff imports.list': { gate: staff('customers.edit') },
  'staff imports.get': { gate: staff('customers.edit'), thing: thing('import') },
  'staff imports.rows': { gate: staff('customers.edit'), thing: thing('import') },
  'staff imports.map': {
    gate: staff('customers.edit'),
    thing: thing('import'),
    input: () => ({ columns: ['name'] }),
    spends: true,
  },
  'staff imports.start': {
    gate: staff('customers.edit'),
    thing: thing('import'),
    input: () => ({ columns: ['name'] }),
    spends: true,
  },
  'staff imports.undo': { gate: staff('customers.edit'), thing: thing('finished import'), spends: true },
  'staff requests.waiting': { gate: staff('orders.read') },
  'staff requests.counts': { gate: staff('orders.read') },
  'staff requests.quarantine': { gate: staff('orders.read') },
  'staff requests.releaseAll': {
    gate: staff('orders.edit'),
    thing: { field: 'ids', kind: 'request', all: true },
    passesOver: true,
    spends: true,
  },
  'staff requests.discard': {
    gate: staff('orders.edit'),
    thing: { field: 'ids', kind: 'request', all: true },
    passesOver: true,
    spends: true,
  },
  'staff requests.restore': {
    gate: staff('orders.edit'),
    thing: { field: 'ids', kind: 'request', all: true },
    passesOver: true,
    spends: true,
  },
  'staff requests.get': { gate: staff('orders.read'), thing: thing('request') },
  'staff requests.release': { gate: staff('orders.edit'), thing: thing('request'), spends: true },
  'staff requests.decline': {
    gate: staff('orders.edit'),
    thing: thing('request'),
    input: () => ({ reason: 'Not ours.' }),
    spends: true,
  },
  'staff requests.form': { gate: staff('orders.read'), thing: thing('waiting request') },
  'staff requests.edit': {
    gate: staff('orders.edit'),
    thing: thing('waiting request'),
    input: (title) => ({ base: 1, part: 'what', form: { title } }),
    spends: true,
  },
  'staff requests.takeAll': {
    gate: staff('orders.edit'),
    thing: { field: 'ids', kind: 'waiting request', all: true },
    passesOver: true,
    spends: true,
  },
  'staff requests.declineAll': {
    gate: staff('orders.edit'),
    thing: { field: 'ids', kind: 'waiting request', all: true },
    input: (reason) => ({ reason }),
    passesOver: true,
    spends: true,
  },
  'staff requests.seen': { gate: staff('orders.edit'), thing: thing('request') },
  'staff changes.get': { gate: staff('orders.read'), thing: thing('change') },
  'staff changes.explain': { gate: staff('orders.read'), thing: thing('change') },
  'staff changes.decide': {
    gate: staff('orders.edit'),
    thing: thing('change'),
    input: () => ({ version: 1, accept: 'all' }),
    spends: true,
  },
  'staff changes.reject': {
    gate: staff('orders.edit'),
    thing: thing('change'),
    input: (reason) => ({ reason }),
    spends: true,
  },
  'staff approvals.open': { gate: staff('orders.read') },
  'staff approvals.record': { gate: staff('orders.read'), thing: thing('question') },
  'staff approvals.ofOrder': { gate: staff('orders.read'), thing: thing('order', 'order'), passesOver: true },
  'staff orders.list': { gate: staff('orders.read') },
  'staff orders.board': { gate: staff('orders.read'), input: () => ({ cards: 50 }) },
  'staff orders.get': { gate: staff('orders.read'), thing: thing('order number', 'number') },
  'staff orders.form': { gate: staff('orders.read'), thing: thing('order number', 'number') },
  'staff orders.move': {
    gate: staff('orders.move'),
    thing: thing('order'),
    input: () => ({ to: 'doing' }),
    staffNeeds: 'orders.read',
    spends: true,
  },
  'staff orders.mark': {
    gate: staff('orders.move'),
    thing: thing('order'),
    input: () => ({ part: 'l1', type: 'checked', done: true }),
  },
  'staff orders.revise': {
    gate: staff('orders.edit'),
    thing: thing('order number', 'number'),
    input: () => ({ base: 1, content }),
    spends: true,
  },
  'staff orders.edit': {
    gate: staff('orders.edit'),
    thing: thing('order number', 'number'),
    input: (title) => ({ base: 1, part: 'what', form: { title } }),
    spends: true,
  },
  'staff notices.bell': { gate: staff('orders.read') },
  'staff notices.read': {
    gate: staff('orders.read'),
    thing: { field: 'ids', kind: 'notice', all: true },
    passesOver: true,
  },
  'staff audit.list': { gate: staff('audit.read') },
  'staff audit.choices': { gate: staff('audit.read') },
  'staff audit.export': { gate: staff('audit.read') },
  'staff shop.info': { gate: staff('shop.edit') },
  // The version that was never there: nothing changes, whoever asks.
  'staff shop.save': {
    gate: staff('shop.edit'),
    input: () => ({ base: 999_999, info: shopInfo }),
    endsIn: { status: 409, code: 'shop.stale' },
  },
  'staff shop.setLogo': {
    gate: staff('shop.edit'),
    input: () => ({ current: null, name: 'no.png', bytes: btoa('no picture') }),
    endsIn: { status: 415, code: 'picture.unfit' },
    hashes: true,
  },
  'staff shop.showLogo': {
    gate: staff('shop.edit'),
    input: () => ({ current: null, logo: unknown.logo }),
    endsIn: { status: 409, code: 'shop.stale' },
  },
  'staff hosts.get': { gate: staff('shop.edit') },
  'staff hosts.claim': { gate: staff('shop.edit'), input: (word) => ({ host: `${word}.alpha.test` }) },
  'staff hosts.verify': { gate: staff('shop.edit'), endsIn: { status: 409, code: 'host.unproven' } },
  'staff hosts.leave': { gate: staff('shop.edit') },
  'staff shop.firstSteps': { gate: staff('shop.edit') },
  'staff shop.hideFirstSteps': { gate: staff('shop.edit'), input: () => ({ hidden: false }) },
  'staff notices.mine': { gate: staff('orders.read'), isOwn: true },
  'staff notices.choose': {
    gate: staff('orders.read'),
    input: () => ({ choices: { 'intake.accepted': 'both' } }),
  },
  'staff notices.standIn': { gate: staff('orders.read'), isOwn: true },
  'staff notices.saveStandIn': {
    gate: staff('orders.read'),
    input: () => ({ backup: null, from: '2030-01-01', until: '2030-01-02' }),
  },
  'staff orders.assignees': { gate: staff('orders.read') },
  'staff orders.assign': {
    gate: staff('orders.edit'),
    thing: thing('order number', 'number'),
    input: () => ({ current: null, staff: null }),
  },
  'staff privacy.kept': { gate: staff('privacy.manage') },
  'staff privacy.ofCustomer': { gate: staff('privacy.manage'), thing: thing('customer') },
  'staff privacy.ofContact': { gate: staff('privacy.manage'), thing: of('person of a customer') },
  'staff privacy.exportCustomer': { gate: staff('privacy.manage'), thing: thing('customer') },
  'staff privacy.exportContact': { gate: staff('privacy.manage'), thing: of('person of a customer') },
  // Nobody types the name by chance: what is erased, its own tests say.
  'staff privacy.eraseCustomer': {
    gate: staff('privacy.manage'),
    thing: thing('customer'),
    input: (name) => ({ name }),
    endsIn: { status: 422, code: 'erase.other-name' },
  },
  'staff privacy.eraseContact': {
    gate: staff('privacy.manage'),
    thing: of('person of a customer'),
    input: (name) => ({ name }),
    endsIn: { status: 422, code: 'erase.other-name' },
  },
  'staff plugins.list': { gate: staff('plugins.manage') },
  'staff plugins.switch': { gate: staff('plugins.manage'), input: () => ({ plugin: 'notes', active: true }) },
  'staff plugins.settings': { gate: staff('plugins.manage'), input: () => ({ plugin: 'notes' }) },
  'staff plugins.saveSettings': { gate: staff('plugins.manage'), input: () => ({ plugin: 'notes', values: {} }) },
  'staff defaults.ofCustomer': { gate: staff('customers.read'), thing: thing('customer') },
  'staff defaults.formOfCustomer': {
    gate: staff('customers.read'),
    thing: thing('customer'),
    input: () => ({ kind: 'errand' }),
  },
  'staff defaults.saveOfCustomer': {
    gate: staff('customers.edit'),
    thing: thing('customer'),
    input: () => ({ kind: 'errand', part: 'what', base: 0, form: {} }),
  },
  'staff defaults.restoreOfCustomer': {
    gate: staff('customers.edit'),
    thing: thing('customer'),
    input: () => ({ kind: 'errand', base: 0, version: 0 }),
  },
  'staff defaults.ofService': { gate: staff('plugins.manage'), thing: thing('service') },
  'staff defaults.formOfService': {
    gate: staff('plugins.manage'),
    thing: thing('service'),
    input: () => ({ kind: 'errand' }),
  },
  'staff defaults.saveOfService': {
    gate: staff('plugins.manage'),
    thing: thing('service'),
    input: () => ({ kind: 'errand', part: 'what', base: 0, form: {} }),
  },
  'staff defaults.restoreOfService': {
    gate: staff('plugins.manage'),
    thing: thing('service'),
    input: () => ({ kind: 'errand', base: 0, version: 0 }),
  },
  'staff defaults.ofPlace': { gate: staff('customers.read'), thing: of('place of a customer') },
  'staff defaults.savePlace': {
    gate: staff('customers.edit'),
    thing: of('place of a customer'),
    input: () => ({ kind: 'errand', base: 0, texts: {} }),
  },
  'staff defaults.restoreOfPlace': {
    gate: staff('customers.edit'),
    thing: of('place of a customer'),
    input: () => ({ kind: 'errand', base: 0, version: 0 }),
  },
  'staff forms.list': { gate: staff('plugins.manage') },
  'staff forms.get': { gate: staff('plugins.manage'), input: () => ({ kind: 'note' }) },
  'staff forms.save': { gate: staff('plugins.manage'), input: () => ({ kind: 'note', layout: {} }) },
  'staff settings.services': { gate: staff('plugins.manage') },
  'staff settings.ofService': { gate: staff('plugins.manage'), thing: thing('service') },
  'staff settings.saveOfService': {
    gate: staff('plugins.manage'),
    thing: thing('service'),
    input: () => ({ plugin: 'errands', values: {} }),
  },
  'staff settings.ofCustomer': { gate: staff('customers.read'), thing: thing('customer') },
  'staff settings.saveOfCustomer': {
    gate: staff('customers.edit'),
    thing: thing('customer'),
    input: () => ({ plugin: 'errands', values: {} }),
  },
  'operator access.signIn': {
    gate: { door: 'operator', open: true },
    input: (word) => ({ email: `${word}@nobody.test`, password: 'eleven blue kettles' }),
    endsIn: { status: 401, code: 'sign-in.failed' },
    hashes: true,
  },
  'operator access.setPassword': {
    gate: { door: 'operator', open: true },
    input: () => ({ token: 'no link', password: 'eleven blue kettles' }),
    endsIn: { status: 410, code: 'link.gone' },
  },
  'operator access.me': { gate: halfway },
  'operator access.confirm': {
    gate: halfway,
    input: () => ({ code: '000000' }),
    endsIn: { status: 410, code: 'code.gone' },
  },
  'operator access.offerFactor': {
    gate: halfway,
    input: () => ({ current: 'nine grey lamps' }),
    ...wrongPassword,
  },
  'operator access.enableFactor': {
    gate: halfway,
    input: () => ({ sealed: 'nothing', code: '000000' }),
    endsIn: { status: 410, code: 'code.gone' },
  },
  'operator access.signOut': { gate: halfway, endsSession: true },
  'operator shops.list': { gate: operator },
  'operator shops.get': { gate: operator, input: () => charlie },
  'operator shops.create': { gate: operator, input: newShop },
  'operator shops.look': { gate: operator, input: () => ({ ...charlie, reason: 'Ticket 7: a test.' }) },
  'operator shops.suspend': { gate: operator, input: () => ({ ...charlie, reason: 'A test.' }) },
  'operator shops.resume': { gate: operator, input: () => charlie },
  'operator shops.provision': { gate: operator, input: () => ({ ...charlie, plugins: [] }) },
  'operator shops.limit': { gate: operator, input: () => ({ ...charlie, ceilings: { submitsPerHour: 5 } }) },
  'operator shops.addHost': { gate: operator, input: () => ({ ...charlie, host: 'charlie.test' }) },
  'operator shops.removeHost': {
    gate: operator,
    input: () => ({ ...charlie, host: 'nobody.test' }),
    endsIn: { status: 404, code: 'not-found' },
  },
  'operator health.plugins': { gate: operator },
  'operator health.replay': { gate: operator, input: () => ({ plugin: 'notes', slug: null }) },
};

/** Every procedure that is to be there: the core's, and those of plugins that are. */
export const classifiedOf = (plugins: Plugins): Readonly<Record<string, Classified>> => ({
  ...classified,
  ...ofProcedures(plugins, ({ procedures }) => procedures),
});

export const nameOf = ({ door, path }: FoundProcedure): string => `${door} ${path}`;
const fileOf = (name: string): string => fileAbout(name, 'procedures.ts');

/** What is wrong with the table, held against the code: a sentence each, with what to do. */
export function faultsOfTable(
  found: readonly FoundProcedure[],
  table: Readonly<Record<string, Classified>> = classified,
): readonly string[] {
  const names = new Set(found.map(nameOf));
  const gone = Object.keys(table).filter((name) => !names.has(name));
  return [
    ...found.flatMap((one) => faultOf(one, table[nameOf(one)])),
    ...gone.map((name) => `"${name}" is in ${fileOf(name)} and nowhere else. Take it out there.`),
  ];
}

function faultOf(one: FoundProcedure, known: Classified | undefined): readonly string[] {
  const [name, gate] = [nameOf(one), JSON.stringify(one.gate)];
  if (!known) {
    const row = `'${ownName(name)}': { gate: ${gate}, thing: <what its input names>, input: <the rest of a good input> },`;
    return [`"${name}" is not classified. Say who may call it, in ${fileOf(name)}:\n  ${row}`];
  }
  if (sorted(known.gate) === sorted(one.gate)) return [];
  return [`"${name}" lets in ${gate}, and ${fileOf(name)} says ${JSON.stringify(known.gate)}. Which one is meant?`];
}

const sorted = (gate: Gate): string =>
  JSON.stringify(gate, ['door', 'open', 'right', 'permission', 'fresh', 'matched']);
