import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../kernel/database.ts';
import { openTestDatabase, stores } from '../testing/database.ts';
import { browser, openShop, staffBrowser, type Browser, type TestShop } from '../testing/people.ts';
import { hashToken } from './secrets.ts';

/** What one place made: a browser that asked, and everything secret that was mailed or set there. */
interface Place {
  readonly shop: TestShop;
  readonly asker: Browser;
  readonly secrets: Readonly<Record<Purpose, string>>;
}

const purposes = ['code', 'link', 'invitation', 'password', 'session', 'challenge'] as const;
type Purpose = (typeof purposes)[number];

const uses = ['verify', 'follow', 'accept', 'setPassword', 'portal', 'staff'] as const;
type Use = (typeof uses)[number];

/** The one use that each secret is for. */
const meant: Readonly<Record<Purpose, Use | 'none'>> = {
  code: 'verify',
  link: 'follow',
  invitation: 'accept',
  password: 'setPassword',
  session: 'portal',
  // Says which browser asked; opens nothing.
  challenge: 'none',
};

describe.each(stores)('secrets of signing in, on %s', (store) => {
  let database: Database;
  let places: readonly Place[];
  beforeAll(async () => {
    database = await openTestDatabase(store);
    places = [await place(), await place()];
  });
  afterAll(() => database.close());

  async function place(): Promise<Place> {
    const shop = await openShop(database);
    const owner = await staffBrowser(shop, 'owner@shop.test');
    const pat = await shop.contact('pat@smith.test');
    const { id } = await shop.staff(owner).access.invite({ contact: pat.id });
    const invitation = `${id}.${await shop.secret('pat@smith.test')}`;
    const signed = browser();
    await shop.portal(signed).access.start({ email: 'pat@smith.test' });
    await shop.portal(signed).access.verify({ code: await shop.code('pat@smith.test') });
    const by = { type: 'system', reason: 'tests' } as const;
    const member = { tenantId: shop.id, name: 'Kim', email: 'kim@shop.test', role: 'production', by } as const;
    const { token: password } = await shop.links.inviteStaff({ ...member, now: shop.now(), url: 'https://shop.test' });
    const asker = browser();
    await shop.portal(asker).access.start({ email: 'pat@smith.test' });
    const secrets = {
      code: await shop.code('pat@smith.test'),
      link: await shop.secret('pat@smith.test'),
      invitation,
      password,
      session: signed.cookies.kept.get('portal')!,
      challenge: asker.cookies.kept.get('challenge')!,
    };
    return { shop, asker, secrets };
  }

  /** True when the use let somebody in. */
  async function opens(shop: TestShop, use: Use, secret: string, visitor: Browser): Promise<boolean> {
    const { access } = shop.portal(visitor);
    const staff = shop.staff(visitor).access;
    const attempts: Readonly<Record<Use, () => Promise<unknown>>> = {
      verify: () => access.verify({ code: secret.slice(0, 40) }),
      follow: () => access.follow({ link: secret }),
      accept: () => access.accept({ token: secret }),
      setPassword: () => staff.setPassword({ token: secret, password: 'seven green lamps' }),
      portal: () => {
        visitor.cookies.kept.set('portal', secret);
        return access.sessions({});
      },
      staff: () => {
        visitor.cookies.kept.set('staff', secret);
        return staff.me({});
      },
    };
    return attempts[use]().then(
      () => true,
      () => false,
    );
  }

  /** A browser with the cookie that named the asking one, or another that asked nothing. */
  const visitorOf = ({ asker }: Pick<Place, 'asker'>, isAsker: boolean): Browser => {
    const visitor = browser();
    if (isAsker) visitor.cookies.kept.set('challenge', asker.cookies.kept.get('challenge')!);
    return visitor;
  };

  it('[abuse 26] [abuse 27] [abuse 51] [CVE-2026-114607] open nothing for another purpose, in another shop or in another browser', async () => {
    const spelled = fc.constantFrom<(secret: string) => string>(
      (secret) => secret,
      (secret) => secret.split('.').at(-1)!,
      (secret) => `${secret.split('.')[0]}.${'A'.repeat(43)}`,
      (secret) => hashToken(secret).toString('base64url'),
      (secret) => `${secret} `,
    );
    const attempt = fc.record({
      purpose: fc.constantFrom(...purposes),
      use: fc.constantFrom(...uses),
      from: fc.constantFrom(0, 1),
      to: fc.constantFrom(0, 1),
      isAsker: fc.boolean(),
      spell: spelled,
    });
    await fc.assert(
      fc.asyncProperty(attempt, async ({ purpose, use, from, to, isAsker, spell }) => {
        const [there, here] = [places[from]!, places[to]!];
        const secret = there.secrets[purpose];
        const written = spell(secret);
        const isBound = use === 'verify' || use === 'follow';
        // The one way in that is meant is left out here: it would use the secret up.
        fc.pre(meant[purpose] !== use || from !== to || written.trim() !== secret || (isBound && !isAsker));
        // Five wrong codes are a challenge's end, which would hide what the sixth does.
        fc.pre(!(use === 'verify' && isAsker && from === to));
        expect(await opens(here.shop, use, written, visitorOf(there, isAsker))).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  it('still open what they are for, each once', async () => {
    for (const { shop, asker, secrets } of places) {
      const visitor = browser();
      visitor.cookies.kept.set('challenge', asker.cookies.kept.get('challenge')!);
      expect(await opens(shop, 'follow', secrets.link, visitor)).toBe(true);
      for (const purpose of ['invitation', 'password', 'session'] as const) {
        expect(await opens(shop, meant[purpose] as Use, secrets[purpose], browser())).toBe(true);
      }
      for (const purpose of ['link', 'invitation', 'password'] as const) {
        const again = await opens(shop, meant[purpose] as Use, secrets[purpose], visitorOf({ asker }, true));
        expect(again).toBe(false);
      }
    }
  });

  it('[abuse 29] of many redemptions at one moment, codes and links mixed, exactly one gets in', async () => {
    const { shop } = places[0]!;
    let people = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('verify', 'follow'), { minLength: 2, maxLength: 50 }), async (ways) => {
        const email = `race-${(people += 1)}@smith.test`;
        await shop.contact(email);
        const asker = browser();
        await shop.portal(asker).access.start({ email });
        const [code, link] = [await shop.code(email), await shop.secret(email)];
        // Five tries of a code are its end; links are not tried.
        const typed = ways.filter((way) => way === 'verify').slice(0, 5);
        const followed = ways.filter((way) => way === 'follow');
        const opened = await Promise.all(
          [...typed, ...followed].map((way) =>
            opens(shop, way, way === 'verify' ? code : link, visitorOf({ asker }, true)),
          ),
        );
        expect(opened.filter(Boolean)).toHaveLength(1);
      }),
      { numRuns: 8 },
    );
  });
});
