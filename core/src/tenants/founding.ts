import { PlatformError } from '@docket/sdk';
import { firstRoles } from '../access/access.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Registry } from '../kernel/registry.ts';
import { json } from '../kernel/statement.ts';
import * as store from './store.ts';

/** A shop to be. */
export interface NewShop {
  /** Names it in addresses: lower case words with dashes. */
  readonly slug: string;
  readonly name: string;
  readonly email?: string;
  /** IANA name. */
  readonly timeZone: string;
  /** ISO 4217. */
  readonly currency: string;
  /** BCP 47. */
  readonly locale: string;
  readonly units: 'inch' | 'mm';
  /** `#rrggbb`; corrected to contrast where it is shown. */
  readonly brandColor?: string;
  /** Hints are shown, and one command removes it. */
  readonly demo?: boolean;
  readonly now: Date;
}

/** Founds a shop and answers its id; refuses a slug that is taken. */
export async function foundShop(database: Database, newId: NewId, registry: Registry, shop: NewShop): Promise<string> {
  const [[founded]] = await database.withPlatform('founds a shop').run(
    store.insertTenant({
      id: newId(shop.now),
      slug: shop.slug,
      name: shop.name,
      email: shop.email ?? null,
      timeZone: shop.timeZone,
      currency: shop.currency,
      locale: shop.locale,
      units: shop.units,
      brandColor: shop.brandColor ?? null,
      demo: shop.demo ?? false,
      roles: json(firstRoles(permissionsFromTheStart(registry))),
      now: shop.now,
    }),
  );
  if (!founded) throw new PlatformError(errors['shop.taken']);
  return founded.id;
}

/** Permissions of plugins that a new shop begins with. */
export const permissionsFromTheStart = ({ plugins }: Registry) =>
  plugins.flatMap(({ descriptor }) => (descriptor.activation === 'off' ? [] : (descriptor.permissions ?? [])));
