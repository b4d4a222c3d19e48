import * as z from 'zod';
import { procedure, router } from '../procedures.ts';
import { choices, staffKinds } from './kinds.ts';
import type { Notices } from './notices.ts';

const reader = { door: 'staff', permission: 'orders.read' } as const;

const Kind = z.enum(staffKinds.map(({ id }) => id));
const Day = z.iso.date().nullable();
const StandIn = z
  .strictObject({ backup: z.uuid().nullable(), from: Day, until: Day })
  .refine(({ from, until }) => (from === null) === (until === null) && (from ?? '') <= (until ?? ''), {
    path: ['until'],
    message: 'not a time from a day to the same or a later one',
  });

/** The staff's bell, what each of them chose to be told, and who stands in for whom. */
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
    mine: procedure(reader, z.strictObject({})).query(({ ctx: { call } }) => notices.mine(call)),
    choose: procedure(reader, z.strictObject({ choices: z.partialRecord(Kind, z.enum(choices)) })).mutation(
      ({ ctx: { call }, input }) => notices.choose(call, input.choices),
    ),
    standIn: procedure(reader, z.strictObject({})).query(({ ctx: { call } }) => notices.standIn(call)),
    saveStandIn: procedure(reader, StandIn).mutation(({ ctx: { call }, input }) => notices.saveStandIn(call, input)),
  });
