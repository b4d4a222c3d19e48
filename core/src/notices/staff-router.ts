import * as z from 'zod';
import { procedure, router } from '../procedures.ts';
import type { Notices } from './notices.ts';

const reader = { door: 'staff', permission: 'orders.read' } as const;

/** The staff's bell. */
export const noticesStaffRouter = (notices: Notices) =>
  router({
    bell: procedure(reader, z.strictObject({})).query(async ({ ctx: { call } }) => {
      const { unread, rows } = await notices.bell(call);
      return {
        unread,
        rows: rows.map(({ subject_id: subjectId, subject_type: subjectType, ...row }) => ({
          ...row,
          subjectType,
          subjectId,
        })),
      };
    }),
    read: procedure(reader, z.strictObject({ ids: z.array(z.uuid()).min(1).max(100) })).mutation(
      ({ ctx: { call }, input }) => notices.read(call, input.ids),
    ),
  });
