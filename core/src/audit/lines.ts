import { countHits, limitOf, refuseBeyond, type Caller } from '../access/access.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { json, type Call } from '../kernel/statement.ts';
import { auditActions, byActor } from './audit.ts';
import { auditExport, auditLines, auditLinesOf, type AuditFilter, type AuditRow } from './store.ts';

export type { AuditRow } from './store.ts';

/** What of the audit is asked for; days are the shop's, both included. */
export type Asked = Omit<AuditFilter, 'zone' | 'before' | 'limit'> & { readonly subject: string | null };

/** A page of lines: which it begins after, and how many rows it has. */
export interface Page {
  readonly before: string | null;
  readonly rows: number;
}

/** Reads a page; one row more than it has says that there are more. */
export function linesPreload({ subject, ...asked }: Asked, { before, rows }: Page, zone: string): Call<AuditRow> {
  const filter = { ...asked, zone, before, limit: rows + 1 };
  return subject === null ? auditLines(filter) : auditLinesOf({ ...filter, subject });
}

/** The page of those rows; `next` is what to continue after, null on the last page. */
export const pageOf = (found: readonly AuditRow[], { rows }: Page) => ({
  rows: found.slice(0, rows),
  next: found.length > rows ? found[rows - 1]!.id : null,
});

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  /** What plugins do that leaves a line, by plugin. */
  readonly pluginActions: ReadonlyMap<string, readonly string[]>;
}

/** The audit as its readers take it with them. */
export type Audit = ReturnType<typeof createAudit>;

export function createAudit({ database, newId, pluginActions }: Dependencies) {
  return {
    /** Every action that a line of this shop may be about. */
    actionsOf: ({ shop }: Caller): readonly string[] => [
      ...Object.keys(auditActions),
      ...shop.active.flatMap((plugin) => pluginActions.get(plugin) ?? []),
    ],

    /** Notes that somebody takes these lines along, and answers the line before which they end. Refuses what is too often. */
    async export(call: Caller, asked: Asked): Promise<{ readonly before: string }> {
      const { shop, now, actor } = call;
      const who = actor.type === 'staff' ? actor.id : '';
      const [tables, limits] = [database.withTenant(shop.tenant.id), [limitOf(shop, 'exportsPerHour', who)]];
      const [hits] = await tables.run(countHits(shop.tenant.id, limits, now));
      refuseBeyond(limits, hits, now);
      const id = newId(now);
      const filter = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== null));
      await tables.run(auditExport({ tenant: shop.tenant.id, id, now, by: byActor(actor), filter: json(filter) }));
      return { before: id };
    },
  };
}
