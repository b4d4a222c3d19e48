import { PlatformError } from '@docket/sdk';
import { countHits, limitOf, refuseBeyond, type Caller } from '../../access/access.ts';
import { byActor } from '../../audit/audit.ts';
import { errors } from '../../errors.ts';
import { json } from '../../kernel/statement.ts';
import { known, writingOf, type Dependencies } from '../writing.ts';
import { planOf, wrongRows } from './checking.ts';
import { createLooking } from './looking.ts';
import { guessColumns, type Columns } from './mapping.ts';
import { readTable } from './reading.ts';
import { createRunning, importsSubscriber } from './running.ts';
import * as store from './store-imports.ts';
import { createUndoing } from './undoing.ts';

export { importsSubscriber };

/** A file as somebody brings it. */
export interface BroughtFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Customers that staff bring along in a file: read, looked at, confirmed, and for thirty days taken back. */
export function createImporting(parts: Dependencies) {
  const { newId } = parts;
  const { tables, audited } = writingOf(parts);

  return {
    ...createLooking(parts),
    ...createRunning(parts),
    ...createUndoing(parts),

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
  };
}
