import { PlatformError } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import { byActor } from '../audit/audit.ts';
import { errors } from '../errors.ts';
import type { Files } from '../files/files.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { json, type Call } from '../kernel/statement.ts';
import { changedMeasures, type Info } from './info-input.ts';
import { logoAddress } from './logo-address.ts';
import * as store from './store-info.ts';
import { insertLogo, logoById, showLogo, type LogoRow } from './store-logo.ts';
import type { Shop } from './tenants.ts';

/** Most bytes of a logo as it is sent. */
export const largestLogo = 2 ** 20;

/** What staff change of the shop: the version that they saw, and whether they know what orders keep. */
export interface InfoChange {
  readonly base: number;
  readonly info: Info;
  readonly confirmed: boolean;
}

/** What the settings' page shows. */
export interface InfoPage {
  readonly info: store.StoredInfo;
  readonly version: number;
  /** `src` is its address below the prefix of the shop's. */
  readonly logo: (store.StoredLogo & { readonly src: string }) | null;
  readonly hasOrders: boolean;
}

/** The first steps of a shop: which of them are done. */
export type FirstSteps = Omit<store.FirstStepsRow, 'hidden'>;

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly redraw: Files['redraw'];
  /** Brings this process's copy of the shop up to date at once; others see the version with their next call. */
  readonly changed: (shop: Shop, version: number) => Promise<unknown>;
}

type Rows = readonly (readonly unknown[])[];

/** What `info` and `save` need. */
export const infoPreload = (): readonly Call[] => [store.shopInfo({})];

/** What `firstSteps` needs. */
export const firstStepsPreload = (): readonly Call[] => [store.firstSteps({})];

/** Logos as their own addresses bring them. */
export const logos = {
  reads: (id: string): readonly Call[] => [logoById({ id })],
  picture: ([rows]: Rows, format: string): Buffer | undefined => {
    const found = (rows as LogoRow[])[0];
    return found && Buffer.from(format === 'png' ? found.png : found.webp);
  },
};

/** What a shop tells of itself: to customers in the portal, in mails, and to whoever counts and dates its orders. */
export type ShopInfo = ReturnType<typeof createShopInfo>;

export function createShopInfo({ database, newId, redraw, changed }: Dependencies) {
  const tables = (call: Caller) => database.withTenant(call.shop.tenant.id);
  const stamp = ({ shop, actor, now }: Caller) => ({
    tenant: shop.tenant.id,
    by: byActor(actor),
    auditId: newId(now),
    now,
  });

  return {
    info: ([rows]: Rows): InfoPage => {
      const { has_orders: hasOrders, logo, ...page } = (rows as [store.InfoRow])[0];
      return { ...page, hasOrders, logo: logo && { ...logo, src: logoAddress(logo.id, 'webp') } };
    },

    /**
     * Saves what was typed. Refuses with what holds now when somebody else saved first; and once there are orders,
     * another currency or unit until that is confirmed.
     */
    async save(call: Caller, rows: Rows, { base, info, confirmed }: InfoChange): Promise<{ readonly version: number }> {
      const [found] = rows[0] as [store.InfoRow];
      if (found.version !== base) throw stale(found);
      const measures = changedMeasures(found.info, info);
      if (found.has_orders && measures.length > 0 && !confirmed)
        throw new PlatformError(errors['shop.has-orders'], {}, { details: { measures } });
      const [[saved]] = await tables(call).run(
        store.saveInfo({ ...stamp(call), ...info, address: json(info.address), base }),
      );
      if (!saved) throw stale(await asItIs(call));
      await changed(call.shop, saved.config_version);
      return { version: saved.version };
    },

    /** Takes a picture as the shop's logo: drawn anew, under an address of its own. `current` is the one it replaces. */
    async setLogo(
      call: Caller,
      current: string | null,
      picture: { readonly name: string; readonly bytes: Uint8Array },
    ) {
      if (picture.bytes.byteLength > largestLogo) throw new PlatformError(errors['file.too-large'], { megabytes: 1 });
      const id = newId(call.now);
      const drawn = await redraw({ ...picture, id });
      const [, [row]] = await tables(call).run(
        insertLogo({ ...drawn, tenant: call.shop.tenant.id, id, now: call.now }),
        showLogo({ ...stamp(call), logo: id, current }),
      );
      await shown(call, row);
    },

    /** Shows no logo, or the one that was shown before: the way back. */
    async showLogo(call: Caller, current: string | null, logo: string | null): Promise<void> {
      const [[row]] = await tables(call).run(showLogo({ ...stamp(call), logo, current }));
      await shown(call, row);
    },

    /** What a new shop still has to do; undefined once all is done or somebody has put the list away. */
    firstSteps([rows]: Rows): FirstSteps | undefined {
      const { hidden, ...done } = (rows as [store.FirstStepsRow])[0];
      return hidden || (done.info && done.logo && done.customer && done.staff) ? undefined : done;
    },

    /** Puts the first steps away for everybody, or brings them back. */
    async hideFirstSteps(call: Caller, hidden: boolean): Promise<void> {
      await tables(call).run(store.hideFirstSteps({ ...stamp(call), hidden }));
    },
  };

  async function shown(call: Caller, row: { readonly config_version: number } | undefined): Promise<void> {
    if (!row) throw new PlatformError(errors['shop.stale']);
    await changed(call.shop, row.config_version);
  }

  async function asItIs(call: Caller): Promise<store.InfoRow> {
    const [[row]] = await tables(call).run(store.shopInfo({}));
    return row!;
  }
}

const stale = ({ info, version }: store.InfoRow): PlatformError =>
  new PlatformError(errors['shop.stale'], {}, { details: { info, version } });
