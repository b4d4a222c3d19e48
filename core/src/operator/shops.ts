import { PlatformError } from '@docket/sdk';
import type { StaffLinks } from '../access/access.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { json, type Call } from '../kernel/statement.ts';
import type { NewShop, Provisions } from '../tenants/tenants.ts';
import { byOperator, type Doer } from './doer.ts';
import { endLooksInto } from './store-looking.ts';
import * as store from './store-shops.ts';

/** A shop in the list: what it is called and what it uses, nothing of its customers. */
export interface ListedShop {
  readonly slug: string;
  readonly name: string;
  readonly state: 'active' | 'suspended';
  readonly demo: boolean;
  /** Ids of the plugins that run. */
  readonly plugins: readonly string[];
  /** Orders of the last thirty days. */
  readonly orders: number;
  /** What its files take, in bytes. */
  readonly bytes: number;
  /** When its newest request was begun; null for a shop that has had none. */
  readonly activeAt: Date | null;
}

/** How the list is narrowed: words of name, address or host; a state; the slug after which to go on. */
export interface ShopSearch {
  readonly search?: string | undefined;
  readonly state?: 'active' | 'suspended' | undefined;
  readonly after?: string | undefined;
}

/** A shop to found, with the person to whom it will belong. */
export interface Founded extends Omit<NewShop, 'now' | 'demo' | 'brandColor'> {
  readonly email: string;
  readonly ownerName: string;
}

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly clock: () => Date;
  readonly provisions: Provisions;
  readonly staffLinks: StaffLinks;
  /** Founds a shop and answers its id. */
  readonly found: (shop: NewShop) => Promise<string>;
  /** Prefix of a shop's addresses, without a slash at the end. */
  readonly urlOf: (slug: string) => Promise<string>;
  /** What is kept of the shop in memory is old. */
  readonly changed: (shop: string) => void;
  /** What waited while the shop was closed, or for a plugin, goes on. */
  readonly release: (shop: string) => Promise<void>;
}

const pageSize = 25;
const month = 30 * 24 * 3600 * 1000;

/** The shops of a deployment, as who runs it sees and changes them. */
export type Shops = ReturnType<typeof createShops>;

export function createShops({ database, newId, clock, provisions, ...parts }: Dependencies) {
  const platform = database.withPlatform('shows operators the shops, and changes what each may do');
  const stamp = (by: Doer) => {
    const now = clock();
    return { by: byOperator(by), auditId: newId(now), now };
  };

  return {
    /** A page of shops by slug; `next` is where to go on, null at the end. */
    async list({ search = '', state, after = '' }: ShopSearch) {
      const since = firstIdOf(new Date(clock().getTime() - month));
      const page = { search: search.trim(), state: state ?? null, after, limit: pageSize + 1, since };
      const [rows] = await platform.run(store.listShops(page));
      const shown = rows.slice(0, pageSize);
      return { rows: shown.map(listed), next: rows.length > pageSize ? shown.at(-1)!.slug : null };
    },

    /** One shop: its state, its hosts, what it may use, and what operators did to it. */
    async get(slug: string) {
      const [[row], record] = await platform.run(store.shopBySlug({ slug }), store.recordOf({ slug }));
      if (!row) throw new PlatformError(errors['not-found']);
      const running = provisions.running(row.provisioned, row.switched ?? {});
      const allowed = provisions.allowed(row.provisioned);
      return {
        slug: row.slug,
        name: row.name,
        email: row.email,
        timeZone: row.time_zone,
        state: row.state,
        suspendedAt: row.suspended_at,
        reason: row.suspended_reason,
        hosts: row.hosts,
        foundedAt: row.created_at,
        url: await parts.urlOf(row.slug),
        /** True while the shop may use what the distribution says. */
        asDistributed: row.provisioned === null,
        plugins: provisions.plugins.map((plugin) => ({
          ...plugin,
          allowed: allowed.includes(plugin.id),
          active: running.includes(plugin.id),
        })),
        ceilings: provisions.limits.map((limit) => ({ ...limit, most: row.ceilings[limit.name] ?? null })),
        record: record.map(({ at, action, by, name, after }) => ({ at, action, by: name ?? by.type, after })),
      };
    },

    /** Founds a shop; its owner is mailed a link to choose a password, which is answered too. */
    async create(by: Doer, { ownerName, ...shop }: Founded): Promise<{ readonly slug: string; readonly link: string }> {
      const { now, ...record } = stamp(by);
      const id = await parts.found({ ...shop, now });
      await platform.run(store.recordFounding({ ...record, id, slug: shop.slug, now }));
      const reason = 'The operator founded the shop.';
      const invitation = { tenantId: id, name: ownerName, email: shop.email, role: 'owner', now } as const;
      const url = await parts.urlOf(shop.slug);
      const { link } = await parts.staffLinks.inviteStaff({ ...invitation, by: { type: 'system', reason }, url });
      return { slug: shop.slug, link };
    },

    /** Closes a shop: its pages say so, nobody gets in, looks end, mails and jobs wait. Nothing is lost. */
    async suspend(by: Doer, slug: string, reason: string): Promise<void> {
      await change(store.suspendShop({ ...stamp(by), slug, reason }), endLooksInto({ slug }));
    },

    /** Opens a shop again, as it was. */
    async resume(by: Doer, slug: string): Promise<void> {
      await parts.release(await change(store.resumeShop({ ...stamp(by), slug })));
    },

    /** Says which plugins the shop may use; null for what the distribution says. Their data stays. */
    async provision(by: Doer, slug: string, plugins: readonly string[] | null): Promise<void> {
      const kept = plugins && provisions.kept(plugins);
      await parts.release(await change(store.provisionShop({ ...stamp(by), slug, plugins: kept })));
    },

    /** Sets the most that limits of the shop may be; what is not named has no ceiling. */
    async limit(by: Doer, slug: string, ceilings: Readonly<Record<string, number>>): Promise<void> {
      await change(store.limitShop({ ...stamp(by), slug, ceilings: json(ceilings) }));
    },

    /** Makes a host of its own lead to the shop; refuses one that leads to another. */
    async addHost(by: Doer, slug: string, host: string): Promise<void> {
      const [[found]] = await platform.run(store.addHost({ ...stamp(by), slug, host }));
      if (!found) throw new PlatformError(errors['not-found']);
      if (found.taken) throw new PlatformError(errors['host.taken']);
      parts.changed(found.id);
    },

    async removeHost(by: Doer, slug: string, host: string): Promise<void> {
      const [[found]] = await platform.run(store.removeHost({ ...stamp(by), slug, host }));
      if (!found) throw new PlatformError(errors['not-found']);
      parts.changed(found.id);
    },
  };

  /** Runs a change of one shop, and answers its id. */
  async function change(call: ReturnType<typeof store.resumeShop>, ...besides: readonly Call[]): Promise<string> {
    const [[found]] = await platform.run(call, ...besides);
    if (!found) throw new PlatformError(errors['not-found']);
    parts.changed(found.id);
    return found.id;
  }

  function listed(row: store.ListedRow): ListedShop {
    const { slug, name, state, demo, orders, bytes, active_at: activeAt } = row;
    const plugins = provisions.running(row.provisioned, row.switched ?? {});
    return { slug, name, state, demo, plugins, orders, bytes, activeAt };
  }
}

/** The smallest id of a moment: ids begin with 48 bits of milliseconds. */
function firstIdOf(moment: Date): string {
  const time = moment.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
