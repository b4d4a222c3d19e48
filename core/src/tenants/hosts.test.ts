import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCast, refusal, type Cast } from '../testing/cast.ts';
import {
  notePlugin,
  openBrowser,
  openTestPlatform,
  stores,
  type TestBrowser,
  type TestPlatform,
} from '../testing/index.ts';

const place = { timeZone: 'UTC', currency: 'EUR', locale: 'en', units: 'mm' } as const;

describe.each(stores)('the host of a shop on %s', (store) => {
  let test: TestPlatform;
  let cast: Cast;
  let rival: TestBrowser;
  /** What stands on each host, as DNS would say. */
  const proofs = new Map<string, string>();
  const hostProof = { holds: async (host: string, token: string) => proofs.get(host) === token };

  beforeAll(async () => {
    test = await openTestPlatform({ plugins: [notePlugin()], store, config: { hostProof } });
    cast = await openCast(test, '/s/shop');
    const { seed } = test.platform;
    const id = await seed.shop({ slug: 'rival', name: 'Rival', ...place });
    const staff = await seed.staff(id, { name: 'Rita', email: 'r@x.test', role: 'owner', password: 'nine grey lamps' });
    rival = openBrowser(test.platform, { base: '/s/rival' });
    rival.take(await seed.cookie(id, { type: 'staff', id: staff }));
  }, 120_000);
  afterAll(() => test.close());

  const hosts = (browser: TestBrowser) => browser.staff.hosts.get.query({});
  const claim = (host: string, browser = cast.owner) => browser.staff.hosts.claim.mutate({ host });
  const verify = (browser = cast.owner) => browser.staff.hosts.verify.mutate({});
  /** Puts the proof where only the owner of the host can. */
  async function prove(browser: TestBrowser): Promise<void> {
    const { claim: asked } = await hosts(browser);
    proofs.set(asked!.host, asked!.text.replace('docket=', ''));
  }
  const slugAt = async (host: string): Promise<string | undefined> => {
    const visitor = openBrowser(test.platform, { origin: `http://${host}` });
    const answer = await visitor.fetch('/trpc/portal/requests.kinds?input=%7B%7D');
    return answer.status === 200 ? 'a shop' : undefined;
  };

  it('is asked for, proven, and leads to the shop from then on', async () => {
    await claim('https://Orders.Inkworks.com/portal');
    expect(await hosts(cast.owner)).toMatchObject({
      current: null,
      claim: {
        host: 'orders.inkworks.com',
        record: '_docket.orders.inkworks.com',
        path: '/.well-known/docket.txt',
        text: expect.stringMatching(/^docket=[\w-]{27}$/),
      },
    });
    expect(await slugAt('orders.inkworks.com')).toBeUndefined();
    expect(await refusal(verify())).toMatchObject({ code: 'host.unproven', status: 409 });
    await prove(cast.owner);
    await verify();
    expect(await hosts(cast.owner)).toEqual({ current: 'orders.inkworks.com', claim: null });
    expect(await slugAt('orders.inkworks.com')).toBe('a shop');
  });

  it('of one shop is no other’s: it is refused like one that nobody can have', async () => {
    const refusals = await Promise.all(
      ['orders.inkworks.com', 'shop.test', 'www.shop.test', '127.0.0.1', 'localhost', 'no host'].map((host) =>
        refusal(claim(host, rival)),
      ),
    );
    for (const one of refusals) expect(one).toEqual(refusals[0]);
    expect(refusals[0]).toMatchObject({ code: 'host.unusable', status: 422 });
  });

  it('may be asked for by two while nobody has proven it: who proves it has it, and the other is refused', async () => {
    await claim('prints.example.org');
    await claim('prints.example.org', rival);
    const [mine, theirs] = [await hosts(cast.owner), await hosts(rival)];
    expect(mine.claim!.text).not.toBe(theirs.claim!.text);
    await prove(rival);
    // The proof of the one is none of the other.
    expect(await refusal(verify())).toMatchObject({ code: 'host.unproven' });
    await verify(rival);
    await prove(cast.owner);
    expect(await refusal(verify())).toMatchObject({ code: 'host.unusable' });
    expect(await hosts(rival)).toMatchObject({ current: 'prints.example.org' });
  });

  it('stays until another one is proven, and is free again when it is left', async () => {
    await claim('new.inkworks.com');
    expect(await hosts(cast.owner)).toMatchObject({ current: 'orders.inkworks.com' });
    await prove(cast.owner);
    await verify();
    expect(await hosts(cast.owner)).toEqual({ current: 'new.inkworks.com', claim: null });
    await claim('orders.inkworks.com', rival);
    await cast.owner.staff.hosts.leave.mutate({});
    await cast.owner.staff.hosts.leave.mutate({});
    expect(await hosts(cast.owner)).toEqual({ current: null, claim: null });
    expect(await refusal(verify())).toMatchObject({ code: 'not-found' });
    const text = `select before, after from core.audit where action = 'shop.host' order by id`;
    const [rows] = await test.platform.database.withTenant(test.shop).run({ name: 'test.hosts', text, values: [] });
    expect(rows).toEqual([
      { before: { host: null }, after: { host: 'orders.inkworks.com' } },
      { before: { host: 'orders.inkworks.com' }, after: { host: 'new.inkworks.com' } },
      { before: { host: 'new.inkworks.com' }, after: { host: null } },
    ]);
  });

  it('is looked for thirty times an hour at most', async () => {
    await claim('slow.inkworks.com');
    const told: string[] = [];
    for (let at = 0; at < 31; at += 1) told.push((await refusal(verify())).code);
    expect(told[0]).toBe('host.unproven');
    expect(told.at(-1)).toBe('limit.reached');
  });
});
