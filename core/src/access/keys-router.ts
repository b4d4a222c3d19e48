import * as z from 'zod';
import { procedure, router } from '../procedures.ts';
import { keysFrom, keysPreload, type Keys } from './keys.ts';

const wanted = z.strictObject({
  contact: z.uuid(),
  name: z.string().trim().min(1).max(80),
  id: z.uuid().optional(),
});
const editor = { door: 'staff', permission: 'customers.edit' } as const;

/** Keys that programs of customers call with, as staff hand them out. */
export const keysRouter = (keys: Keys) =>
  router({
    list: procedure(
      { door: 'staff', permission: 'customers.read' },
      z.strictObject({ customer: z.uuid() }),
      ({ customer }) => keysPreload(customer),
    ).query(({ ctx }) => keysFrom(ctx.rows)),
    make: procedure(editor, wanted).mutation(({ ctx, input }) => keys.make(ctx.call, input)),
    revoke: procedure(editor, z.strictObject({ id: z.uuid() })).mutation(({ ctx, input }) =>
      keys.revoke(ctx.call, input.id),
    ),
  });
