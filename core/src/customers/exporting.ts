import { PlatformError } from '@docket/sdk';
import { countHits, limitOf, refuseBeyond, type Caller } from '../access/access.ts';
import { errors } from '../errors.ts';
import { json } from '../kernel/statement.ts';
import { customersToExport, noteExport, type ExportedRow, type ListOf } from './store.ts';
import { writingOf, type Dependencies } from './writing.ts';

/** Customers in one page of an export. */
const pageRows = 200;

/** How long an export may take. */
const exportMinutes = 60;

/** Which customers are taken along: the conditions of the list. */
export type Narrowed = Omit<ListOf, 'before' | 'limit'>;

const staffIn = ({ actor }: Caller): string => {
  if (actor.type !== 'staff') throw new PlatformError(errors['sign-in.needed']);
  return actor.id;
};

/** Customers as staff take them along: the export is noted and counted when it begins, then read page by page. */
export function createExporting(parts: Dependencies) {
  const { tables, audited } = writingOf(parts);
  return {
    /** Notes that an export begins and answers its id. Refuses what is too often. */
    async beginExport(call: Caller, only: Narrowed): Promise<{ readonly id: string }> {
      const limits = [limitOf(call.shop, 'exportsPerHour', staffIn(call))];
      const [hits] = await tables(call).run(countHits(call.shop.tenant.id, limits, call.now));
      refuseBeyond(limits, hits, call.now);
      const id = parts.newId(call.now);
      await tables(call).run(noteExport({ ...audited(call), id, filter: json(only) }));
      return { id };
    },

    /** A page of the export that the same person has begun for the same customers; of any other there is none. */
    async exportPage(call: Caller, id: string, only: Narrowed, before: string | null) {
      const since = new Date(call.now.getTime() - exportMinutes * 60_000);
      const noted = { noted: id, staff: staffIn(call), filter: json(only), since };
      const [rows] = await tables(call).run(customersToExport({ ...only, ...noted, before, limit: pageRows + 1 }));
      return pageOf(rows);
    },
  };
}

/** One row more than the page says that there are more. */
const pageOf = (rows: readonly ExportedRow[]) => ({
  rows: rows.slice(0, pageRows),
  next: rows.length > pageRows ? rows[pageRows - 1]!.id : null,
});
