import { PlatformError } from '@docket/sdk';
import * as z from 'zod';
import {
  EmailInput,
  firstRoles,
  hashToken,
  newToken,
  refuseWeak,
  sealPassword,
  seedSession,
} from '../access/access.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Registry } from '../kernel/registry.ts';
import { json } from '../kernel/statement.ts';
import type { Directory } from './directory.ts';
import { permissionsFromTheStart, type NewShop } from './founding.ts';
import * as store from './store-set-up.ts';

/** What the machine knows of a shop to be; the rest is asked for. */
export type ShopPlace = Pick<NewShop, 'slug' | 'timeZone' | 'currency' | 'locale' | 'units'>;

/** The first shop and its owner, as they are asked for. */
const FirstShop = z.strictObject({
  shop: z.string().trim().min(1).max(160),
  name: z.string().trim().min(1).max(160),
  email: EmailInput,
  password: z.string().max(200),
});

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly registry: Registry;
  readonly directory: Directory;
  readonly clock: () => Date;
  readonly secureCookies: boolean;
  /** Where a shop of that name is at home, as far as the machine tells; absent where nobody sets up by a page. */
  readonly placeOf: ((name: string) => ShopPlace) | undefined;
}

const linkMilliseconds = 24 * 3600 * 1000;

/** The way in to an installation without a shop: one link at a time, for a day, once. */
export type SetUp = ReturnType<typeof createSetUp>;

export function createSetUp({ database, newId, registry, directory, clock, secureCookies, placeOf }: Dependencies) {
  const platform = database.withPlatform('sets up an installation without a shop');

  return {
    /** The secret of a new link, which takes the place of the one before; undefined once there is a shop. */
    async newLink(): Promise<string | undefined> {
      const secret = newToken();
      const expiresAt = new Date(clock().getTime() + linkMilliseconds);
      const [[made]] = await platform.run(store.offerSetUp({ secretHash: hashToken(secret), expiresAt }));
      return made && secret;
    },

    /** True while the link is good. */
    async isGood(secret: string): Promise<boolean> {
      const [[found]] = await platform.run(store.openSetUp({ secretHash: hashToken(secret), now: clock() }));
      return found !== undefined && placeOf !== undefined;
    },

    /** Founds the first shop with its owner, once, and signs the owner in. Answers the cookie. */
    async found(secret: string, typed: z.input<typeof FirstShop>) {
      const read = FirstShop.safeParse(typed);
      if (!read.success) throw new PlatformError(errors['input.malformed']);
      if (!placeOf) throw new PlatformError(errors['set-up.gone']);
      const { shop, name, email, password } = read.data;
      refuseWeak(password, [shop, name, email]);
      const [now, hash, place] = [clock(), await sealPassword(password), placeOf(shop)];
      const [id, owner] = [newId(now), newId(now)];
      const [[founded]] = await platform.run(
        store.takeSetUp({
          ...place,
          secretHash: hashToken(secret),
          id,
          shop,
          roles: json(firstRoles(permissionsFromTheStart(registry))),
          owner,
          name,
          email,
          hash,
          now,
        }),
      );
      if (!founded) throw new PlatformError(errors['set-up.gone']);
      directory.forget();
      const site = { slug: place.slug, secure: secureCookies };
      const cookie = await seedSession({ database, newId, tenantId: id, now }, { type: 'staff', id: owner }, site);
      const [key = '', ...value] = cookie.split('=');
      return { name: key, value: value.join('='), secure: secureCookies };
    },
  };
}
