import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../kernel/database.ts';
import { authenticator, type Authenticator, type Quirks } from '../testing/authenticator.ts';
import { openTestDatabase, stores } from '../testing/database.ts';
import { addPasskey, signInBy } from '../testing/passkeys.ts';
import { browser, openShop, signedIn, staffBrowser, type Browser, type TestShop } from '../testing/people.ts';

const refusal = (code: string, status?: number) => ({ cause: { code, ...(status && { status }) } });
const refused = refusal('passkey.refused', 401);
const notAdded = refusal('passkey.not-added', 422);
const hour = 60;

let people = 0;
/** A contact of a new customer, signed in by a code. */
async function newcomer(shop: TestShop) {
  const email = `pat-${(people += 1)}@smith.test`;
  const contact = await shop.contact(email);
  return { email, contact, visitor: await signedIn(shop, email) };
}

/** The same, with a passkey. */
async function keyHolder(shop: TestShop) {
  const one = await newcomer(shop);
  return { ...one, ...(await addPasskey(shop, 'portal', one.visitor)) };
}

/** The answer of another authenticator in the name of a passkey, all but the signature right. */
function forgedBy(key: Authenticator, asked: Parameters<Authenticator['sign']>[0]) {
  const { id, userHandle } = key.sign(asked);
  return { ...authenticator().sign(asked, { counter: 0 }), id, userHandle };
}

const isIn = (shop: TestShop, visitor: Browser): Promise<boolean> =>
  shop.portal(visitor).access.me({}).then(({ signedIn: is }) => is); // prettier-ignore

describe.each(stores)('on %s', (store) => {
  let database: Database;
  let shop: TestShop;
  beforeAll(async () => {
    database = await openTestDatabase(store);
    shop = await openShop(database);
  });
  afterAll(() => database.close());

  describe('a contact’s passkey', () => {
    it('is offered to who typed a code, until there is one', async () => {
      const { visitor } = await newcomer(shop);
      expect(await shop.portal(visitor).access.me({})).toMatchObject({ isOfferedPasskey: true, hasPasskey: false });
      const { key } = await addPasskey(shop, 'portal', visitor);
      expect(await shop.portal(visitor).access.me({})).toMatchObject({ isOfferedPasskey: false, hasPasskey: true });
      const other = await signInBy(shop, 'portal', key);
      expect(await shop.portal(other).access.me({})).toMatchObject({ isOfferedPasskey: false, hasPasskey: true });
    });

    it('signs in without an address and without a code, and staff see by what', async () => {
      const { key, contact, email } = await keyHolder(shop);
      const elsewhere = browser();
      const { passkeys } = shop.portal(elsewhere);
      expect(await passkeys.signIn(key.sign(await passkeys.ask({})))).toEqual({ customerSlug: contact.slug });
      expect(await shop.portal(elsewhere).access.me({})).toMatchObject({ signedIn: true, id: contact.id, email });
      const owner = await staffBrowser(shop, `owner-${contact.id}@shop.test`);
      const seen = await shop.staff(owner).access.people({ customer: contact.customer });
      expect(seen.people[0]!.devices.map(({ proof }) => proof).toSorted()).toEqual(['code', 'passkey']);
    });

    it('is listed, named and removed by its owner alone, and each leaves a line in the audit', async () => {
      const { visitor, id, key, contact } = await keyHolder(shop);
      const stranger = (await newcomer(shop)).visitor;
      const [own, other] = [shop.portal(visitor).passkeys, shop.portal(stranger).passkeys];
      expect(await own.list({})).toMatchObject([{ id, name: 'Firefox', usedAt: null }]);
      expect(await other.list({})).toEqual([]);
      for (const unknown of [id, '0190a000-0000-7000-8000-00000000dead']) {
        await expect(other.rename({ id: unknown, name: 'Mine' })).rejects.toMatchObject(refusal('not-found', 404));
        await expect(other.remove({ id: unknown })).rejects.toMatchObject(refusal('not-found', 404));
      }
      await own.rename({ id, name: '  My phone ' });
      await signInBy(shop, 'portal', key);
      expect(await shop.portal(visitor).passkeys.list({})).toMatchObject([
        { name: 'My phone', usedAt: expect.any(Date) },
      ]);
      expect(await shop.portal(visitor).passkeys.remove({ id })).toEqual({ name: 'My phone' });
      expect(await shop.portal(visitor).passkeys.list({})).toEqual([]);
      const lines = await shop.audit(contact.id);
      expect(lines.filter(({ action }) => action.includes('passkey'))).toMatchObject([
        { action: 'access.add-passkey', before: null, after: { passkey: 'Firefox' } },
        { action: 'access.rename-passkey', before: { passkey: 'Firefox' }, after: { passkey: 'My phone' } },
        { action: 'access.remove-passkey', before: { passkey: 'My phone' }, after: null },
      ]);
      await expect(signInBy(shop, 'portal', key)).rejects.toMatchObject(refused);
      await addPasskey(shop, 'portal', visitor, key);
      expect(await isIn(shop, await signInBy(shop, 'portal', key))).toBe(true);
    });

    it('is added by who proved the address today alone, and is such a proof itself', async () => {
      const { visitor, key } = await keyHolder(shop);
      shop.pass(24 * hour);
      await expect(shop.portal(visitor).passkeys.askNew({})).rejects.toMatchObject(refusal('proof.needed', 401));
      const made = authenticator().make({ challenge: 'none', rp: { id: 'shop.test' }, user: { id: 'none' } });
      await expect(shop.portal(visitor).passkeys.add(made)).rejects.toMatchObject(refusal('proof.needed', 401));
      await signInBy(shop, 'portal', key, { visitor });
      await addPasskey(shop, 'portal', visitor);
      expect(await shop.portal(visitor).passkeys.list({})).toHaveLength(2);
    });

    it('belongs to one contact, when an address belongs to several: nobody is asked which', async () => {
      const [first, second] = [await shop.contact('both@smith.test'), await shop.contact('both@smith.test')];
      const visitor = browser();
      await shop.portal(visitor).access.start({ email: 'both@smith.test' });
      const code = await shop.code('both@smith.test');
      await shop.portal(visitor).access.verify({ code, customer: second.slug });
      const { key } = await addPasskey(shop, 'portal', visitor);
      const elsewhere = await signInBy(shop, 'portal', key);
      expect(await shop.portal(elsewhere).access.me({})).toMatchObject({ id: second.id });
      expect(first.id).not.toBe(second.id);
    });

    it('[abuse 29] [Better Auth #9572] of fifty redemptions of one signature at one moment, one opens a session', async () => {
      const { key } = await keyHolder(shop);
      const asker = browser();
      // Of a passkey that never counts: the count is no second guard.
      const answer = key.sign(await shop.portal(asker).passkeys.ask({}), { counter: 0 });
      const before = (await shop.sessionsOf('contact')).length;
      const attempts = Array.from({ length: 50 }, () => {
        const visitor = browser();
        visitor.cookies.kept.set('passkey', asker.cookies.kept.get('passkey')!);
        return shop.portal(visitor).passkeys.signIn(answer);
      });
      const settled = await Promise.allSettled(attempts);
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await shop.sessionsOf('contact')).toHaveLength(before + 1);
      asker.cookies.kept.delete('portal');
      await expect(shop.portal(asker).passkeys.signIn(answer)).rejects.toMatchObject(refused);
    });

    it('[abuse 26] signs for the browser that asked, within five minutes, and for what was asked last', async () => {
      const { key } = await keyHolder(shop);
      const [asker, other] = [browser(), browser()];
      const asked = await shop.portal(asker).passkeys.ask({});
      const answer = key.sign(asked);
      await expect(shop.portal(other).passkeys.signIn(answer)).rejects.toMatchObject(refused);
      await shop.portal(other).passkeys.ask({});
      await expect(shop.portal(other).passkeys.signIn(answer)).rejects.toMatchObject(refused);
      const [id] = asker.cookies.kept.get('passkey')!.split('.');
      other.cookies.kept.set('passkey', `${id}.${'A'.repeat(43)}`);
      await expect(shop.portal(other).passkeys.signIn(answer)).rejects.toMatchObject(refused);
      await shop.portal(asker).passkeys.ask({});
      await expect(shop.portal(asker).passkeys.signIn(answer)).rejects.toMatchObject(refused);
      const late = key.sign(await shop.portal(asker).passkeys.ask({}));
      shop.pass(5);
      await expect(shop.portal(asker).passkeys.signIn(late)).rejects.toMatchObject(refused);
      await signInBy(shop, 'portal', key);
    });

    it('may be tried five times for one question', async () => {
      const { key } = await keyHolder(shop);
      const asker = browser();
      const { passkeys } = shop.portal(asker);
      const asked = await passkeys.ask({});
      for (let i = 0; i < 5; i += 1)
        await expect(passkeys.signIn(authenticator().sign(asked))).rejects.toMatchObject(refused);
      await expect(passkeys.signIn(key.sign(asked))).rejects.toMatchObject(refused);
    });

    it.each<[string, Quirks]>([
      ['on another page', { origin: 'https://evil.test' }],
      ['for another host', { rpId: 'evil.test' }],
      ['without knowing who pressed', { verified: false }],
      ['without saying whose it is', { handle: false }],
      ['as if it were being made', { type: 'webauthn.create' }],
    ])('opens nothing when it signed %s', async (_, quirks) => {
      const { key } = await keyHolder(shop);
      await expect(signInBy(shop, 'portal', key, quirks)).rejects.toMatchObject(refused);
      await signInBy(shop, 'portal', key);
    });

    it.each<[string, Quirks]>([
      ['on another page', { origin: 'https://evil.test' }],
      ['for another host', { rpId: 'evil.test' }],
      ['without knowing who pressed', { verified: false }],
      ['as if it signed', { type: 'webauthn.get' }],
    ])('is not added when it was made %s', async (_, quirks) => {
      const { visitor } = await newcomer(shop);
      const { passkeys } = shop.portal(visitor);
      const made = authenticator().make(await passkeys.askNew({}), quirks);
      await expect(passkeys.add(made)).rejects.toMatchObject(notAdded);
      expect(await shop.portal(visitor).passkeys.list({})).toEqual([]);
    });

    it('that nobody knows, and one whose signature is wrong, are refused alike', async () => {
      const { key, email, contact } = await keyHolder(shop);
      type Asked = Parameters<typeof key.sign>[0];
      const answers = [
        (asked: Asked) => authenticator().sign(asked),
        (asked: Asked) => forgedBy(key, asked),
        (asked: Asked) => ({ ...key.sign(asked), userHandle: 'AAAA' }),
      ];
      const told = new Set<string>();
      for (const answer of answers) {
        const { passkeys } = shop.portal(browser());
        const call = passkeys.signIn(answer(await passkeys.ask({})));
        told.add(await call.then(() => 'in', (error: Error & { cause: object }) => JSON.stringify({ ...error.cause, message: error.message }))); // prettier-ignore
      }
      expect(told.size).toBe(1);
      expect([...told].join()).toContain('passkey.refused');
      expect([...told].join()).not.toMatch(new RegExp(`${email}|${contact.id}`));
    });

    it('that counts backwards is refused, told to the audit, and what was signed is used up', async () => {
      const { key, contact } = await keyHolder(shop);
      await signInBy(shop, 'portal', key, { counter: 7 });
      for (const counter of [7, 3, 0]) {
        await expect(signInBy(shop, 'portal', key, { counter })).rejects.toMatchObject(refused);
      }
      const lines = (await shop.audit(contact.id)).filter(({ action }) => action === 'access.refuse-passkey');
      expect(lines.map(({ by, before, after }) => ({ by, before, after }))).toEqual(
        [7, 3, 0].map((counter) => ({
          by: { type: 'anonymous' },
          before: { passkey: 'Firefox', counter: 7 },
          after: { passkey: 'Firefox', counter },
        })),
      );
      await signInBy(shop, 'portal', key, { counter: 8 });
    });

    it('that never counts signs in again and again, and a wrong signature tells the audit nothing', async () => {
      const { key, contact } = await keyHolder(shop);
      for (let i = 0; i < 3; i += 1) await signInBy(shop, 'portal', key, { counter: 0 });
      const { passkeys } = shop.portal(browser());
      await expect(passkeys.signIn(forgedBy(key, await passkeys.ask({})))).rejects.toMatchObject(refused);
      const actions = await shop.actions(contact.id);
      expect(actions.filter((action) => action.includes('passkey'))).toEqual(['access.add-passkey']);
    });

    it('[abuse 30] ends with the removal of the contact and with another address, also when the former comes back', async () => {
      const [goes, moves] = [await keyHolder(shop), await keyHolder(shop)];
      await shop.remove(goes.contact.id);
      await expect(signInBy(shop, 'portal', goes.key)).rejects.toMatchObject(refused);
      // By the address alone, whatever else was written.
      const other = await keyHolder(shop);
      await shop.change(other.contact.id, `other-${other.contact.id}@smith.test`);
      await expect(signInBy(shop, 'portal', other.key)).rejects.toMatchObject(refused);
      const boss = await staffBrowser(shop, `boss-${moves.contact.id}@shop.test`);
      const change = (email: string) => {
        const { id, customer } = moves.contact;
        return shop.staff(boss).customers.updateContact({ customer, id, name: 'Pat', email, phone: null, rights: [] });
      };
      const asker = browser();
      const answer = moves.key.sign(await shop.portal(asker).passkeys.ask({}));
      await change('elsewhere@smith.test');
      await expect(shop.portal(asker).passkeys.signIn(answer)).rejects.toMatchObject(refused);
      await change(moves.email);
      await expect(signInBy(shop, 'portal', moves.key)).rejects.toMatchObject(refused);
    });

    it('that was asked for before the address changed is not added', async () => {
      const { visitor, contact } = await newcomer(shop);
      const made = authenticator().make(await shop.portal(visitor).passkeys.askNew({}));
      const boss = await staffBrowser(shop, `boss-${contact.id}@shop.test`);
      const person = { customer: contact.customer, id: contact.id, name: 'Pat', phone: null, rights: [] };
      await shop.staff(boss).customers.updateContact({ ...person, email: `new-${contact.id}@smith.test` });
      await expect(shop.portal(visitor).passkeys.add(made)).rejects.toMatchObject(refusal('sign-in.needed'));
      const again = await signedIn(shop, `new-${contact.id}@smith.test`);
      again.cookies.kept.set('passkey', visitor.cookies.kept.get('passkey')!);
      await expect(shop.portal(again).passkeys.add(made)).rejects.toMatchObject(notAdded);
    });

    it('is one of at most twenty', async () => {
      const { visitor } = await newcomer(shop);
      for (let i = 0; i < 20; i += 1) {
        await addPasskey(shop, 'portal', visitor);
        shop.pass(1);
      }
      await expect(shop.portal(visitor).passkeys.askNew({})).rejects.toMatchObject(refusal('passkey.too-many', 422));
    });

    it('is asked for thirty times in a quarter of an hour from one network, not counting who gets in', async () => {
      const { key } = await keyHolder(shop);
      shop.pass(60 - shop.now().getUTCMinutes());
      const here = () => browser('10.9.9.9');
      for (let i = 0; i < 3; i += 1) await signInBy(shop, 'portal', key, { visitor: here() });
      for (let i = 0; i < 30; i += 1) await shop.portal(here()).passkeys.ask({});
      await expect(shop.portal(here()).passkeys.ask({})).rejects.toMatchObject(refusal('limit.reached', 429));
      await shop.portal(browser('10.9.9.10')).passkeys.ask({});
    });
  });

  describe('a newer proof by a passkey', () => {
    it('is a new session, that ends the former', async () => {
      const { visitor, key, contact } = await keyHolder(shop);
      const former = visitor.cookies.kept.get('portal')!;
      shop.pass(25 * hour);
      const { passkeys } = shop.portal(visitor);
      const asked = await passkeys.askProof({});
      expect(asked.allowCredentials?.map(({ id }) => id)).toEqual([key.id]);
      await passkeys.prove(key.sign(asked, { handle: false }));
      expect(await shop.portal(visitor).access.me({})).toMatchObject({ id: contact.id });
      await shop.portal(visitor).passkeys.askNew({});
      const thief = browser();
      thief.cookies.kept.set('portal', former);
      expect(await isIn(shop, thief)).toBe(false);
    });

    it('is made by one’s own passkey alone', async () => {
      const [pat, kim] = [await keyHolder(shop), await keyHolder(shop)];
      const { passkeys } = shop.portal(pat.visitor);
      const asked = await passkeys.askProof({});
      await expect(passkeys.prove(kim.key.sign(asked))).rejects.toMatchObject(refused);
      await passkeys.prove(pat.key.sign(asked));
      expect(await shop.portal(pat.visitor).access.me({})).toMatchObject({ id: pat.contact.id });
    });

    it('[abuse 26] [abuse 27] what was asked for one thing is good for no other', async () => {
      const pat = await keyHolder(shop);
      const kim = await keyHolder(shop);
      const { passkeys } = shop.portal(pat.visitor);
      const proof = pat.key.sign(await passkeys.askProof({}));
      await expect(passkeys.signIn(proof)).rejects.toMatchObject(refused);
      await passkeys.prove(proof);
      const own = shop.portal(pat.visitor).passkeys;
      await expect(own.prove(pat.key.sign(await own.ask({})))).rejects.toMatchObject(refused);
      const { challenge } = await own.askNew({});
      const signed = pat.key.sign({ challenge, rpId: 'shop.test' });
      await expect(own.signIn(signed)).rejects.toMatchObject(refused);
      await expect(own.prove(signed)).rejects.toMatchObject(refused);
      const made = { rp: { id: 'shop.test' }, user: { id: 'AAAA' } };
      await expect(own.add(authenticator().make({ ...made, ...(await own.ask({})) }))).rejects.toMatchObject(notAdded);
      const asked = await own.askNew({});
      kim.visitor.cookies.kept.set('passkey', pat.visitor.cookies.kept.get('passkey')!);
      await expect(shop.portal(kim.visitor).passkeys.add(authenticator().make(asked))).rejects.toMatchObject(notAdded);
    });
  });

  describe('a staff member’s passkey', () => {
    it('signs in instead of the password, is listed, named and removed', async () => {
      const alex = await staffBrowser(shop, 'alex@shop.test', 'production');
      const { key, id } = await addPasskey(shop, 'staff', alex);
      const elsewhere = await signInBy(shop, 'staff', key);
      expect(await shop.staff(elsewhere).access.me({})).toMatchObject({ email: 'alex@shop.test' });
      await shop.staff(elsewhere).passkeys.rename({ id, name: 'Desk' });
      expect(await shop.staff(alex).passkeys.list({})).toMatchObject([{ id, name: 'Desk' }]);
      const other = await staffBrowser(shop, 'other@shop.test');
      await expect(shop.staff(other).passkeys.remove({ id })).rejects.toMatchObject(refusal('not-found', 404));
      await shop.staff(alex).passkeys.remove({ id });
      await expect(signInBy(shop, 'staff', key)).rejects.toMatchObject(refused);
    });

    it('is added within a day of signing in', async () => {
      const alex = await staffBrowser(shop, 'alex-late@shop.test');
      for (let i = 0; i < 5; i += 1) {
        await shop.staff(alex).access.me({});
        shop.pass(5 * hour);
      }
      await expect(shop.staff(alex).passkeys.askNew({})).rejects.toMatchObject(refusal('proof.needed', 401));
    });

    it('[abuse 27] opens nothing at the customers’ door, nor the other way round', async () => {
      const { key: ofStaff } = await addPasskey(shop, 'staff', await staffBrowser(shop, 'alex-doors@shop.test'));
      const { key: ofContact } = await keyHolder(shop);
      await expect(signInBy(shop, 'portal', ofStaff)).rejects.toMatchObject(refused);
      await expect(signInBy(shop, 'staff', ofContact)).rejects.toMatchObject(refused);
      const visitor = browser();
      const answer = ofStaff.sign(await shop.portal(visitor).passkeys.ask({}));
      await expect(shop.staff(visitor).passkeys.signIn(answer)).rejects.toMatchObject(refused);
    });

    it('ends with the removal of the staff member, also when the person is taken back', async () => {
      const [boss, visitor] = [
        await staffBrowser(shop, 'boss@shop.test'),
        await staffBrowser(shop, 'leaves@shop.test', 'production'),
      ];
      const { key } = await addPasskey(shop, 'staff', visitor);
      const { id } = await shop.staff(visitor).access.me({});
      const { members } = shop.staff(boss);
      await members.remove({ id });
      await expect(signInBy(shop, 'staff', key)).rejects.toMatchObject(refused);
      await members.restore({ id });
      await expect(signInBy(shop, 'staff', key)).rejects.toMatchObject(refused);
    });
  });

  describe('passkeys of several shops', () => {
    it('[abuse 27] [abuse 51] on one host open their own shop alone', async () => {
      const [alpha, bravo] = [await openShop(database), await openShop(database)];
      const { key, visitor } = await keyHolder(alpha);
      await expect(signInBy(bravo, 'portal', key)).rejects.toMatchObject(refused);
      const asker = browser();
      const answer = key.sign(await alpha.portal(asker).passkeys.ask({}));
      await expect(bravo.portal(asker).passkeys.signIn(answer)).rejects.toMatchObject(refused);
      await alpha.portal(asker).passkeys.signIn(answer);
      const made = authenticator().make(await alpha.portal(visitor).passkeys.askNew({}));
      const there = await newcomer(bravo);
      there.visitor.cookies.kept.set('passkey', visitor.cookies.kept.get('passkey')!);
      await expect(bravo.portal(there.visitor).passkeys.add(made)).rejects.toMatchObject(notAdded);
    });

    it('[abuse 27] one authenticator may hold the same id in both, and opens each as its own person', async () => {
      const [alpha, bravo] = [await openShop(database), await openShop(database)];
      const key = authenticator();
      const here = await newcomer(alpha);
      await addPasskey(alpha, 'portal', here.visitor, key);
      await addPasskey(bravo, 'portal', (await newcomer(bravo)).visitor, key);
      // It knows the person of the shop that it was made for last.
      await expect(signInBy(alpha, 'portal', key)).rejects.toMatchObject(refused);
      await signInBy(bravo, 'portal', key);
    });

    it('are tied to a host of the shop’s own, where it has one', async () => {
      const [own, other] = [await openShop(database), await openShop(database)];
      const host = `orders-${own.id}.example`;
      await database.withPlatform('gives a shop of tests a host').run({
        name: 'fixture.host',
        text: 'insert into core.tenant_host (host, tenant_id) values ($1, $2)',
        values: [host, own.id],
      });
      const visitor = { ...(await newcomer(own)).visitor, host };
      const asked = await own.portal(visitor).passkeys.askNew({});
      expect(asked.rp.id).toBe(host);
      await expect(own.portal(visitor).passkeys.add(authenticator().make(asked))).rejects.toMatchObject(notAdded);
      const key = authenticator(`https://${host}`);
      await addPasskey(own, 'portal', visitor, key);
      await signInBy(own, 'portal', key, { visitor: { ...browser(), host } });
      await expect(signInBy(own, 'portal', key)).rejects.toMatchObject(refused);
      const pretending = { ...(await newcomer(other)).visitor, host };
      expect((await other.portal(pretending).passkeys.askNew({})).rp.id).toBe('shop.test');
    });

    it('are none at an address in figures', async () => {
      const local = await openShop(database, undefined, 'http://127.0.0.1:3000');
      const { visitor } = await newcomer(local);
      const unavailable = refusal('passkey.unavailable', 422);
      await expect(local.portal(visitor).passkeys.askNew({})).rejects.toMatchObject(unavailable);
      await expect(local.portal(browser()).passkeys.ask({})).rejects.toMatchObject(unavailable);
    });
  });
});
