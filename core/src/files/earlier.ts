import { mostUses, PlatformError, type Actor, type EarlierAsked, type EarlierFile, type Json } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { findOrders, sightOf } from '../orders/orders.ts';
import { isDiskFull, type Disk } from './disk.ts';
import type { Arrived } from './receiving.ts';
import { earlierFiles, takableFile } from './store-earlier.ts';

/** Files of a page. */
export const earlierPage = 24;

/** A copy of an earlier file in its place, without a row yet, and what is known of its bytes. */
export interface Taken extends Arrived {
  readonly facts: EarlierFile['facts'];
}

/** A file of an earlier order as its customer uses it again. */
export interface Reusable extends Omit<EarlierFile, 'sha256' | 'orders'> {
  /** The last order that it was of. */
  readonly order: Pick<EarlierFile['orders'][number], 'number' | 'prefix' | 'title'>;
  /** What belonged to it there, see `Kind.reuse`; null where it is of another kind. */
  readonly as: Json;
}

/** What customers sent before. */
export interface Earlier {
  /** See `OwnFiles.earlier`. */
  of(
    call: Pick<Caller, 'shop'> & { readonly actor: Actor },
    customer: string,
    asked?: EarlierAsked,
  ): Promise<readonly EarlierFile[]>;
  /** A page of them for the calling contact, with what comes along in a draft of this kind; nothing for anybody else. */
  reusable(call: Caller, kind: string, before?: string): Promise<readonly Reusable[]>;
  /**
   * Copies a file of the caller's own earlier orders, with its picture; `keep` writes its row, and what it throws refuses it. A copy has
   * its own life: whichever of the two is erased first takes nothing from the other. A foreign file is unknown.
   */
  take<Row>(call: Caller, id: string, keep: (file: Taken) => Promise<Row>): Promise<Row>;
}

interface Dependencies {
  readonly database: Database;
  readonly disk: Disk;
  readonly newId: NewId;
}

export function createEarlier({ database, disk, newId }: Dependencies): Earlier {
  const of: Earlier['of'] = async ({ shop, actor }, customer, { sha256, before } = {}) => {
    const sight = sightOf(actor);
    const isForeign = sight?.customer !== null && sight?.customer !== customer;
    if (!sight || isForeign || sha256?.length === 0) return [];
    const asked = {
      customer,
      portal: sight.customer !== null,
      sha256: sha256 ?? null,
      before: before ?? null,
      most: sha256?.length ?? earlierPage,
      mostUses,
    };
    const [rows] = await database.withTenant(shop.tenant.id).run(earlierFiles(asked));
    return rows;
  };

  return {
    of,
    reusable: async (call, kind, before) => {
      const { shop, actor } = call;
      if (actor.type !== 'contact') return [];
      const files = await of(call, actor.customerId, { ...(before !== undefined && { before }) });
      const orders = await findOrders(
        database,
        shop,
        actor,
        files.flatMap((file) => file.orders.slice(0, 1).map(({ id }) => id)),
      );
      const wanted = shop.kinds.get(kind)?.kind;
      return files.flatMap(({ sha256, orders: [last], ...file }) => {
        const facts = last && orders.get(last.id);
        if (!facts) return [];
        const { number, prefix, title, content } = facts;
        const own = facts.kind === kind ? facts.files.findLast((one) => one.sha256 === sha256) : undefined;
        const as = own ? (wanted?.reuse?.(content, own.id) ?? null) : null;
        return [{ ...file, order: { number, prefix, title }, as }];
      });
    },
    take: async ({ shop, actor, now }, id, keep) => {
      if (actor.type !== 'contact') throw new PlatformError(errors['not-found']);
      const tenant = shop.tenant.id;
      const [[found]] = await database.withTenant(tenant).run(takableFile({ id, customer: actor.customerId }));
      if (!found) throw new PlatformError(errors['not-found']);
      const copy = { ...found, id: newId(now) };
      try {
        await copyBeside(disk, tenant, { from: id, to: copy.id });
        return await keep(copy);
      } catch (error) {
        // After a failure of the database the row may be there all the same; if it is not, the file is swept.
        if (error instanceof PlatformError) await disk.remove(tenant, copy.id);
        throw error;
      }
    },
  };
}

/** The file with the picture that was drawn of it, if one was. One that was erased meanwhile is unknown. */
async function copyBeside(
  disk: Disk,
  tenant: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  const copied = async (source: string, target: string): Promise<boolean> => {
    try {
      await disk.copy(source, target);
      return true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
      if (isDiskFull(error)) throw new PlatformError(errors['file.no-room'], {}, { cause: error });
      throw error;
    }
  };
  if (!(await copied(disk.pathOf(tenant, from), disk.pathOf(tenant, to)))) throw new PlatformError(errors['not-found']);
  await copied(disk.previewOf(tenant, from), disk.previewOf(tenant, to));
}
