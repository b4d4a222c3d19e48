import type { Caller } from '../../access/access.ts';
import { json, type Call } from '../../kernel/statement.ts';
import { known, writingOf, type Dependencies } from '../writing.ts';
import type { Fault } from './cells.ts';
import { planOf, wrongRows, type Plan } from './checking.ts';
import { most, type Row } from './reading.ts';
import * as store from './store-imports.ts';
import { presentCustomers, type PresentRow } from './store-running.ts';
import { undoDays } from './undoing.ts';
import { keysOf } from './writing-parts.ts';

/** Imports that a list shows, and rows that a page shows of each kind. */
const listed = 20;
const shown = 50;

const dayMs = 24 * 3600 * 1000;

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

/** What there is to see of an import, before and after it was confirmed. */
export function createLooking(parts: Dependencies) {
  const { tables } = writingOf(parts);

  return {
    /** An import with what it would come to, or what it came to; of a running one only how far it is. */
    async importPage(call: Caller, row: store.ImportDetailRow | undefined) {
      const { finished_at: finished, ...page } = known(row);
      const { id } = page;
      const until = page.state === 'done' && finished ? new Date(finished.getTime() + undoDays * dayMs) : null;
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
        store.importResults({ id, limit: most.rows }),
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
  };

  async function presentIn(call: Caller, id: string, { drafts }: Plan): Promise<readonly PresentRow[]> {
    const [rows] = await tables(call).run(presentCustomers({ id, keys: json(keysOf(drafts)) }));
    return rows;
  }
}

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
