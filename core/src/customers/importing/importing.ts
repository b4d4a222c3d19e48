import { PlatformError } from '@docket/sdk';
import { countHits, limitOf, refuseBeyond, type Caller } from '../../access/access.ts';
import { byActor } from '../../audit/audit.ts';
import { errors } from '../../errors.ts';
import { json, type Call } from '../../kernel/statement.ts';
import { known, writingOf, type Dependencies } from '../writing.ts';
import type { Fault } from './cells.ts';
import { planOf, type Plan } from './checking.ts';
import { guessColumns, type Columns } from './mapping.ts';
import { readTable, type Row } from './reading.ts';
import { importsSubscriber } from './running.ts';
import * as store from './store-imports.ts';
import { presentCustomers, type PresentRow } from './store-running.ts';
import { holdMade, undoImport } from './store-undoing.ts';
import { keysOf } from './writing-parts.ts';

/** For how long an import can be undone, and is kept. */
const keptDays = 30;

/** Imports that a list shows, and rows of what became of one. */
const listed = 20;
const shown = 50;

const dayMs = 24 * 3600 * 1000;

/** A file as somebody brings it. */
export interface BroughtFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What an import would come to, or what it left out. */
export interface Check {
  /** Rows of the file without its header. */
  readonly rows: number;
  /** Customers that are not there yet, with their people and addresses. */
  readonly customers: number;
  readonly people: number;
  readonly addresses: number;
  /** Rows that are left out, and why the first of them are. */
  readonly wrong: number;
  readonly faults: readonly Fault[];
}

/** What a row is, or became. */
export interface RowOutcome extends Row {
  readonly faults: readonly Fault[];
  /** The link of the customer that it became a part of, once it did; `isMade` is false for one that was there before. */
  readonly customer: { readonly slug: string; readonly isMade: boolean } | null;
}

export const importPreload = (id: string): readonly Call[] => [store.importById({ id })];
export const importsPreload = (): readonly Call[] => [store.importsRecent({ limit: listed })];

/** Customers that staff bring along in a file: read, looked at, confirmed, and for thirty days taken back. */
export function createImporting(parts: Dependencies) {
  const { newId } = parts;
  const { tables, audited } = writingOf(parts);

  return {
    /** Counts a file that is about to be read. Refuses what is too often. */
    async countImport(call: Caller): Promise<void> {
      const { actor } = call;
      const limits = [limitOf(call.shop, 'importsPerHour', actor.type === 'staff' ? actor.id : undefined)];
      const [hits] = await tables(call).run(countHits(call.shop.tenant.id, limits, call.now));
      refuseBeyond(limits, hits, call.now);
    },

    /** Reads a file and keeps what it holds; no customer is written. Refuses one that cannot be read whole. */
    async readImport(call: Caller, { name, bytes }: BroughtFile): Promise<{ readonly id: string }> {
      const { header, rows } = await readTable(bytes);
      const id = newId(call.now);
      const [tenant, by, columns] = [call.shop.tenant.id, byActor(call.actor), guessColumns(header)];
      const content = { header: json(header), lines: json(rows), columns: json(columns) };
      await tables(call).run(store.insertImport({ tenant, id, by, file: name, now: call.now, ...content }));
      return { id };
    },

    /** An import with what it would come to, or what it came to; of a running one only how far it is. */
    async importPage(call: Caller, row: store.ImportDetailRow | undefined) {
      const { finished_at: finished, ...page } = known(row);
      const { id } = page;
      const until = page.state === 'done' && finished ? new Date(finished.getTime() + keptDays * dayMs) : null;
      const facts = { ...page, until: until && until > call.now ? until : null };
      if (page.state === 'running') return { ...facts, samples: [], check: null, there: [], results: [] };
      const [[held], results] = await tables(call).run(
        store.importLines({ id }),
        store.importResults({ id, limit: shown }),
      );
      const { lines, columns } = known(held);
      const plan = planOf(lines, columns);
      const there = page.state === 'read' ? await presentIn(call, id, plan) : [];
      return {
        ...facts,
        samples: page.header.map((_, column) => lines.map(({ cells }) => cells[column]!).find(Boolean) ?? ''),
        check: checkOf(lines, plan, new Set(there.map(({ nth }) => nth))),
        present: page.state === 'read' ? there.length : page.present,
        there: there.slice(0, shown).map(({ nth, ...customer }) => ({ ...customer, at: plan.drafts[nth]!.rows[0]! })),
        results,
      };
    },

    /** Every row of an import with what stands in its way, or what it became. */
    async importRows(call: Caller, id: string): Promise<{ header: readonly string[]; rows: readonly RowOutcome[] }> {
      const [[held], results] = await tables(call).run(
        store.importLines({ id }),
        store.importResults({ id, limit: listedRows }),
      );
      const { header, lines, columns } = known(held);
      const { drafts, faults } = planOf(lines, columns);
      const byRow = Map.groupBy(faults, ({ at }) => at);
      const became = new Map(results.map(({ at, slug, is_made: isMade }) => [at, { slug, isMade }]));
      const first = new Map(drafts.flatMap(({ rows }) => rows.map((at) => [at, rows[0]!] as const)));
      const rows = lines.map((row) => ({
        ...row,
        faults: byRow.get(row.at) ?? [],
        customer: became.get(first.get(row.at) ?? 0) ?? null,
      }));
      return { header, rows };
    },

    /** Says anew what the columns hold. Refuses what does not fit the file, and an import that has begun. */
    async mapImport(call: Caller, id: string, columns: Columns): Promise<void> {
      const [[row], [mapped]] = await tables(call).run(
        store.importById({ id }),
        store.mapImport({ id, columns: json(columns) }),
      );
      known(row);
      if (!mapped) throw new PlatformError(errors['import.changed']);
    },

    /**
     * Confirms what was shown for these columns; the customers are written in the background. Again changes nothing.
     * Refuses when the columns hold something else by now.
     */
    async startImport(call: Caller, id: string, columns: Columns): Promise<void> {
      const [[held]] = await tables(call).run(store.importLines({ id }));
      const { lines, state } = known(held);
      if (state !== 'read') return;
      const plan = planOf(lines, columns);
      const counts = { total: plan.drafts.length, wrong: wrongRows(plan) };
      if (counts.total === 0) throw new PlatformError(errors['import.nothing']);
      const order = { columns: json(columns), outboxId: newId(call.now), subscriber: importsSubscriber };
      const [[begun], [after]] = await tables(call).run(
        store.startImport({ ...audited(call), id, ...counts, ...order }),
        store.importById({ id }),
      );
      if (!begun && after?.state === 'read') throw new PlatformError(errors['import.changed']);
      parts.wake?.();
    },

    /** Takes the customers of an import of the last thirty days away that nobody has used since; the others stay. */
    async undoImport(call: Caller, id: string): Promise<{ readonly removed: number; readonly kept: number }> {
      const since = new Date(call.now.getTime() - keptDays * dayMs);
      return tables(call).converse(async (transaction) => {
        const [[row]] = await transaction.run(store.importById({ id }));
        known(row);
        const [[held]] = await transaction.run(holdMade({ id, since }));
        if (!held) throw new PlatformError(errors['import.gone']);
        const lines = held.customers.map((customer) => ({ customer, audit: newId(call.now) }));
        const [[counts]] = await transaction.run(undoImport({ ...audited(call), id, lines: json(lines) }));
        return counts!;
      });
    },
  };

  async function presentIn(call: Caller, id: string, { drafts }: Plan): Promise<readonly PresentRow[]> {
    const [rows] = await tables(call).run(presentCustomers({ id, keys: json(keysOf(drafts)) }));
    return rows;
  }
}

/** As many as a file may have customers. */
const listedRows = 5000;

const wrongRows = ({ faults }: Plan): number => new Set(faults.map(({ at }) => at)).size;

/** `there` are those of the drafts that are there already. */
function checkOf(lines: readonly Row[], plan: Plan, there: ReadonlySet<number>): Check {
  const fresh = plan.drafts.filter((_, nth) => !there.has(nth));
  return {
    rows: lines.length,
    customers: fresh.length,
    people: fresh.reduce((sum, { contacts }) => sum + contacts.length, 0),
    addresses: fresh.reduce((sum, { addresses }) => sum + addresses.length, 0),
    wrong: wrongRows(plan),
    faults: plan.faults.slice(0, shown),
  };
}
