import { randomBytes } from 'node:crypto';
import { PlatformError } from '@docket/sdk';
import { countHits, limitOf, refuseBeyond, type Caller } from '../access/access.ts';
import { byActor } from '../audit/audit.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Call } from '../kernel/statement.ts';
import { hostNameOf } from './host-name.ts';
import { proofPlaces, type HostProof } from './host-proof.ts';
import * as store from './store-hosts.ts';
import type { Shop } from './tenants.ts';

/** The host on which a shop is found, and the one that it has still to prove. */
export interface Hosts {
  readonly current: string | null;
  /** Where the proof is looked for, and what it must say. */
  readonly claim: {
    readonly host: string;
    readonly record: string;
    readonly path: string;
    readonly text: string;
  } | null;
}

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly proof: HostProof;
  /** The host of the platform itself. */
  readonly platform: () => string;
  /** Brings the shop up to date, and forgets where hosts lead. */
  readonly changed: (shop: Shop, version: number) => Promise<unknown>;
}

type Rows = readonly (readonly unknown[])[];

/** What `hosts` and `verify` need. */
export const hostsPreload = (): readonly Call[] => [store.hostsOf({})];

/** Hosts of shops: asked for by anybody who may, had by who proves to own them. */
export type ShopHosts = ReturnType<typeof createHosts>;

export function createHosts({ database, newId, proof, platform, changed }: Dependencies) {
  const tables = (call: Caller) => database.withTenant(call.shop.tenant.id);
  const stamp = ({ shop, actor, now }: Caller) => ({
    tenant: shop.tenant.id,
    by: byActor(actor),
    auditId: newId(now),
    now,
  });

  return {
    hosts: (rows: Rows): Hosts => hostsIn(rows),

    /** Asks for a host. One that cannot be had is refused in one way, whatever the reason. */
    async claim(call: Caller, text: string): Promise<void> {
      const host = hostNameOf(text, platform());
      if (host === undefined || (await isTaken(call, host))) throw new PlatformError(errors['host.unusable']);
      const token = randomBytes(20).toString('base64url');
      await tables(call).run(store.claimHost({ ...stamp(call), host, token }));
    },

    /** Looks for the proof and gives the shop its host. Refused while there is none, and when somebody else was first. */
    async verify(call: Caller, [rows]: Rows): Promise<void> {
      const { claimed, token } = (rows as [store.HostsRow])[0];
      if (claimed === null || token === null) throw new PlatformError(errors['not-found']);
      await countCheck(call);
      if (!(await proof.holds(claimed, token))) throw new PlatformError(errors['host.unproven']);
      const [[row]] = await tables(call).run(store.takeHost({ ...stamp(call), host: claimed }));
      if (!row) throw new PlatformError(errors['host.unusable']);
      await changed(call.shop, row.config_version);
    },

    /** Gives the host up, and what was asked for. Neither there: nothing happens. */
    async leave(call: Caller): Promise<void> {
      const [[row]] = await tables(call).run(store.leaveHost(stamp(call)));
      if (row) await changed(call.shop, row.config_version);
    },
  };

  async function isTaken(call: Caller, host: string): Promise<boolean> {
    const asked = store.hostIsTaken({ host, tenant: call.shop.tenant.id });
    const [[row]] = await database.withPlatform('asks whether another shop has a host').run(asked);
    return row!.taken;
  }

  /** Each look goes out into the world. */
  async function countCheck(call: Caller): Promise<void> {
    const limits = [limitOf(call.shop, 'hostChecksPerHour', call.shop.tenant.id)];
    const [hits] = await tables(call).run(countHits(call.shop.tenant.id, limits, call.now));
    refuseBeyond(limits, hits, call.now);
  }
}

function hostsIn([rows]: Rows): Hosts {
  const { current, claimed, token } = (rows as [store.HostsRow])[0];
  return { current, claim: claimed === null ? null : { host: claimed, ...proofPlaces(claimed, token!) } };
}
