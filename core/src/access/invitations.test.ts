import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../kernel/database.ts';
import { openTestDatabase, stores } from '../testing/database.ts';
import { browser, openShop, signedIn, staffBrowser, type Browser, type TestShop } from '../testing/people.ts';

const refusal = (code: string) => ({ cause: { code } });
const nobody = '0190a000-0000-7000-8000-00000000000a';

describe.each(stores)('invitations on %s', (store) => {
  let database: Database;
  let shop: TestShop;
  let owner: Browser;
  beforeAll(async () => {
    database = await openTestDatabase(store);
    shop = await openShop(database);
    owner = await staffBrowser(shop, 'owner@shop.test');
  });
  afterAll(() => database.close());

  const staff = () => shop.staff(owner).access;
  /** Sends an invitation and answers the token that its link holds. */
  const invited = async ({ id, email }: { readonly id: string; readonly email: string }): Promise<string> => {
    const invitation = await staff().invite({ contact: id });
    return `${invitation.id}.${await shop.secret(email)}`;
  };
  const accept = (token: string, visitor = browser()) => shop.portal(visitor).access.accept({ token });

  it('[abuse 28] signs the device in that posts it, once, however often it was opened before', async () => {
    const pat = await shop.contact('pat@smith.test', { slug: 'invited-smith' });
    const [token, visitor] = [await invited(pat), browser()];
    const id = token.split('.')[0]!;
    for (let i = 0; i < 10; i += 1) {
      expect(await shop.portal(browser()).access.invitation({ id })).toEqual({ email: 'p…@smith…' });
    }
    expect(await accept(token, visitor)).toEqual({ customerSlug: 'invited-smith' });
    expect(await shop.portal(visitor).access.me({})).toMatchObject({ signedIn: true, id: pat.id });
    await expect(accept(token)).rejects.toMatchObject({ cause: { code: 'link.gone', status: 410 } });
    await expect(shop.portal(browser()).access.invitation({ id })).rejects.toMatchObject(refusal('link.gone'));
    expect(await shop.actions(pat.id)).toEqual(['access.invite-contact']);
  });

  it('[abuse 102] holds its secret in the fragment of the shop’s own address', async () => {
    const pat = await shop.contact('fragment@smith.test');
    const token = await invited(pat);
    const link = new URL((await shop.mails('fragment@smith.test')).at(-1)!.data.link!);
    expect(link.href.startsWith('https://shop.test/welcome/')).toBe(true);
    expect(link.pathname).toBe(`/welcome/${token.split('.')[0]}`);
    expect(link.hash).toBe(`#${token.split('.')[1]}`);
  });

  it('[abuse 101] tells the contact by mail which device was signed in, in no words of the device', async () => {
    const pat = await shop.contact('told@smith.test');
    await accept(await invited(pat));
    const mails = await shop.mails('told@smith.test');
    expect(mails.map(({ type }) => type)).toEqual(['access.invitation', 'access.device-added']);
    expect(mails.at(-1)!.data).toEqual({ name: 'Pat', device: 'Firefox', link: 'https://shop.test/devices' });
  });

  it('[abuse 101] can be taken back by staff while it is open, and answers then like an unknown one', async () => {
    const pat = await shop.contact('back@smith.test');
    const token = await invited(pat);
    const id = token.split('.')[0]!;
    await staff().revokeInvitation({ id });
    await expect(accept(token)).rejects.toMatchObject(refusal('link.gone'));
    for (const gone of [id, nobody]) {
      await expect(staff().revokeInvitation({ id: gone })).rejects.toMatchObject(refusal('not-found'));
    }
    expect(await shop.actions(pat.id)).toEqual(['access.invite-contact', 'access.revoke-invitation']);
    expect((await shop.mails('back@smith.test')).map(({ type }) => type)).toEqual(['access.invitation']);
  });

  it('works for seven days, and until a newer one is sent', async () => {
    const pat = await shop.contact('week@smith.test');
    const [older, newer] = [await invited(pat), await invited(pat)];
    await expect(accept(older)).rejects.toMatchObject(refusal('link.gone'));
    shop.pass(7 * 24 * 60 - 1);
    await accept(newer);
    owner = await staffBrowser(shop, 'owner-next-week@shop.test');
    const late = await invited(pat);
    shop.pass(7 * 24 * 60);
    await expect(accept(late)).rejects.toMatchObject(refusal('link.gone'));
    owner = await staffBrowser(shop, 'owner-later@shop.test');
  });

  it('[abuse 29] [Better Auth #9572] opens one session and tells once, for fifty at the same moment', async () => {
    const pat = await shop.contact('race@smith.test');
    const [token, tabs] = [await invited(pat), Array.from({ length: 50 }, () => browser())];
    const settled = await Promise.allSettled(tabs.map((tab) => accept(token, tab)));
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [person] = (await staff().people({ customer: pat.customer })).people;
    expect(person!.devices).toHaveLength(1);
    const told = (await shop.mails('race@smith.test')).filter(({ type }) => type === 'access.device-added');
    expect(told).toHaveLength(1);
  });

  it('[abuse 30] is void once the contact is removed or has another address', async () => {
    const [moved, removed] = [await shop.contact('moves@smith.test'), await shop.contact('gone@smith.test')];
    const tokens = [await invited(moved), await invited(removed)];
    await shop.change(moved.id, 'moved@smith.test');
    await shop.remove(removed.id);
    for (const token of tokens) {
      await expect(accept(token)).rejects.toMatchObject(refusal('link.gone'));
      const id = token.split('.')[0]!;
      await expect(shop.portal(browser()).access.invitation({ id })).rejects.toMatchObject(refusal('link.gone'));
    }
    await expect(staff().invite({ contact: removed.id })).rejects.toMatchObject(refusal('not-found'));
  });

  it('proves the address as a code does: a provisional customer becomes real', async () => {
    const stranger = await shop.contact('new@bakery.test', {
      state: 'provisional',
      name: 'Invited Bakery',
      slug: 'new-9123456789abcdef0123',
    });
    const number = await shop.order(stranger);
    expect(await accept(await invited(stranger))).toEqual({ customerSlug: 'invited-bakery' });
    expect(await shop.shown(stranger.customer)).toEqual([number]);
  });

  it('is sent to a contact five times a day at most, and says how long to wait', async () => {
    const pat = await shop.contact('often@smith.test');
    for (let i = 0; i < 5; i += 1) await invited(pat);
    await expect(staff().invite({ contact: pat.id })).rejects.toMatchObject({
      cause: { code: 'limit.reached', params: { minutes: expect.any(Number) } },
    });
    expect(await shop.mails('often@smith.test')).toHaveLength(5);
  });

  it('[abuse 57] is sent, taken back and answered to by who may edit customers alone', async () => {
    const pat = await shop.contact('rights@smith.test');
    const printer = shop.staff(await staffBrowser(shop, 'printer@shop.test', 'production')).access;
    await signedIn(shop, 'rights@smith.test');
    const token = await invited(pat);
    const [{ devices } = { devices: [] }] = (await printer.people({ customer: pat.customer })).people;
    const refused = [
      () => printer.invite({ contact: pat.id }),
      () => printer.revokeInvitation({ id: token.split('.')[0]! }),
      () => printer.endDevice({ id: devices[0]!.id }),
    ];
    for (const call of refused) await expect(call()).rejects.toMatchObject(refusal('right.missing'));
    expect(await accept(token)).toHaveProperty('customerSlug');
  });

  it('[abuse 59] answers contacts, customers, invitations and devices of another shop like unknown ones', async () => {
    const pat = await shop.contact('foreign@smith.test');
    const token = await invited(pat);
    await signedIn(shop, 'foreign@smith.test');
    const [{ devices } = { devices: [] }] = (await staff().people({ customer: pat.customer })).people;
    const elsewhere = await openShop(database);
    const there = elsewhere.staff(await staffBrowser(elsewhere, 'owner@elsewhere.test')).access;
    for (const [contact, customer, invitation, device] of [
      [pat.id, pat.customer, token.split('.')[0]!, devices[0]!.id],
      [nobody, nobody, nobody, nobody],
    ] as const) {
      await expect(there.invite({ contact })).rejects.toMatchObject(refusal('not-found'));
      await expect(there.people({ customer })).rejects.toMatchObject(refusal('not-found'));
      await expect(there.revokeInvitation({ id: invitation })).rejects.toMatchObject(refusal('not-found'));
      await expect(there.endDevice({ id: device })).rejects.toMatchObject(refusal('not-found'));
    }
    const visitor = browser();
    await expect(elsewhere.portal(visitor).access.accept({ token })).rejects.toMatchObject(refusal('link.gone'));
    expect(await accept(token)).toHaveProperty('customerSlug');
  });

  it('lists each person’s devices with what they proved, and lets staff end one at once, audited', async () => {
    const pat = await shop.contact('listed@smith.test');
    const desk = await signedIn(shop, 'listed@smith.test');
    const phone = browser();
    await accept(await invited(pat), phone);
    const waiting = await invited(pat);
    const { customer, people } = await staff().people({ customer: pat.customer });
    expect(customer).toEqual({ id: pat.customer, name: 'Smith & Sons' });
    expect(people).toMatchObject([
      { name: 'Pat', email: 'listed@smith.test', invitation: { id: waiting.split('.')[0] } },
    ]);
    expect(people[0]!.devices.map(({ proof }) => proof).toSorted()).toEqual(['code', 'invitation']);
    const ended = people[0]!.devices.find(({ proof }) => proof === 'code')!.id;
    await staff().endDevice({ id: ended });
    await expect(shop.portal(desk).access.sessions({})).rejects.toMatchObject(refusal('sign-in.needed'));
    expect(await shop.portal(phone).access.sessions({})).toHaveLength(1);
    expect(await shop.actions(ended)).toEqual(['access.sign-in', 'access.revoke']);
    await expect(staff().endDevice({ id: ended })).rejects.toMatchObject(refusal('not-found'));
  });

  it('lets staff end devices of contacts, and none of staff', async () => {
    const own = await shop.sessionsOf('staff');
    for (const id of own) await expect(staff().endDevice({ id })).rejects.toMatchObject(refusal('not-found'));
    expect(await staff().me({})).toMatchObject({ name: 'Alex' });
  });

  it('[abuse 105] lets a victim in whose codes somebody else has used up', async () => {
    const pat = await shop.contact('locked@smith.test');
    for (let i = 0; i < 4; i += 1) {
      await shop
        .portal(browser())
        .access.start({ email: 'locked@smith.test' })
        .catch(() => undefined);
    }
    expect(await accept(await invited(pat))).toHaveProperty('customerSlug');
  });
});
