import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../kernel/database.ts';
import { openTestDatabase, stores } from '../testing/database.ts';
import { browser, openShop, staffAtWork, type Browser, type TestShop } from '../testing/people.ts';

const refusal = (code: string) => ({ cause: { code } });
const password = 'seven green lamps';

// A password costs a third of a second, and more on a busy machine.
describe.each(stores)('the staff of a shop on %s', { timeout: 60_000 }, (store) => {
  let database: Database;
  let shop: TestShop;
  let owner: Browser;
  let manager: Browser;
  beforeAll(async () => void (database = await openTestDatabase(store)));
  afterAll(() => database.close());
  beforeEach(async () => {
    shop = await openShop(database);
    owner = await staffAtWork(shop, 'olive@shop.test');
    manager = await staffAtWork(shop, 'max@shop.test', 'manager');
  }, 60_000);

  const list = async (who: Browser) => (await shop.staff(who).members.list({})).members;
  const idOf = async (email: string): Promise<string> =>
    (await list(owner)).find((member) => member.email === email)!.id;
  const me = (who: Browser) => shop.staff(who).access.me({});
  /** A role of the shop that holds these permissions. */
  async function roleOf(name: string, permissions: string[]): Promise<string> {
    const { id } = await shop.staff(owner).roles.duplicate({ id: 'production', name });
    await shop.staff(owner).roles.save({ id, name, permissions });
    return id;
  }

  it('invites somebody by mail, who chooses a password and is at work in the role', async () => {
    const { id } = await shop.staff(manager).members.invite({ name: 'Pia', email: 'Pia@Shop.test', role: 'sales' });
    const [mail] = await shop.mails('pia@shop.test');
    expect(mail).toMatchObject({ type: 'access.staff-link' });
    expect(await list(owner)).toContainEqual(
      expect.objectContaining({ id, name: 'Pia', hasPassword: false, role: { id: 'sales', name: null } }),
    );
    const pia = browser();
    await shop.staff(pia).access.setPassword({ token: mail!.data.link!.split('/').at(-1)!, password });
    expect(await me(pia)).toMatchObject({ name: 'Pia', role: { id: 'sales' } });
    expect(await shop.actions(id)).toEqual(['access.invite', 'access.set-password']);
  });

  it('sends the link again, and the one before it stops working; so does one that is taken back', async () => {
    const { id } = await shop.staff(owner).members.invite({ name: 'Pia', email: 'pia@shop.test', role: 'sales' });
    await shop.staff(owner).members.sendLink({ id });
    const [first, second] = (await shop.mails('pia@shop.test')).map(({ data }) => data.link!.split('/').at(-1)!);
    const choose = (token: string) => shop.staff(browser()).access.setPassword({ token, password });
    await expect(choose(first!)).rejects.toMatchObject(refusal('link.gone'));
    await shop.staff(owner).members.revokeLink({ id });
    await expect(choose(second!)).rejects.toMatchObject(refusal('link.gone'));
    expect((await list(owner)).find((member) => member.id === id)).toMatchObject({ linkUntil: null });
  });

  it('[abuse 70] [GHSA-56p6-qw3c-fq2g] ends every session of whose role is changed, and the next one has the new role', async () => {
    const pia = await staffAtWork(shop, 'pia@shop.test', 'sales');
    await shop.staff(owner).members.changeRole({ id: await idOf('pia@shop.test'), role: 'read-only' });
    await expect(me(pia)).rejects.toMatchObject(refusal('sign-in.needed'));
    await shop.staff(pia).access.signIn({ email: 'pia@shop.test', password });
    expect(await me(pia)).toMatchObject({ permissions: ['orders.read', 'customers.read'] });
  });

  it('ends the sessions of who is removed at once, lets nobody in any more, and takes back', async () => {
    const pia = await staffAtWork(shop, 'pia@shop.test', 'sales');
    const id = await idOf('pia@shop.test');
    await shop.staff(manager).members.remove({ id });
    await expect(me(pia)).rejects.toMatchObject(refusal('sign-in.needed'));
    const signIn = () => shop.staff(pia).access.signIn({ email: 'pia@shop.test', password });
    await expect(signIn()).rejects.toMatchObject(refusal('sign-in.failed'));
    expect((await list(owner)).at(-1)).toMatchObject({ id, isRemoved: true });
    const again = shop.staff(owner).members.remove({ id });
    await expect(again).rejects.toMatchObject(refusal('staff.changed'));
    await shop.staff(manager).members.restore({ id });
    await signIn();
    expect(await me(pia)).toMatchObject({ role: { id: 'sales' } });
    expect(await shop.actions(id)).toEqual(expect.arrayContaining(['access.remove-member', 'access.restore-member']));
  });

  it('[abuse 58] [GHSA-v85r-wfgv-jcqc] lets nobody invite, promote, demote or remove above themselves', async () => {
    const { members } = shop.staff(manager);
    const stranger = { name: 'Eve', email: 'eve@shop.test' };
    const above = await roleOf('Above', ['orders.read', 'plugins.manage']);
    await staffAtWork(shop, 'pia@shop.test', above);
    const [boss, pia] = [await idOf('olive@shop.test'), await idOf('pia@shop.test')];
    const low = (await members.invite({ ...stranger, role: 'sales' })).id;
    for (const role of ['owner', above]) {
      await expect(members.invite({ ...stranger, role })).rejects.toMatchObject(refusal('staff.beyond'));
      await expect(members.changeRole({ id: low, role })).rejects.toMatchObject(refusal('staff.beyond'));
    }
    for (const id of [boss, pia]) {
      await expect(members.changeRole({ id, role: 'sales' })).rejects.toMatchObject(refusal('staff.beyond'));
      await expect(members.remove({ id })).rejects.toMatchObject(refusal('staff.beyond'));
      await expect(members.sendLink({ id })).rejects.toMatchObject(refusal('staff.beyond'));
    }
    expect((await list(manager)).filter(({ mayManage }) => mayManage).map(({ id }) => id)).toEqual([low]);
  });

  it('[abuse 58] lets nobody change the own role or remove themselves, not even the owner', async () => {
    for (const [who, email] of [[owner, 'olive@shop.test'] as const, [manager, 'max@shop.test'] as const]) {
      const id = await idOf(email);
      const { members } = shop.staff(who);
      await expect(members.changeRole({ id, role: 'sales' })).rejects.toMatchObject(refusal('staff.self'));
      await expect(members.remove({ id })).rejects.toMatchObject(refusal('staff.self'));
    }
  });

  it('keeps an owner, also when two remove each other at the same moment', async () => {
    const other = await staffAtWork(shop, 'otto@shop.test');
    const [olive, otto] = [await idOf('olive@shop.test'), await idOf('otto@shop.test')];
    const settled = await Promise.allSettled([
      shop.staff(owner).members.remove({ id: otto }),
      shop.staff(other).members.remove({ id: olive }),
    ]);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const left = settled[0].status === 'fulfilled' ? owner : other;
    expect((await list(left)).filter(({ role, isRemoved }) => role.id === 'owner' && !isRemoved)).toHaveLength(1);
  });

  it('changes what a role holds for everybody who has it, at their next call', async () => {
    const pia = await staffAtWork(shop, 'pia@shop.test', 'sales');
    expect(await shop.staff(pia).customers.list({})).toMatchObject({ rows: [] });
    await shop.staff(owner).roles.save({ id: 'sales', name: 'Front desk', permissions: ['orders.read'] });
    await expect(shop.staff(pia).customers.list({})).rejects.toMatchObject(refusal('right.missing'));
    expect(await me(pia)).toMatchObject({
      role: { id: 'sales', name: 'Front desk' },
      permissions: ['orders.read'],
    });
    expect(await shop.audit('sales')).toMatchObject([
      { action: 'access.change-role', after: { name: 'Front desk', permissions: ['orders.read'] } },
    ]);
  });

  it('says who they are and signs out whoever may do nothing at all', async () => {
    const pia = await staffAtWork(shop, 'pia@shop.test', await roleOf('Guest', []));
    expect(await me(pia)).toMatchObject({ permissions: [] });
    await expect(shop.staff(pia).members.list({})).rejects.toMatchObject(refusal('right.missing'));
    await shop.staff(pia).access.signOut({});
    await expect(me(pia)).rejects.toMatchObject(refusal('sign-in.needed'));
  });

  it('[abuse 58] lets nobody put into a role what they lack, or change the own, the owner’s or a greater one', async () => {
    const { roles } = shop.staff(manager);
    const above = await roleOf('Above', ['orders.read', 'plugins.manage']);
    const save = (id: string, permissions: string[]) => roles.save({ id, name: null, permissions });
    await expect(save('sales', ['plugins.manage'])).rejects.toMatchObject(refusal('staff.beyond'));
    await expect(save('manager', ['orders.read'])).rejects.toMatchObject(refusal('staff.beyond'));
    await expect(save(above, ['orders.read'])).rejects.toMatchObject(refusal('staff.beyond'));
    await expect(roles.duplicate({ id: above, name: 'Mine' })).rejects.toMatchObject(refusal('staff.beyond'));
    await expect(roles.remove({ id: above })).rejects.toMatchObject(refusal('staff.beyond'));
    for (const who of [roles, shop.staff(owner).roles])
      await expect(who.save({ id: 'owner', name: null, permissions: [] })).rejects.toMatchObject(refusal('role.fixed'));
    await save('sales', ['orders.read']);
  });

  it('takes no permission that there is not, and removes only roles of the shop’s own that nobody has or had', async () => {
    const { roles, members } = shop.staff(owner);
    const unknown = roles.save({ id: 'sales', name: null, permissions: ['shop.burn'] });
    await expect(unknown).rejects.toMatchObject(refusal('input.malformed'));
    const spare = await roleOf('Spare', ['orders.read']);
    const { id } = await members.invite({ name: 'Pia', email: 'pia@shop.test', role: spare });
    await members.remove({ id });
    await expect(roles.remove({ id: spare })).rejects.toMatchObject(refusal('role.in-use'));
    await members.restore({ id });
    await members.changeRole({ id, role: 'sales' });
    await roles.remove({ id: spare });
    await expect(roles.remove({ id: 'sales' })).rejects.toMatchObject(refusal('role.fixed'));
    expect((await roles.list({})).roles.map((role) => role.id)).not.toContain(spare);
  });

  it('[abuse 59] knows nobody and no role of another shop', async () => {
    const elsewhere = await openShop(database);
    const boss = await staffAtWork(elsewhere, 'olive@shop.test');
    const { roles, members } = elsewhere.staff(boss);
    const [id, foreign] = [await idOf('max@shop.test'), await roleOf('Theirs', [])];
    await expect(members.remove({ id })).rejects.toMatchObject(refusal('not-found'));
    await expect(roles.save({ id: foreign, name: 'Mine', permissions: [] })).rejects.toMatchObject(
      refusal('not-found'),
    );
    const invited = members.invite({ name: 'Pia', email: 'pia@shop.test', role: foreign });
    await expect(invited).rejects.toMatchObject(refusal('not-found'));
  });
});
