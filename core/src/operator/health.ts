import { PlatformError } from '@docket/sdk';
import { errors } from '../errors.ts';
import type { Breaker } from '../kernel/breaker.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { byOperator, type Doer } from './doer.ts';
import * as store from './store-health.ts';

/** How one plugin does in all shops together. */
export interface PluginHealth {
  /** A plugin's id, or a subscriber of the core. */
  readonly plugin: string;
  readonly title: string;
  /** What failed in the last week. */
  readonly faults: readonly {
    readonly hook: string;
    readonly kind: string;
    readonly count: number;
    readonly shops: number;
    readonly lastAt: Date;
  }[];
  /** Where it is left out at this moment, by this process: shop and hook. */
  readonly open: readonly { readonly shop: string; readonly hook: string }[];
  /** Events that wait until it is switched on again. */
  readonly parked: number;
  /** Events that were given up. */
  readonly dead: number;
}

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly clock: () => Date;
  readonly breaker: Pick<Breaker, 'of'>;
  readonly plugins: readonly { readonly id: string; readonly title: string }[];
  /** Looks for due deliveries now. */
  readonly wake: () => void;
}

const week = 7 * 24 * 3600 * 1000;
const hour = 3600 * 1000;

/** How the plugins of a deployment do. */
export type Health = ReturnType<typeof createHealth>;

export function createHealth({ database, newId, clock, breaker, plugins, wake }: Dependencies) {
  const platform = database.withPlatform('shows operators how plugins do in all shops, and replays what was given up');
  return {
    /** Every plugin of the build, and whatever else failed or waits. */
    async plugins(): Promise<readonly PluginHealth[]> {
      const now = clock().getTime();
      const [faults, taps, stuck] = await platform.run(
        store.faultsOfAll({ since: new Date(now - week) }),
        store.troubledTaps({ since: new Date(now - hour) }),
        store.stuckDeliveries({}),
      );
      const titles = new Map(plugins.map(({ id, title }) => [id, title]));
      const names = [...titles.keys(), ...faults.map(({ plugin }) => plugin), ...stuck.map((row) => row.subscriber)];
      const open = taps.filter((tap) => breaker.of(tap.tenant_id)?.isOpen(`${tap.plugin} ${tap.hook}`));
      return [...new Set(names)].map((plugin) => ({
        plugin,
        title: titles.get(plugin) ?? plugin,
        faults: faults.filter((fault) => fault.plugin === plugin).map(toldOf),
        open: open.filter((tap) => tap.plugin === plugin).map(({ slug: shop, hook }) => ({ shop, hook })),
        parked: countOf(stuck, plugin, 'parked'),
        dead: countOf(stuck, plugin, 'dead'),
      }));
    },

    /** Makes what was given up due again, of one shop or of all; answers how many. */
    async replay(by: Doer, plugin: string, shop: string | null): Promise<number> {
      const now = clock();
      const stamp = { by: byOperator(by), auditId: newId(now), now };
      const [[row]] = await platform.run(store.replayDead({ ...stamp, subscriber: plugin, slug: shop }));
      if (!row) throw new PlatformError(errors['not-found']);
      wake();
      return row.count;
    },
  };
}

const toldOf = ({ hook, kind, count, shops, last_at: lastAt }: store.FaultRow) => ({
  hook,
  kind,
  count,
  shops,
  lastAt,
});

const countOf = (stuck: readonly store.StuckRow[], plugin: string, state: store.StuckRow['state']): number =>
  stuck.find((row) => row.subscriber === plugin && row.state === state)?.count ?? 0;
