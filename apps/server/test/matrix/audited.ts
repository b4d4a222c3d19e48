import {
  auditActions,
  authenticator,
  proceduresOf,
  stepOf,
  totpCode,
  type TestBrowser,
  type TestPlatform,
} from '@docket/core/testing';
import type { Actor } from './actors.ts';
import type { Ask } from './asking.ts';
import { cellsOf } from './cells.ts';
import { askCell } from './checking.ts';
import { fileAbout, ofProcedures } from './plugins.ts';
import { nameOf } from './procedures.ts';
import type { Subject } from './subject.ts';
import { browserOf, drawing, ownersOf, sarahsOf, type Way } from './ways.ts';
import { canaries, type World } from './world.ts';

const challenge = 'What is asked is a challenge of the one browser, which opens nothing by itself.';

/** Mutations of the core that leave no line in the audit, each with the reason. */
const withoutLineOfCore: Readonly<Record<string, string>> = {
  'portal access.start': 'Who asks for a code changes nothing of the shop; the limits count it.',
  'staff access.forgot': 'Who asks for a link changes nothing of the shop; the limits count it.',
  'staff account.offerFactor': 'What is offered is kept nowhere before its first code is typed.',
  'portal passkeys.ask': challenge,
  'portal passkeys.askProof': challenge,
  'portal passkeys.askNew': challenge,
  'staff passkeys.ask': challenge,
  'staff passkeys.askNew': challenge,
  'portal requests.begin': 'A draft is its sender’s own until it is sent.',
  'portal requests.save': 'A draft is its sender’s own until it is sent.',
  'portal requests.discard': 'A draft is its sender’s own, and nobody else has seen it.',
  'portal changes.begin': 'A draft is its sender’s own until it is sent.',
  'portal changes.cancel': 'The request is its own record, and the history of the order says so.',
  'portal changes.withdraw': 'The request keeps by whom and when, and the history of the order says so.',
  'api requests.create': 'As with a submit, the request is its own record.',
  'api requests.change': 'The message is its own record, as received; so is the request that it becomes.',
  'api requests.cancel': 'The message is its own record, as received; so is the request that it becomes.',
  'portal files.remove': 'A draft is its sender’s own until it is sent.',
  'portal requests.submit':
    'The request is its own record: content as received, sender, moment and decision; the history of its order begins with it.',
  'staff requests.seen': 'The request itself keeps by whom and when.',
  'staff imports.map': 'What a file holds is nobody’s record before it is confirmed.',
  'staff notices.read': 'Whose bell it is marks it.',
};

const email = `sarah@${canaries.smith}.test`;

/** The newest mail to an address, once everything is sent. */
async function mailTo({ platform, post }: TestPlatform, address: string): Promise<string> {
  await platform.settle();
  return post.newestTo(address).parsed.text ?? '';
}

async function askedFor(test: TestPlatform, world: World) {
  const browser = browserOf(world);
  await browser.portal.access.start.mutate({ email });
  return { browser, mail: await mailTo(test, email) };
}

/** The owner's browser, with a preview. */
async function previewed(world: World): Promise<TestBrowser> {
  const browser = ownersOf(world);
  const { handover } = await browser.staff.access.preview.mutate({ contact: world.sarah.id });
  await browser.portal.access.openPreview.mutate({ handover });
  return browser;
}

const secretIn = (mail: string): string => /#([\w.-]+)/.exec(mail)![1]!;

/** What the owner knows of the shop. */
const shopOf = (world: World) => ownersOf(world).staff.shop;

const currentLogo = async (world: World): Promise<string> => (await shopOf(world).info.query({})).logo!.id;

const password = 'seven green lamps';

/** A staff member of the own with a password, signed in. */
async function memberOf(world: World, name: string) {
  const member = { email: `${name}@staff.test`, password };
  await world.platform.seed.staff(world.alpha, { ...member, name: 'Audited', role: 'owner' });
  const browser = browserOf(world);
  await browser.staff.access.signIn.mutate(member);
  return { member, browser };
}

/** The same with a second factor. */
async function guardedMember(world: World, name: string) {
  const { member, browser } = await memberOf(world, name);
  const { secret, sealed } = await browser.staff.account.offerFactor.mutate({ current: password });
  const code = totpCode(secret, stepOf(new Date()));
  const { codes } = await browser.staff.account.enableFactor.mutate({ sealed, code });
  return { member, browser, codes };
}

/** Sarah's browser with a passkey that was just made, and the passkey. */
async function keyHolder(world: World) {
  const browser = await sarahsOf(world);
  const key = authenticator('http://shop.test');
  await browser.portal.passkeys.add.mutate(key.make(await browser.portal.passkeys.askNew.mutate({})));
  return { browser, key };
}

/** The same of the owner, with the passkey's id. */
async function staffKeyHolder(world: World) {
  const browser = browserOf(world, await world.session('alpha', 'staff', world.owner.id));
  const key = authenticator('http://shop.test');
  const { id } = await browser.staff.passkeys.add.mutate(key.make(await browser.staff.passkeys.askNew.mutate({})));
  return { browser, key, id };
}

/** The owner's way to what new orders begin with. None are left: the table asks on top of none. */
const setDefaults =
  (set: (defaults: TestBrowser['staff']['defaults'], world: World) => Promise<unknown>): Way =>
  async (_, world) => {
    await set(ownersOf(world).staff.defaults, world);
    await world.run('alpha', 'delete from core.order_default');
  };
const errand = { kind: 'errand', base: 0 };
const errandPart = { ...errand, part: 'what', form: { title: 'Daily' } };
const cleared = { ...errand, base: 1, version: 0 };
const customerOf = ({ sarah }: World) => ({ id: String(sarah.things.customer) });
const serviceOf = ({ sarah }: World) => ({ id: String(sarah.things.service) });
const placeOf = ({ sarah }: World) => ({ customer: String(sarah.things.customer), id: String(sarah.things.address) });

/** How those of the core succeed that the matrix asks without what it takes. */
const waysOfCore: Readonly<Record<string, Way>> = {
  'portal access.verify': async (test, world) => {
    const { browser, mail } = await askedFor(test, world);
    await browser.portal.access.verify.mutate({ code: /\b\d{4} ?\d{4}\b/.exec(mail)![0].replace(' ', '') });
  },
  'portal access.follow': async (test, world) => {
    const { browser, mail } = await askedFor(test, world);
    await browser.portal.access.follow.mutate({ link: secretIn(mail) });
  },
  'portal access.accept': async (test, world) => {
    await ownersOf(world).staff.access.invite.mutate({ contact: world.sarah.id });
    const mail = await mailTo(test, email);
    const id = /welcome\/([\da-f-]+)#/.exec(mail)![1]!;
    await browserOf(world).portal.access.accept.mutate({ token: `${id}.${secretIn(mail)}` });
  },
  'staff requests.restore': async (_, world) => {
    const { requests } = ownersOf(world).staff;
    const ids = [world.sarah.things.request as string];
    await requests.discard.mutate({ ids });
    await requests.restore.mutate({ ids });
  },
  'portal access.match': async (_, world) => {
    const { staff } = ownersOf(world);
    const { slug, entryKey } = await staff.customers.get.query({ id: world.sarah.things.customer as string });
    await browserOf(world).portal.access.match.mutate({ email, link: `${slug}.${entryKey}` });
  },
  'staff access.setEmailMatch': async (_, world) => {
    const { access } = ownersOf(world).staff;
    await access.setEmailMatch.mutate({ on: false });
    await access.setEmailMatch.mutate({ on: true, understood: true });
    await world.run('alpha', `update core.session set revoked_at = null where proof = 'email-match'`);
  },
  'portal access.openPreview': async (_, world) => void (await previewed(world)),
  'portal access.endPreview': async (_, world) => {
    const browser = await previewed(world);
    await browser.portal.access.endPreview.mutate({});
  },
  'portal passkeys.add': (_, world) => keyHolder(world),
  'portal passkeys.signIn': async (_, world) => {
    const { key } = await keyHolder(world);
    const { passkeys } = browserOf(world).portal;
    await passkeys.signIn.mutate(key.sign(await passkeys.ask.mutate({})));
  },
  'portal passkeys.prove': async (_, world) => {
    const { browser, key } = await keyHolder(world);
    const { passkeys } = browser.portal;
    await passkeys.prove.mutate(key.sign(await passkeys.askProof.mutate({})));
  },
  'staff passkeys.add': (_, world) => staffKeyHolder(world),
  'staff passkeys.rename': async (_, world) => {
    const { browser, id } = await staffKeyHolder(world);
    await browser.staff.passkeys.rename.mutate({ id, name: 'Key ring' });
  },
  'staff passkeys.remove': async (_, world) => {
    const { browser, id } = await staffKeyHolder(world);
    await browser.staff.passkeys.remove.mutate({ id });
  },
  'staff passkeys.signIn': async (_, world) => {
    const { key } = await staffKeyHolder(world);
    const { passkeys } = browserOf(world).staff;
    await passkeys.signIn.mutate(key.sign(await passkeys.ask.mutate({})));
  },
  'staff access.signIn': (_, world) => memberOf(world, 'audited'),
  'staff access.confirm': async (_, world) => {
    const { member, codes } = await guardedMember(world, 'confirms');
    const browser = browserOf(world);
    await browser.staff.access.signIn.mutate(member);
    await browser.staff.access.confirm.mutate({ code: codes[0]! });
  },
  'staff account.changePassword': async (_, world) => {
    const { browser } = await memberOf(world, 'changes');
    await browser.staff.account.changePassword.mutate({ current: password, password: 'nine purple doors' });
  },
  'staff account.enableFactor': (_, world) => guardedMember(world, 'enables'),
  'staff account.disableFactor': async (_, world) => {
    const { browser } = await guardedMember(world, 'disables');
    await browser.staff.account.disableFactor.mutate({ current: password });
  },
  'staff account.renewCodes': async (_, world) => {
    const { browser } = await guardedMember(world, 'renews');
    await browser.staff.account.renewCodes.mutate({ current: password });
  },
  'staff account.revoke': async (_, world) => {
    const { browser } = await memberOf(world, 'revokes');
    const { sessions } = await browser.staff.account.get.query({});
    await browser.staff.account.revoke.mutate({ id: sessions[0]!.id });
  },
  'staff hosts.verify': async (_, world) => {
    const { hosts } = ownersOf(world).staff;
    await hosts.claim.mutate({ host: 'proven.alpha.test' });
    await hosts.verify.mutate({});
  },
  'staff orders.assign': async (_, world) => {
    const { orders } = ownersOf(world).staff;
    const number = Number(world.sarah.things['order number']);
    await orders.assign.mutate({ number, current: null, staff: world.owner.id });
    await orders.assign.mutate({ number, current: world.owner.id, staff: null });
  },
  'portal notices.stopMails': async (test, world) => {
    const address = 'stopped@staff.test';
    const member = { name: 'Stopped', email: address, role: 'sales', password: 'seven green lamps' } as const;
    const id = await world.platform.seed.staff(world.alpha, member);
    const { staff } = browserOf(world, await world.session('alpha', 'staff', id));
    await staff.notices.choose.mutate({ choices: { 'order.assigned': 'mail' } });
    const number = Number(world.tom.things['order number']);
    await ownersOf(world).staff.orders.assign.mutate({ number, current: null, staff: id });
    const token = /unsubscribe\/([\w.-]+)/.exec(await mailTo(test, address))![1]!;
    await ownersOf(world).staff.orders.assign.mutate({ number, current: id, staff: null });
    await browserOf(world).portal.notices.stopMails.mutate({ token });
  },
  'staff defaults.saveOfCustomer': setDefaults((defaults, world) =>
    defaults.saveOfCustomer.mutate({ ...customerOf(world), ...errandPart }),
  ),
  'staff defaults.restoreOfCustomer': setDefaults(async (defaults, world) => {
    await defaults.saveOfCustomer.mutate({ ...customerOf(world), ...errandPart });
    await defaults.restoreOfCustomer.mutate({ ...customerOf(world), ...cleared });
  }),
  'staff defaults.saveOfService': setDefaults((defaults, world) =>
    defaults.saveOfService.mutate({ ...serviceOf(world), ...errandPart }),
  ),
  'staff defaults.restoreOfService': setDefaults(async (defaults, world) => {
    await defaults.saveOfService.mutate({ ...serviceOf(world), ...errandPart });
    await defaults.restoreOfService.mutate({ ...serviceOf(world), ...cleared });
  }),
  'staff defaults.savePlace': setDefaults((defaults, world) =>
    defaults.savePlace.mutate({ ...placeOf(world), ...errand, texts: { door: 'Back' } }),
  ),
  'staff defaults.restoreOfPlace': setDefaults(async (defaults, world) => {
    await defaults.savePlace.mutate({ ...placeOf(world), ...errand, texts: { door: 'Back' } });
    await defaults.restoreOfPlace.mutate({ ...placeOf(world), ...cleared });
  }),
  'staff shop.save': async (_, world) => {
    const { info, version: base } = await shopOf(world).info.query({});
    await shopOf(world).save.mutate({ base, info: { ...info, phone: '+1 312 555 0100' } });
  },
  'staff shop.setLogo': async (_, world) =>
    shopOf(world).setLogo.mutate({ current: await currentLogo(world), name: 'logo.svg', bytes: btoa(drawing) }),
  'staff shop.showLogo': async (_, world) => {
    await shopOf(world).showLogo.mutate({ current: await currentLogo(world), logo: null });
  },
  'staff shop.hideFirstSteps': (_, world) => shopOf(world).hideFirstSteps.mutate({ hidden: true }),
  'staff access.setPassword': async (_, world) => {
    const link = await world.platform.seed.invite(world.alpha, { name: 'New', email: 'new@staff.test', role: 'sales' });
    const token = link.split('/').at(-1)!;
    await browserOf(world).staff.access.setPassword.mutate({ token, password: 'seven green lamps' });
  },
  'staff privacy.eraseCustomer': async (_, world) => {
    const { id } = await world.platform.seed.customer(world.alpha, { name: 'Gone', contacts: [] });
    await ownersOf(world).staff.privacy.eraseCustomer.mutate({ id, name: 'Gone' });
  },
  'staff privacy.eraseContact': async (_, world) => {
    const contacts = [{ name: 'Gone too', email: 'gone-too@nobody.test' }];
    const made = await world.platform.seed.customer(world.alpha, { name: 'Stays', contacts });
    const person = { customer: made.id, id: made.contacts[0]!, name: 'Gone too' };
    await ownersOf(world).staff.privacy.eraseContact.mutate(person);
  },
};

interface Line {
  readonly id: string;
  readonly by: { readonly type: string; readonly id?: string };
  readonly action: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Calls every mutation once with success, and says what is wrong with the lines that it leaves: a sentence each. */
export async function faultsOfAudit(
  test: TestPlatform,
  { world, ask, subjects, actors }: { world: World; ask: Ask; subjects: readonly Subject[]; actors: readonly Actor[] },
): Promise<readonly string[]> {
  // What operators do is on record of the platform, not of a shop.
  const { plugins } = test.platform.registry;
  const mutations = proceduresOf(plugins).filter(({ type, door }) => type === 'mutation' && door !== 'operator');
  const withoutLine = { ...withoutLineOfCore, ...ofProcedures(plugins, (plugin) => plugin.withoutLine) };
  const ways = { ...waysOfCore, ...ofProcedures(plugins, (plugin) => plugin.ways) };
  const fileOf = (name: string): string => fileAbout(name, 'audited.ts');
  const effects = effectsIn(test.platform);
  const names = new Set(mutations.map(nameOf));
  const faults = Object.keys({ ...withoutLine, ...ways })
    .filter((name) => !names.has(name))
    .map((name) => `"${name}" is in ${fileOf(name)} and nowhere else.`);
  for (const [nth, { door, path }] of mutations.entries()) {
    const name = `${door} ${path}`;
    if (withoutLine[name] !== undefined) continue;
    const known = new Set((await linesOf(world)).map(({ id }) => id));
    await (ways[name]?.(test, world) ?? succeed(name, nth));
    const left = (await linesOf(world)).filter(({ id }) => !known.has(id));
    if (left.length === 0)
      faults.push(
        `"${name}" leaves no line in the audit. Write one in its own statement, or say in ${fileOf(name)} why it needs none.`,
      );
    faults.push(...left.flatMap((line) => faultsOfLine(line, effects)).map((fault) => `"${name}": ${fault}`));
  }
  return faults;

  async function succeed(name: string, nth: number): Promise<void> {
    const subject = subjects.find((one) => one.name === name)!;
    const doer = name.startsWith('staff') ? 'staff: owner' : 'contact with every right';
    const actor = actors.filter((one) => one.name === doer);
    const [cell] = cellsOf(world, [subject], actor).filter(({ variant }) =>
      ['own', 'as it should be'].includes(variant),
    );
    const { answer } = await askCell(world, ask, cell!, 100_000 + nth);
    if (answer.status !== 200)
      faults.push(`"${name}" was refused (${answer.code}). Say in ${fileOf(name)}, under "ways", how it succeeds.`);
  }
}

const linesOf = async ({ run }: World): Promise<readonly Line[]> =>
  (await run('alpha', 'select id, by, action, before, after from core.audit')) as unknown as Line[];

/** What lines of the audit hold, by action: the core's, and the plugins'. */
const effectsIn = ({ registry }: TestPlatform['platform']): Readonly<Record<string, string>> =>
  Object.assign({}, auditActions, ...registry.plugins.map(({ descriptor: { audit } }) => audit));

function faultsOfLine(
  { action, by, before, after }: Line,
  effects: Readonly<Record<string, string>>,
): readonly string[] {
  const effect = effects[action];
  const wanted = { before: effect !== 'adds', after: effect !== 'ends' };
  return [
    ...(effect === undefined
      ? [`"${action}" is neither in core/src/audit/actions.ts nor under a plugin's "audit".`]
      : []),
    ...(['staff', 'contact'].includes(by.type) && by.id === undefined ? [`"${action}" does not say who did it.`] : []),
    ...(wanted.before && before === null ? [`"${action}" does not say what it was before.`] : []),
    ...(wanted.after && after === null ? [`"${action}" does not say what it is now.`] : []),
  ];
}
