import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openCast, type Cast } from '../testing/cast.ts';
import {
  notePlugin,
  openBrowser,
  openTestPlatform,
  stores,
  type TestBrowser,
  type TestPlatform,
} from '../testing/index.ts';
import type { Hint } from './hints.ts';

const content = { title: 'Paint', lines: [{ text: 'blue', count: 2 }] };

/** What a browser hears, as it comes. */
interface Ear {
  readonly status: number;
  readonly heard: readonly Hint[];
  /** Resolves with all that was heard once there is as much; throws when the stream ends before. */
  hears(count: number): Promise<readonly Hint[]>;
  /** Resolves once the order was named. */
  hearsOf(id: string): Promise<void>;
  /** Resolves when the server ends the stream. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

describe.each(stores)('browsers that hear of changes, on %s', { timeout: 60_000 }, (store) => {
  let test: TestPlatform;
  let cast: Cast;
  const ears: Ear[] = [];
  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin()], store, config: { workers: false } });
    cast = await openCast(test);
  }, 60_000);
  afterEach(async () => {
    await Promise.all(ears.splice(0).map((ear) => ear.close()));
    test.setNow(undefined);
  });
  afterAll(() => test.close());

  async function listen(browser: TestBrowser, path: string, headers: Record<string, string> = {}): Promise<Ear> {
    const response = await browser.fetch(path, { headers });
    const ear = earOf(response);
    ears.push(ear);
    return ear;
  }

  /** The same person, where the host serves several shops. */
  function openBrowserOf(person: TestBrowser): TestBrowser {
    const browser = openBrowser(test.platform, { base: '/s/shop' });
    browser.take(person.cookie());
    return browser;
  }

  const submit = (browser = cast.sarah) =>
    browser.portal.requests.submit.mutate({ id: crypto.randomUUID(), kind: 'note', content });
  const orderOf = async (browser = cast.sarah) => {
    await submit(browser);
    return (await browser.portal.orders.list.query({ search: '' })).rows[0]!;
  };
  const move = (id: string, to: string) => cast.owner.staff.orders.move.mutate({ id, to });

  it('both sides hear of what staff do to an order, by its number alone', async () => {
    const order = await orderOf();
    const [staff, customer] = [await listen(cast.owner, '/admin/live'), await listen(cast.sarah, '/live')];
    await move(order.id, 'doing');
    const [hint] = await customer.hears(1);
    expect(hint).toEqual({
      event: expect.any(String),
      what: 'order',
      id: order.id,
      number: order.number,
      prefix: '',
      at: expect.any(String),
    });
    expect(await staff.hears(1)).toMatchObject([{ what: 'order', number: order.number }]);
  });

  it('[abuse 50] a customer hears of own orders only, staff of all', async () => {
    const [sarah, tom] = [await listen(cast.sarah, '/live'), await listen(cast.tom, '/live')];
    const staff = await listen(cast.owner, '/admin/live');
    const [ofSarah, ofTom] = [await orderOf(cast.sarah), await orderOf(cast.tom)];
    await staff.hears(2);
    expect(await sarah.hears(1)).toMatchObject([{ number: ofSarah.number }]);
    expect(await tom.hears(1)).toMatchObject([{ number: ofTom.number }]);
    expect([sarah.heard.length, tom.heard.length]).toEqual([1, 1]);
  });

  it('[abuse 49] nobody hears of another shop, whatever the session', async () => {
    const { seed } = test.platform;
    const place = { timeZone: 'UTC', currency: 'EUR', locale: 'en', units: 'mm' } as const;
    const slug = `other-${store}`;
    const other = await seed.shop({ slug, name: 'Other', email: 'hello@other.test', ...place });
    const staff = await seed.staff(other, {
      name: 'Kim',
      email: 'kim@other.test',
      role: 'owner',
      password: 'seven green lamps',
    });
    const kim = openBrowser(test.platform, { base: `/s/${slug}` });
    kim.take(await seed.cookie(other, { type: 'staff', id: staff }));
    const there = await listen(kim, '/admin/live');
    const foreign = openBrowser(test.platform, { base: `/s/${slug}` });
    foreign.take(cast.owner.cookie().replace('docket-staff-shop', `docket-staff-${slug}`));
    expect((await foreign.fetch('/admin/live')).status).toBe(401);
    const here = await listen(cast.owner, '/s/shop/admin/live');
    await openBrowserOf(cast.sarah).portal.requests.submit.mutate({ id: crypto.randomUUID(), kind: 'note', content });
    await here.hears(1);
    expect(there.heard).toEqual([]);
    await seed.erase(other);
    await there.ended;
  });

  it.each(['/live', '/admin/live'])('[abuse 57] nobody hears anything at %s without a session', async (path) => {
    const stranger = openBrowser(test.platform);
    expect((await stranger.fetch(path)).status).toBe(401);
    expect((await stranger.fetch(`${path}?since=`)).status).toBe(401);
  });

  it('each door wants its own session, and staff the right to read orders', async () => {
    const packer = await memberWithout();
    expect((await cast.sarah.fetch('/admin/live')).status).toBe(401);
    expect((await cast.owner.fetch('/live')).status).toBe(401);
    expect((await packer.fetch('/admin/live')).status).toBe(403);
  });

  /** A member of staff who may not read orders. */
  async function memberWithout(): Promise<TestBrowser> {
    const role = 'production';
    await cast.owner.staff.roles.save.mutate({ id: role, name: null, permissions: ['customers.read'] });
    const { seed } = test.platform;
    const person = { name: 'Pat', email: 'pat@shop.test', role, password: 'seven green lamps' } as const;
    const id = await seed.staff(test.shop, person);
    const browser = openBrowser(test.platform);
    browser.take(await seed.cookie(test.shop, { type: 'staff', id }));
    return browser;
  }

  it('a session that ends takes its stream along', async () => {
    const ear = await listen(cast.tom, '/live');
    const cookie = cast.tom.cookie();
    await cast.tom.portal.access.signOut.mutate({});
    await ear.ended;
    const again = openBrowser(test.platform);
    again.take(cookie);
    expect((await again.fetch('/live')).status).toBe(401);
  });

  it('nothing is read for a shop in which nobody listens', async () => {
    await submit();
    const before = test.platform.database.roundTrips();
    await submit();
    const cost = test.platform.database.roundTrips() - before;
    const ear = await listen(cast.owner, '/admin/live');
    await ear.close();
    const quiet = test.platform.database.roundTrips();
    await submit();
    expect(test.platform.database.roundTrips() - quiet).toBe(cost);
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(test.platform.live.open()).toBe(0);
  });

  it('as many listeners as there are cost one look', async () => {
    const many = await Promise.all([1, 2, 3].map(() => listen(cast.owner, '/admin/live')));
    const before = test.platform.database.roundTrips();
    await submit();
    const cost = test.platform.database.roundTrips() - before;
    await Promise.all(many.map((ear) => ear.hears(1)));
    expect(test.platform.database.roundTrips() - before - cost).toBeLessThanOrEqual(3);
  });

  it('one session has no more streams than the shop allows; more are refused, and asking goes on', async () => {
    const open = await Promise.all([1, 2, 3, 4, 5].map(() => listen(cast.sarah, '/live')));
    expect(open.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const refused = await cast.sarah.fetch('/live');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('60');
    expect((await cast.sarah.fetch('/live?since=')).status).toBe(200);
    await open[0]!.close();
    expect((await listen(cast.sarah, '/live')).status).toBe(200);
  });

  it('who comes again hears at once what it missed', async () => {
    const first = await listen(cast.sarah, '/live');
    const order = await orderOf();
    const [heard] = await first.hears(1);
    await first.close();
    await move(order.id, 'doing');
    const again = await listen(cast.sarah, '/live', { 'last-event-id': heard!.event });
    await again.hearsOf(order.id);
    expect(again.heard.length).toBeGreaterThan(0);
  });

  it('who was away for longer than is looked back hears once that something has changed', async () => {
    const long = await listen(cast.sarah, '/live', { 'last-event-id': '018f0000-0000-7000-8000-000000000000' });
    expect(await long.hears(1)).toMatchObject([{ what: 'everything' }]);
    const hostile = await listen(cast.sarah, '/live', { 'last-event-id': "'; select 1" });
    expect(await hostile.hears(1)).toMatchObject([{ what: 'everything' }]);
  });

  it('a page hears what changed while it was drawn', async () => {
    const later = Date.now() + 3_600_000;
    test.setNow(new Date(later));
    const order = await orderOf();
    test.setNow(new Date(later + 5000));
    const ear = await listen(cast.sarah, '/live?age=6000');
    expect(await ear.hears(1)).toMatchObject([{ id: order.id }]);
    const fresh = await listen(cast.sarah, '/live?age=1000');
    await move(order.id, 'doing');
    expect(await fresh.hears(1)).toHaveLength(1);
  });

  it('who asks now and then hears the same', async () => {
    const { mark, hints } = await asked(cast.sarah, '');
    expect(hints).toEqual([]);
    expect((await asked(cast.sarah, '&age=60000')).hints.length).toBeGreaterThan(0);
    const order = await orderOf();
    const next = await asked(cast.sarah, mark);
    expect(next.hints.map(({ id }) => id)).toContain(order.id);
    expect((await asked(cast.sarah, 'no-mark')).hints).toMatchObject([{ what: 'everything' }]);
  });

  async function asked(browser: TestBrowser, mark: string): Promise<{ mark: string; hints: readonly Hint[] }> {
    const response = await browser.fetch(`/live?since=${mark}`);
    return response.json() as Promise<{ mark: string; hints: readonly Hint[] }>;
  }

  it.each(['?since=a&since2=b', '?age=-1', '?age=x', `?since=${'a'.repeat(40)}`])('refuses %s', async (query) => {
    expect((await cast.sarah.fetch(`/live${query}`)).status).toBe(400);
  });

  it('there is nothing to hear in a preview, nor by another method', async () => {
    expect((await cast.sarah.fetch('/preview/live')).status).toBe(404);
    expect((await cast.sarah.fetch('/live', { method: 'HEAD' })).status).toBe(404);
  });

  it('staff hear of a bell once it rings', async () => {
    const staff = await listen(cast.owner, '/admin/live');
    await submit();
    await test.platform.settle();
    const heard = await staff.hears(2);
    expect(heard.map(({ what }) => what)).toContain('notice');
  });
});

function earOf(response: Response): Ear {
  const heard: Hint[] = [];
  const waiting: { readonly isEnough: () => boolean; readonly resolve: (hints: readonly Hint[]) => void }[] = [];
  const reader = response.body!.getReader();
  const told = (): void => waiting.filter(({ isEnough }) => isEnough()).forEach(({ resolve }) => resolve(heard));
  const ended = (async () => {
    const text = new TextDecoder();
    let rest = '';
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const blocks = (rest + text.decode(read.value, { stream: true })).split('\n\n');
      rest = blocks.pop()!;
      for (const block of blocks) {
        const [, data] = /^data: (.*)$/m.exec(block) ?? [];
        if (data) heard.push(JSON.parse(data) as Hint);
      }
      told();
    }
  })();
  const until = (isEnough: () => boolean) =>
    Promise.race([
      new Promise<readonly Hint[]>((resolve) => {
        waiting.push({ isEnough, resolve });
        told();
      }),
      ended.then(() => {
        throw new Error('The stream has ended.');
      }),
    ]);
  return {
    status: response.status,
    heard,
    ended,
    hears: (count) => until(() => heard.length >= count),
    hearsOf: async (id) => void (await until(() => heard.some((hint) => hint.id === id))),
    close: () => reader.cancel(),
  };
}
