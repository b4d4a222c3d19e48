import * as z from 'zod';
import { procedure, router } from '../../procedures.ts';
import type { Customers } from '../customers.ts';
import { ById } from '../inputs.ts';
import { importPreload, importsPreload } from './looking.ts';
import { importFields } from './mapping.ts';
import { most } from './reading.ts';
import type { ImportDetailRow, ImportRow } from './store-imports.ts';

const editor = { door: 'staff', permission: 'customers.edit' } as const;
const ColumnsInput = z
  .array(z.enum(importFields).nullable())
  .min(1)
  .max(most.columns)
  .refine(isOneEach, 'a field is there twice');
const Mapped = ById.extend({ columns: ColumnsInput });

function isOneEach(columns: readonly unknown[]): boolean {
  const fields = columns.filter((field) => field !== null);
  return new Set(fields).size === fields.length;
}

/** What staff may do with customers that they bring along in a file; the file itself is posted to `/files/customer-imports`. */
export const importsStaffRouter = (customers: Customers) =>
  router({
    list: procedure(editor, z.strictObject({}), importsPreload).query(({ ctx }) => ctx.rows[0] as ImportRow[]),
    get: procedure(editor, ById, ({ id }) => importPreload(id)).query(({ ctx }) =>
      customers.importPage(ctx.call, (ctx.rows[0] as ImportDetailRow[])[0]),
    ),
    rows: procedure(editor, ById).query(({ ctx, input }) => customers.importRows(ctx.call, input.id)),
    map: procedure(editor, Mapped).mutation(({ ctx, input }) => customers.mapImport(ctx.call, input.id, input.columns)),
    start: procedure(editor, Mapped).mutation(({ ctx, input }) =>
      customers.startImport(ctx.call, input.id, input.columns),
    ),
    undo: procedure(editor, ById).mutation(({ ctx, input }) => customers.undoImport(ctx.call, input.id)),
  });
