import { PlatformError } from '@docket/sdk';
import type { Caller } from '../../access/access.ts';
import { errors } from '../../errors.ts';
import { json } from '../../kernel/statement.ts';
import { known, writingOf, type Dependencies } from '../writing.ts';
import { importById } from './store-imports.ts';
import { holdMade, undoImport } from './store-undoing.ts';

/** For how long an import can be undone. It is kept as long. */
export const undoDays = 30;

/** The way back from an import. */
export function createUndoing(parts: Dependencies) {
  const { newId } = parts;
  const { tables, audited } = writingOf(parts);

  return {
    /** Takes the customers of an import of the last thirty days away that nobody has used since; the others stay. */
    async undoImport(call: Caller, id: string): Promise<{ readonly removed: number; readonly kept: number }> {
      const since = new Date(call.now.getTime() - undoDays * 24 * 3600 * 1000);
      return tables(call).converse(async (transaction) => {
        const [[row]] = await transaction.run(importById({ id }));
        known(row);
        const [[held]] = await transaction.run(holdMade({ id, since }));
        if (!held) throw new PlatformError(errors['import.gone']);
        const lines = held.customers.map((customer) => ({ customer, audit: newId(call.now) }));
        const [[counts]] = await transaction.run(undoImport({ ...audited(call), id, lines: json(lines) }));
        return counts!;
      });
    },
  };
}
