import { contactRights } from '@docket/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../kernel/database.ts';
import { openTestDatabase, stores } from '../testing/database.ts';
import { openShop, signedIn, staffBrowser, type Browser, type TestShop } from '../testing/people.ts';

const refusal = (code: string) => ({ cause: { code } });
const gone = { signedIn: false };

describe.each(stores)('a preview, on %s', (store) => {
  let database: Database;
  let shop: TestShop;
  let nth = 0;
  beforeAll(async () => {
    database = await openTestDatabase(store);
    shop = await openShop(database);
  });
  afterAll(() => database.close());

  /** Staff who look as a new contact. */
  async function opened(rights = ['order', 'contacts']) {
    nth += 1;
    const pat = await shop.contact(`pat${nth}@smith.test`);
    await shop.setRights(pat.id, rights);
    const visitor = await staffBrowser(shop, `alex${nth}@shop.test`);
    const { handover } = await shop.staff(visitor).access.preview({ contact: pat.id });
    const { customerSlug } = await shop.portal(visitor).access.openPreview({ handover });
    return { pat, visitor, handover, customerSlug };
  }
  const looks = (visitor: Browser) => shop.preview(visitor).access.me({});

  it('[G-47] shows what the contact sees, with its rights, and says who looks and until when', async () => {
    const { pat, visitor, customerSlug } = await opened();
    const shown = await shop.order(pat, true);
    await shop.order(pat, false);
    const me = await looks(visitor);
    const until = new Date(shop.now().getTime() + 30 * 60_000);
    expect(me).toMatchObject({ id: pat.id, rights: ['order', 'contacts'], preview: { by: 'Alex' } });
    expect(customerSlug).toBe(pat.slug);
    expect(Math.abs(until.getTime() - (me.signedIn ? me.preview!.until.getTime() : 0))).toBeLessThan(100);
    expect((await shop.preview(visitor).customers.contacts({})).map(({ id }) => id)).toEqual([pat.id]);
    expect(await shop.shown(pat.customer)).toEqual([shown]);
    await shop.setRights(pat.id, ['order']);
    await expect(shop.preview(visitor).customers.contacts({})).rejects.toMatchObject(refusal('right.missing'));
  });

  it('[G-47] [abuse 68] changes nothing: every call that would is refused, before its input is looked at', async () => {
    const { pat, visitor } = await opened([...contactRights]);
    const { access, customers } = shop.preview(visitor);
    const readOnly = { cause: { code: 'preview.read-only', status: 403 } };
    await expect(customers.removeContact({ id: pat.id })).rejects.toMatchObject(readOnly);
    await expect(customers.removeContact({ nonsense: 1 } as never)).rejects.toMatchObject(readOnly);
    await expect(access.signOut({})).rejects.toMatchObject(readOnly);
    await expect(access.start({ email: pat.email })).rejects.toMatchObject(readOnly);
    await expect(access.endPreview({})).rejects.toMatchObject(readOnly);
    expect(await looks(visitor)).toMatchObject({ id: pat.id });
  });

  it('[G-47] is no visit: no device of the contact, on neither side, and nothing is written while staff look', async () => {
    const { pat, visitor } = await opened();
    const contact = await signedIn(shop, pat.email);
    const before = await shop.portal(contact).access.sessions({});
    await shop.preview(visitor).access.sessions({});
    expect(await shop.preview(visitor).access.sessions({})).toHaveLength(1);
    expect(before).toHaveLength(1);
    const { people } = await shop.staff(visitor).access.people({ customer: pat.customer });
    expect(people[0]!.devices.map(({ id }) => id)).toEqual([before[0]!.id]);
    expect((await shop.actions(pat.id)).filter((action) => action !== 'access.sign-in')).toEqual([
      'access.prepare-preview',
      'access.preview',
    ]);
  });

  it('[abuse 68] never mixes with the session of a contact in the same browser', async () => {
    const { pat, visitor } = await opened();
    const tom = await shop.contact(`tom${nth}@jones.test`);
    const own = await signedIn(shop, tom.email);
    visitor.cookies.set('portal', own.cookies.get('portal')!);
    expect(await shop.portal(visitor).access.me({})).toMatchObject({ id: tom.id, preview: null });
    expect(await looks(visitor)).toMatchObject({ id: pat.id });
    // Neither cookie is good for the other.
    const [portal, preview] = [visitor.cookies.get('portal')!, visitor.cookies.get('preview')!];
    visitor.cookies.set('portal', preview);
    visitor.cookies.set('preview', portal);
    expect(await shop.portal(visitor).access.me({})).toEqual(gone);
    expect(await looks(visitor)).toEqual(gone);
  });

  it('[abuse 28] [abuse 29] is handed over once, within a minute, and what hands it over opens nothing itself', async () => {
    const { pat, visitor, handover } = await opened();
    const late = await shop.staff(visitor).access.preview({ contact: pat.id });
    await expect(shop.portal(visitor).access.openPreview({ handover })).rejects.toMatchObject(refusal('link.gone'));
    const bare = { ...visitor, cookies: { ...visitor.cookies, get: () => late.handover } };
    expect(await looks(bare)).toEqual(gone);
    const answers = await Promise.allSettled(
      Array.from({ length: 10 }, () => shop.portal(visitor).access.openPreview(late)),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const later = await shop.staff(visitor).access.preview({ contact: pat.id });
    shop.pass(1);
    await expect(shop.portal(visitor).access.openPreview(later)).rejects.toMatchObject(refusal('link.gone'));
  });

  it('[G-47] ends when staff end it, after thirty minutes, and when another one begins', async () => {
    const { pat, visitor } = await opened();
    const token = visitor.cookies.get('preview')!;
    await shop.portal(visitor).access.endPreview({});
    expect(visitor.cookies.get('preview')).toBeUndefined();
    visitor.cookies.set('preview', token);
    expect(await looks(visitor)).toEqual(gone);
    expect((await shop.audit(pat.id)).at(-1)).toMatchObject({ action: 'access.end-preview', by: { type: 'staff' } });

    const again = await opened();
    const first = again.visitor.cookies.get('preview')!;
    const { handover } = await shop.staff(again.visitor).access.preview({ contact: pat.id });
    await shop.portal(again.visitor).access.openPreview({ handover });
    expect(await looks(again.visitor)).toMatchObject({ id: pat.id });
    const former = { ...again.visitor, cookies: { ...again.visitor.cookies, get: () => first } };
    expect(await looks(former)).toEqual(gone);
    shop.pass(31);
    expect(await looks(again.visitor)).toEqual(gone);
  });

  it('[abuse 31] [abuse 68] ends at the next call with the staff session, the permission, the contact or its address', async () => {
    const [signedOut, lost, removed, moved] = [await opened(), await opened(), await opened(), await opened()];
    await shop.staff(signedOut.visitor).access.signOut({});
    const { handover } = await shop.staff(lost.visitor).access.preview({ contact: lost.pat.id });
    await shop.permit(`alex${nth - 2}@shop.test`, ['orders.read', 'customers.read']);
    await shop.remove(removed.pat.id);
    await shop.change(moved.pat.id, 'other@smith.test');
    for (const { visitor } of [signedOut, lost, removed, moved]) {
      expect(await looks(visitor)).toEqual(gone);
      await expect(shop.preview(visitor).access.sessions({})).rejects.toMatchObject(refusal('sign-in.needed'));
    }
    await expect(shop.portal(lost.visitor).access.openPreview({ handover })).rejects.toMatchObject(
      refusal('link.gone'),
    );
  });

  it('[G-47] is audited: who began it and on whose behalf, until when, and its end', async () => {
    const { pat, visitor } = await opened();
    await shop.portal(visitor).access.endPreview({});
    const [prepared, began, ended] = await shop.audit(pat.id);
    expect([prepared, began, ended].map((row) => row?.action)).toEqual([
      'access.prepare-preview',
      'access.preview',
      'access.end-preview',
    ]);
    expect(began).toMatchObject({ after: { customer: pat.customer, until: expect.any(String) } });
    expect(began!.by).toEqual(prepared!.by);
    expect(ended!.by).toEqual(prepared!.by);
  });

  it('[G-47] [abuse 57] is begun with the permission alone, and for a contact that there is', async () => {
    const { pat, visitor } = await opened();
    const producer = await staffBrowser(shop, `prod${nth}@shop.test`, 'production');
    await expect(shop.staff(producer).access.preview({ contact: pat.id })).rejects.toMatchObject(
      refusal('right.missing'),
    );
    await expect(shop.staff(visitor).access.preview({ contact: pat.customer })).rejects.toMatchObject(
      refusal('not-found'),
    );
    await shop.remove(pat.id);
    await expect(shop.staff(visitor).access.preview({ contact: pat.id })).rejects.toMatchObject(refusal('not-found'));
  });

  it('[G-47] offers the contacts, the first one first, and none where there is none', async () => {
    const { pat, visitor } = await opened();
    const staff = () => shop.staff(visitor);
    const { id: customer } = await staff().customers.create({
      name: 'Two Ltd',
      contactName: 'Pat',
      email: 'pat@two.test',
    });
    await staff().customers.addContact({ customer, name: 'Amy', email: 'amy@two.test' });
    const offered = await staff().access.previewable({ customer });
    expect(offered.contacts.map(({ name }) => name)).toEqual(['Pat', 'Amy']);
    const bare = await staff().customers.create({ name: 'Bare Ltd' });
    expect(await staff().access.previewable({ customer: bare.id })).toEqual({
      customer: { id: bare.id, name: 'Bare Ltd' },
      contacts: [],
    });
    await expect(staff().access.previewable({ customer: pat.id })).rejects.toMatchObject(refusal('not-found'));
  });
});
