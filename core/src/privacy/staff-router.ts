import * as z from 'zod';
import { procedure, router } from '../procedures.ts';
import type { Privacy } from './privacy.ts';
import { keptDays } from './retention.ts';

const keeper = { door: 'staff', permission: 'privacy.manage' } as const;
const OfCustomer = z.strictObject({ id: z.uuid() });
const OfContact = z.strictObject({ customer: z.uuid(), id: z.uuid() });
const typed = { name: z.string().trim().max(200) };

const whole = ({ id }: z.output<typeof OfCustomer>) => ({ customer: id, contact: null });
const one = ({ customer, id }: z.output<typeof OfContact>) => ({ customer, contact: id });

/** What staff may do with the data of people; a customer stands for all its people. */
export const privacyStaffRouter = (privacy: Privacy) =>
  router({
    /** What the shop keeps how long. */
    kept: procedure(keeper, z.strictObject({})).query(({ ctx: { call } }) => keptDays(call.shop.settingsOf('core'))),
    ofCustomer: procedure(keeper, OfCustomer).query(async ({ ctx: { call }, input }) => ({
      ...(await privacy.preview(call, whole(input))),
      links: await privacy.exports.links(call, whole(input)),
    })),
    ofContact: procedure(keeper, OfContact).query(async ({ ctx: { call }, input }) => ({
      ...(await privacy.preview(call, one(input))),
      links: await privacy.exports.links(call, one(input)),
    })),
    exportCustomer: procedure(keeper, OfCustomer).mutation(({ ctx: { call }, input }) =>
      privacy.exports.ask(call, whole(input)),
    ),
    exportContact: procedure(keeper, OfContact).mutation(({ ctx: { call }, input }) =>
      privacy.exports.ask(call, one(input)),
    ),
    eraseCustomer: procedure(keeper, OfCustomer.extend(typed)).mutation(({ ctx: { call }, input }) =>
      privacy.erase(call, { ...whole(input), name: input.name }),
    ),
    eraseContact: procedure(keeper, OfContact.extend(typed)).mutation(({ ctx: { call }, input }) =>
      privacy.erase(call, { ...one(input), name: input.name }),
    ),
  });
