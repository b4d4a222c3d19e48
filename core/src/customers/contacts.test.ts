import { contactRights } from '@docket/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browser, openShop, signedIn, staffBrowser, type Browser, type TestShop } from '../testing/people.ts';
import type { Database } from '../kernel/database.ts';
import { openTestDatabase, stores } from '../testing/database.ts';

const refusal = (code: string) => ({ cause: { code } });

describe.each(stores)('contacts of a customer on %s', (store) => {
  let database: Database;
  let shop: TestShop;
  let owner: Browser;
  beforeAll(async () => {
    database = await openTestDatabase(store);
    shop = await openShop(database);
    owner = await staffBrowser(shop, 'owner@shop.test');
  });
  afterAll(() => database.close());

  const staff = () => shop.staff(owner).customers;
  let made = 0;
  /** A customer whose first contact manages its people. */
  async function company() {
    const domain = `c${++made}.test`;
    const { id } = await staff().create({ name: `Company ${made}`, contactName: 'Max', email: `max@${domain}` });
    const people = async () => (await staff().get({ id })).contacts;
    const of = async (email: string) => (await people()).find((contact) => contact.email === `${email}@${domain}`)!;
    const add = async (name: string, rights: (typeof contactRights)[number][]) => {
      const email = `${name.toLowerCase()}@${domain}`;
      return { ...(await staff().addContact({ customer: id, name, email, rights })), email };
    };
    return { id, domain, people, of, add };
  }
  const portal = async (email: string) => shop.portal(await signedIn(shop, email)).customers;

  it('may order, approve, pay, see charges and manage people, each as staff say; the first one may all', async () => {
    const { id, of, add } = await company();
    expect((await of('max')).rights).toEqual(contactRights);
    await add('Amy', ['approve', 'order']);
    expect((await of('amy')).rights).toEqual(['order', 'approve']);
    await staff().addContact({ customer: id, name: 'Ed', email: 'ed@plain.test', phone: '555' });
    const ed = (await staff().get({ id })).contacts.find(({ name }) => name === 'Ed');
    expect(ed).toMatchObject({ phone: '555', rights: ['order', 'approve', 'pay', 'charges'] });
  });

  it('are changed by staff; what was and what is are written down, and a right counts at once', async () => {
    const { id: customer, add, of } = await company();
    const { id, email } = await add('Amy', ['order']);
    const amy = await signedIn(shop, email);
    const change = { customer, id, name: 'Amelia', email, phone: '1', rights: ['pay' as const] };
    await staff().updateContact(change);
    expect(await of('amy')).toMatchObject({ name: 'Amelia', phone: '1', rights: ['pay'] });
    const saved = shop.portal(amy).customers.saveAddress({ label: 'X', value: { street: 'X' } });
    await expect(saved).rejects.toMatchObject(refusal('right.missing'));
    expect((await shop.audit(customer)).at(-1)).toMatchObject({
      action: 'customers.update-contact',
      before: { contact: id, name: 'Amy', email, phone: null, rights: ['order'] },
      after: { contact: id, name: 'Amelia', email, phone: '1', rights: ['pay'] },
    });
    expect(await shop.portal(amy).access.me({})).toMatchObject({ signedIn: true, name: 'Amelia' });
  });

  it('[abuse 30] [abuse 31] lose their sessions and open codes with another address, which has to be proven', async () => {
    const { id: customer, domain, add, of } = await company();
    const { id, email } = await add('Amy', ['order']);
    const [device, other, waiting] = [await signedIn(shop, email), await signedIn(shop, email), browser()];
    const bystander = await signedIn(shop, `max@${domain}`);
    await shop.portal(waiting).access.start({ email });
    const code = await shop.code(email);
    const change = { customer, id, name: 'Amy', phone: null, rights: ['order' as const] };
    await staff().updateContact({ ...change, email: `new@${domain}` });
    for (const visitor of [device, other])
      expect(await shop.portal(visitor).access.me({})).toEqual({ signedIn: false });
    await expect(shop.portal(waiting).access.verify({ code })).rejects.toMatchObject(refusal('code.gone'));
    expect((await of('new')).verified_at).toBeNull();
    expect(await shop.portal(bystander).access.me({})).toMatchObject({ signedIn: true });
    expect(await shop.portal(await signedIn(shop, `new@${domain}`)).access.me({})).toMatchObject({
      signedIn: true,
      id,
    });
  });

  it('[abuse 30] [abuse 31] lose them with their removal, which can be taken back for an hour', async () => {
    const { id: customer, add, people } = await company();
    const { id, email } = await add('Amy', ['order']);
    const [device, waiting] = [await signedIn(shop, email), browser()];
    await shop.portal(waiting).access.start({ email });
    const code = await shop.code(email);
    await staff().removeContact({ customer, id });
    expect(await shop.portal(device).access.me({})).toEqual({ signedIn: false });
    await expect(shop.portal(waiting).access.verify({ code })).rejects.toMatchObject(refusal('code.gone'));
    expect(await people()).toHaveLength(1);
    await expect(staff().removeContact({ customer, id })).rejects.toMatchObject(refusal('not-found'));
    await staff().restoreContact({ customer, id });
    expect(await people()).toHaveLength(2);
    expect(await shop.portal(device).access.me({})).toEqual({ signedIn: false });
    await staff().removeContact({ customer, id });
    shop.pass(61);
    await expect(staff().restoreContact({ customer, id })).rejects.toMatchObject(refusal('not-found'));
    expect((await shop.actions(customer)).slice(3)).toEqual([
      'customers.remove-contact',
      'customers.restore-contact',
      'customers.remove-contact',
    ]);
  });

  it('share no address within a customer, whatever is added, changed or brought back', async () => {
    const { id: customer, domain, add } = await company();
    const amy = await add('Amy', ['order']);
    const change = { customer, id: amy.id, name: 'Amy', phone: null, rights: ['order' as const] };
    const twin = staff().updateContact({ ...change, email: `MAX@${domain}` });
    await expect(twin).rejects.toMatchObject(refusal('contact.exists'));
    await staff().updateContact({ ...change, email: amy.email.toUpperCase() });
    await staff().removeContact({ customer, id: amy.id });
    await add('Amy', ['order']);
    await expect(staff().restoreContact({ customer, id: amy.id })).rejects.toMatchObject(refusal('contact.exists'));
  });

  it('are a hundred at most', async () => {
    const { id: customer, domain } = await company();
    for (let i = 1; i < 100; i += 1) await staff().addContact({ customer, name: 'N', email: `n${i}@${domain}` });
    const more = staff().addContact({ customer, name: 'N', email: `more@${domain}` });
    await expect(more).rejects.toMatchObject(refusal('customer.full'));
  });

  it('are managed in the portal by a contact with that right, for its own customer', async () => {
    const { domain, people, add } = await company();
    const max = await portal(`max@${domain}`);
    const { id } = await max.addContact({ name: 'Amy', email: `amy@${domain}`, rights: ['order', 'contacts'] });
    expect((await max.contacts({})).map(({ name }) => name)).toEqual(['Amy', 'Max']);
    await max.updateContact({ id, name: 'Amelia', email: `amy@${domain}`, phone: null, rights: ['order'] });
    expect(await people()).toMatchObject([{ name: 'Amelia', rights: ['order'] }, { name: 'Max' }]);
    await max.removeContact({ id });
    await max.restoreContact({ id });
    expect(await people()).toHaveLength(2);
    await add('Ordinary', ['order', 'approve', 'pay', 'charges']);
    const ordinary = await portal(`ordinary@${domain}`);
    await expect(ordinary.contacts({})).rejects.toMatchObject(refusal('right.missing'));
    await expect(ordinary.removeContact({ id })).rejects.toMatchObject(refusal('right.missing'));
  });

  it('[abuse 48] [GHSA-wr5h-x3x6-4h23] take another customer’s address as they would an unknown one, and come in by a code to it alone', async () => {
    const [mine, theirs] = [await company(), await company()];
    const victim = `max@${theirs.domain}`;
    const victims = await signedIn(shop, victim);
    const attempt = async (email: string) => {
      const amy = await mine.add('Amy', ['order', 'contacts']);
      const visitor = await signedIn(shop, amy.email);
      const change = { id: amy.id, name: 'Amy', email, phone: null, rights: ['order' as const, 'contacts' as const] };
      const answer = await shop.portal(visitor).customers.updateContact(change);
      const { verified_at } = (await mine.people()).find(({ id }) => id === amy.id)!;
      const me = await shop.portal(visitor).access.me({});
      return { id: amy.id, seen: [answer, verified_at, me] };
    };
    const [known, unknown] = [await attempt(victim), await attempt('nobody@nowhere.test')];
    expect(known.seen).toEqual(unknown.seen);
    expect(known.seen.slice(1)).toEqual([null, { signedIn: false }]);
    const entering = browser();
    await shop.portal(entering).access.start({ email: victim });
    const asked = await shop.portal(entering).access.verify({ code: await shop.code(victim) });
    expect(asked).toMatchObject({ choose: [{}, {}] });
    expect(await shop.portal(victims).access.me({})).toMatchObject({ signedIn: true, email: victim });
  });

  it('give no right that they have not, and change nobody who has one', async () => {
    const { id: customer, domain, people, add, of } = await company();
    await add('Amy', ['order', 'contacts']);
    const amy = await portal(`amy@${domain}`);
    const max = await of('max');
    const before = await people();
    const mighty = amy.addContact({ name: 'Puppet', email: `p@${domain}`, rights: ['pay'] });
    await expect(mighty).rejects.toMatchObject(refusal('right.missing'));
    await expect(amy.addContact({ name: 'P', email: `p@${domain}` })).rejects.toMatchObject(refusal('right.missing'));
    const own = { id: (await of('amy')).id, name: 'Amy', email: `amy@${domain}`, phone: null };
    await expect(amy.updateContact({ ...own, rights: ['order', 'contacts', 'pay'] })).rejects.toMatchObject(
      refusal('right.missing'),
    );
    // With the address of somebody mightier, codes would come here.
    const taken = amy.updateContact({
      id: max.id,
      name: 'Max',
      email: `amy2@${domain}`,
      phone: null,
      rights: ['order'],
    });
    await expect(taken).rejects.toMatchObject(refusal('right.missing'));
    await expect(amy.removeContact({ id: max.id })).rejects.toMatchObject(refusal('right.missing'));
    expect(await people()).toEqual(before);
    await staff().removeContact({ customer, id: max.id });
    await expect(amy.restoreContact({ id: max.id })).rejects.toMatchObject(refusal('right.missing'));
  });

  it('do not leave their customer without anybody who manages people', async () => {
    const { domain, add, of } = await company();
    const { id, ...max } = await of('max');
    const visitor = await portal(max.email);
    const without = { id, name: 'Max', email: max.email, phone: null, rights: ['order' as const] };
    await expect(visitor.updateContact(without)).rejects.toMatchObject(refusal('contact.last'));
    await expect(visitor.removeContact({ id })).rejects.toMatchObject(refusal('contact.last'));
    const amy = await add('Amy', ['contacts']);
    await visitor.updateContact(without);
    await (await portal(amy.email)).contacts({});
    await expect((await portal(`amy@${domain}`)).removeContact({ id: amy.id })).rejects.toMatchObject(
      refusal('contact.last'),
    );
  });

  it('[G-43] of another customer and of another shop are unknown ones', async () => {
    const [own, other] = [await company(), await company()];
    const elsewhere = await openShop(database);
    const foreign = await elsewhere.contact('f@foreign.test');
    const max = await portal(`max@${own.domain}`);
    for (const id of [(await other.of('max')).id, foreign.id, '0190a000-0000-7000-8000-00000000000a']) {
      const change = { id, name: 'X', email: 'x@x.test', phone: null, rights: [] };
      await expect(max.updateContact(change)).rejects.toMatchObject(refusal('not-found'));
      await expect(max.removeContact({ id })).rejects.toMatchObject(refusal('not-found'));
      await expect(max.restoreContact({ id })).rejects.toMatchObject(refusal('not-found'));
      const staffChange = staff().updateContact({ ...change, customer: own.id });
      await expect(staffChange).rejects.toMatchObject(refusal('not-found'));
    }
    expect(await other.people()).toHaveLength(1);
  });
});

describe.each(stores)('addresses of a customer on %s', (store) => {
  let database: Database;
  let shop: TestShop;
  let owner: Browser;
  beforeAll(async () => {
    database = await openTestDatabase(store);
    shop = await openShop(database);
    owner = await staffBrowser(shop, 'owner@shop.test');
  });
  afterAll(() => database.close());

  const staff = () => shop.staff(owner).customers;

  it('are changed and removed by staff, and written down before and after', async () => {
    const { id: customer } = await staff().create({ name: 'Doors' });
    const { id } = await staff().addAddress({ customer, label: 'Front', value: { street: 'Main St 1' } });
    await staff().addAddress({ customer, label: 'Back', value: { street: 'Main St 2' } });
    await staff().updateAddress({ customer, id, label: 'Main', value: { street: 'Main St 3' } });
    const twin = staff().updateAddress({ customer, id, label: 'BACK', value: { street: 'X' } });
    await expect(twin).rejects.toMatchObject(refusal('address.exists'));
    expect((await staff().get({ id: customer })).addresses).toMatchObject([
      { label: 'Back' },
      { id, label: 'Main', value: { street: 'Main St 3' } },
    ]);
    expect(await staff().removeAddress({ customer, id })).toEqual({ label: 'Main', value: { street: 'Main St 3' } });
    await expect(staff().removeAddress({ customer, id })).rejects.toMatchObject(refusal('not-found'));
    expect((await shop.audit(customer)).slice(-2)).toMatchObject([
      {
        action: 'customers.update-address',
        before: { label: 'Front', value: { street: 'Main St 1' } },
        after: { label: 'Main', value: { street: 'Main St 3' } },
      },
      { action: 'customers.remove-address', before: { address: id, label: 'Main' } },
    ]);
  });

  it('[G-43] are changed by contacts who may order, and only those of the own customer', async () => {
    const { id: customer } = await staff().create({ name: 'Own', contactName: 'Pat', email: 'pat@own.test' });
    const { id: elsewhere } = await staff().create({ name: 'Other' });
    const foreign = await staff().addAddress({ customer: elsewhere, label: 'A', value: { street: 'A' } });
    await staff().addContact({ customer, name: 'Viewer', email: 'viewer@own.test', rights: ['approve'] });
    const [pat, viewer] = await Promise.all(['pat', 'viewer'].map((who) => signedIn(shop, `${who}@own.test`)));
    const own = shop.portal(pat!).customers;
    const { id } = await own.saveAddress({ label: 'Desk', value: { street: 'A' } });
    await own.updateAddress({ id, label: 'Table', value: { street: 'B' } });
    const change = { label: 'X', value: { street: 'X' } };
    await expect(own.updateAddress({ id: foreign.id, ...change })).rejects.toMatchObject(refusal('not-found'));
    await expect(own.removeAddress({ id: foreign.id })).rejects.toMatchObject(refusal('not-found'));
    const seen = shop.portal(viewer!).customers;
    await expect(seen.updateAddress({ id, ...change })).rejects.toMatchObject(refusal('right.missing'));
    await expect(seen.removeAddress({ id })).rejects.toMatchObject(refusal('right.missing'));
    expect(await seen.addresses({})).toMatchObject([{ id, label: 'Table' }]);
    await own.removeAddress({ id });
    expect(await own.addresses({})).toEqual([]);
    expect((await staff().get({ id: elsewhere })).addresses).toMatchObject([{ label: 'A' }]);
  });
});
