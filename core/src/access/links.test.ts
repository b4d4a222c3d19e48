import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../kernel/database.ts';
import { openTestDatabase, stores } from '../testing/database.ts';
import { browser, openShop, otherThan, signedIn, type Browser, type TestShop } from '../testing/people.ts';

const refusal = (code: string) => ({ cause: { code } });

describe.each(stores)('the link in the mail with a code, on %s', (store) => {
  let database: Database;
  let shop: TestShop;
  beforeAll(async () => {
    database = await openTestDatabase(store);
    shop = await openShop(database);
  });
  afterAll(() => database.close());

  /** A visitor who asked for a code, and the secret of the link that came with it. */
  const asking = async (email: string): Promise<{ visitor: Browser; link: string }> => {
    const visitor = browser();
    await shop.portal(visitor).access.start({ email });
    return { visitor, link: await shop.secret(email) };
  };

  it('[abuse 28] signs in once, in the browser that asked, however often it was opened before', async () => {
    await shop.contact('link@smith.test', { slug: 'link-smith' });
    const { visitor, link } = await asking('link@smith.test');
    for (let i = 0; i < 10; i += 1) {
      expect(await shop.portal(visitor).access.asked({})).toEqual({ email: 'l…@smith…' });
    }
    expect(await shop.portal(visitor).access.follow({ link })).toEqual({ customerSlug: 'link-smith' });
    expect(await shop.portal(visitor).access.me({})).toMatchObject({ signedIn: true, email: 'link@smith.test' });
    await expect(shop.portal(visitor).access.follow({ link })).rejects.toMatchObject({
      cause: { code: 'code.gone', status: 410 },
    });
  });

  it('[abuse 102] stands in a fragment of the shop’s own address, so that it reaches no log and no other site', async () => {
    await shop.contact('fragment@smith.test');
    await asking('fragment@smith.test');
    const { href, hash, pathname, search } = new URL((await shop.mails('fragment@smith.test')).at(-1)!.data.link!);
    expect(href).toMatch(/^https:\/\/shop\.test\//);
    expect([pathname, search]).toEqual(['/sign-in', '']);
    expect(hash).toMatch(/^#[\w-]{43}$/);
  });

  it('[abuse 18] [GHSA-xj2c-8fw5-mr6m] leads to a host of the shop’s own, where it was asked for, and to no other host that a request names', async () => {
    const host = `orders-${shop.id}.example`;
    await database.withPlatform('gives a shop of tests a host').run({
      name: 'fixture.host',
      text: 'insert into core.tenant_host (host, tenant_id) values ($1, $2)',
      values: [host, shop.id],
    });
    await shop.contact('host@smith.test', { slug: 'host-smith' });
    const visitor = { ...browser(), host };
    await shop.portal(visitor).access.start({ email: 'host@smith.test' });
    expect((await shop.mails('host@smith.test')).at(-1)!.data.link).toMatch(`https://${host}/sign-in#`);
    const link = await shop.secret('host@smith.test');
    expect(await shop.portal(visitor).access.follow({ link })).toEqual({ customerSlug: 'host-smith' });
    await shop.portal({ ...browser(), host: 'evil.example' }).access.start({ email: 'host@smith.test' });
    expect((await shop.mails('host@smith.test')).at(-1)!.data.link).toMatch('https://shop.test/sign-in#');
  });

  it('[abuse 26] is no link in another browser, consumes nothing there, and says nothing of who asked', async () => {
    await shop.contact('other@smith.test');
    const { visitor, link } = await asking('other@smith.test');
    const stranger = browser();
    expect(await shop.portal(stranger).access.asked({})).toBeNull();
    await expect(shop.portal(stranger).access.follow({ link })).rejects.toMatchObject(refusal('code.gone'));
    await shop.portal(stranger).access.start({ email: 'nobody@smith.test' });
    await expect(shop.portal(stranger).access.follow({ link })).rejects.toMatchObject(refusal('code.gone'));
    const id = visitor.cookies.kept.get('challenge')!.split('.')[0]!;
    stranger.cookies.kept.set('challenge', `${id}.${'A'.repeat(43)}`);
    expect(await shop.portal(stranger).access.asked({})).toBeNull();
    await expect(shop.portal(stranger).access.follow({ link })).rejects.toMatchObject(refusal('code.gone'));
    expect(stranger.cookies.kept.has('portal')).toBe(false);
    expect(await shop.portal(visitor).access.follow({ link })).toHaveProperty('customerSlug');
  });

  it('is used up by the code, and the code by it', async () => {
    await shop.contact('either@smith.test');
    const first = await asking('either@smith.test');
    const code = await shop.code('either@smith.test');
    const challenge = first.visitor.cookies.kept.get('challenge')!;
    await shop.portal(first.visitor).access.verify({ code });
    first.visitor.cookies.kept.set('challenge', challenge);
    await expect(shop.portal(first.visitor).access.follow({ link: first.link })).rejects.toMatchObject(
      refusal('code.gone'),
    );
    const second = await asking('either@smith.test');
    const [newer, kept] = [await shop.code('either@smith.test'), second.visitor.cookies.kept.get('challenge')!];
    await shop.portal(second.visitor).access.follow({ link: second.link });
    second.visitor.cookies.kept.set('challenge', kept);
    await expect(shop.portal(second.visitor).access.verify({ code: newer })).rejects.toMatchObject(
      refusal('code.gone'),
    );
  });

  it('[abuse 25] ends with its code: after ten minutes, and after five wrong tries', async () => {
    await shop.contact('ends@smith.test');
    const late = await asking('ends@smith.test');
    shop.pass(10);
    await expect(shop.portal(late.visitor).access.follow({ link: late.link })).rejects.toMatchObject(
      refusal('code.gone'),
    );
    const tried = await asking('ends@smith.test');
    const code = otherThan(await shop.code('ends@smith.test'));
    for (let i = 0; i < 5; i += 1)
      await shop
        .portal(tried.visitor)
        .access.verify({ code })
        .catch(() => undefined);
    expect(await shop.portal(tried.visitor).access.asked({})).toBeNull();
    await expect(shop.portal(tried.visitor).access.follow({ link: tried.link })).rejects.toMatchObject(
      refusal('code.gone'),
    );
  });

  it('asks which customer is meant when the address belongs to several, and takes no other', async () => {
    await shop.contact('two@agency.test', { name: 'Acme', slug: 'link-acme' });
    await shop.contact('two@agency.test', { name: 'Beta', slug: 'link-beta' });
    const { visitor, link } = await asking('two@agency.test');
    expect(await shop.portal(visitor).access.follow({ link })).toEqual({
      choose: [
        { customerSlug: 'link-acme', name: 'Acme' },
        { customerSlug: 'link-beta', name: 'Beta' },
      ],
    });
    const foreign = shop.portal(visitor).access.follow({ link, customer: 'link-smith' });
    await expect(foreign).rejects.toMatchObject(refusal('not-found'));
    expect(await shop.portal(visitor).access.follow({ link, customer: 'link-beta' })).toEqual({
      customerSlug: 'link-beta',
    });
  });

  it('[abuse 29] [Better Auth #9572] opens one session for fifty codes and links at the same moment', async () => {
    await shop.contact('race@smith.test');
    const { visitor, link } = await asking('race@smith.test');
    const [code, challenge] = [await shop.code('race@smith.test'), visitor.cookies.kept.get('challenge')!];
    const tabs = Array.from({ length: 50 }, () => browser());
    for (const tab of tabs) tab.cookies.kept.set('challenge', challenge);
    const settled = await Promise.allSettled(
      tabs.map((tab, index) =>
        index % 10 === 0 ? shop.portal(tab).access.verify({ code }) : shop.portal(tab).access.follow({ link }),
      ),
    );
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const winner = tabs.find((tab) => tab.cookies.kept.has('portal'))!;
    expect(await shop.portal(winner).access.sessions({})).toHaveLength(1);
  });

  it('[abuse 5] [abuse 24] [CVE-2026-39851] [CVE-2026-25050] takes the same statements, entries and bytes for a known and an unknown address', async () => {
    await shop.contact('known@smith.test');
    const seen = async (email: string) => {
      const visitor = browser();
      const [before, answer] = [database.roundTrips(), await shop.portal(visitor).access.start({ email })];
      const trips = database.roundTrips() - before;
      const face = await shop.portal(visitor).access.asked({});
      const wrong = await shop
        .portal(visitor)
        .access.verify({ code: otherThan(await shop.code(email)) })
        .catch((error: unknown) => JSON.stringify((error as { cause: unknown }).cause));
      const [mail] = await shop.mails(email);
      const shape = Object.entries(mail!.data).map(([name, text]) => [name, text.length]);
      const entries = await shop.entriesFor(email);
      return JSON.stringify({ answer, trips, face, wrong, shape, entries });
    };
    expect(await seen('xnown@smith.test')).toBe((await seen('known@smith.test')).replace('"k…', '"x…'));
  });

  it('[abuse 27] [abuse 51] is nothing in another shop', async () => {
    await shop.contact('abroad@smith.test');
    const elsewhere = await openShop(database);
    await elsewhere.contact('abroad@smith.test');
    const { visitor, link } = await asking('abroad@smith.test');
    expect(await elsewhere.portal(visitor).access.asked({})).toBeNull();
    await expect(elsewhere.portal(visitor).access.follow({ link })).rejects.toMatchObject(refusal('code.gone'));
    const code = await shop.code('abroad@smith.test');
    await expect(elsewhere.portal(visitor).access.verify({ code })).rejects.toMatchObject(refusal('code.gone'));
    expect(await shop.portal(visitor).access.follow({ link })).toHaveProperty('customerSlug');
  });

  it('[abuse 105] a victim whose codes are used up by somebody else stays signed in where it was', async () => {
    await shop.contact('victim@smith.test');
    const visitor = await signedIn(shop, 'victim@smith.test');
    for (let i = 0; i < 12; i += 1) {
      await shop
        .portal(browser())
        .access.start({ email: 'victim@smith.test' })
        .catch(() => undefined);
    }
    await expect(shop.portal(browser()).access.start({ email: 'victim@smith.test' })).rejects.toMatchObject(
      refusal('limit.reached'),
    );
    expect(await shop.portal(visitor).access.me({})).toMatchObject({ signedIn: true });
  });
});
