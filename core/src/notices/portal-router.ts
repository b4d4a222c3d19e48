import * as z from 'zod';
import { procedure, router } from '../procedures.ts';
import { contactKinds } from './kinds.ts';
import type { NoticeChoices } from './choices.ts';

const anybody = { door: 'open', matched: true } as const;
const signedIn = { door: 'portal' } as const;
const Token = z.string().max(400);

/** Which mails a contact gets besides the necessary ones, and the links that stop them. */
export const noticesPortalRouter = (notices: NoticeChoices) =>
  router({
    mine: procedure(signedIn, z.strictObject({})).query(({ ctx: { call } }) => notices.mine(call)),
    choose: procedure(
      signedIn,
      z.strictObject({ choices: z.partialRecord(z.enum(contactKinds), z.enum(['mail', 'none'])) }),
    ).mutation(({ ctx: { call }, input }) => notices.choose(call, input.choices)),
    stopping: procedure(anybody, z.strictObject({ token: Token })).query(({ ctx: { call }, input }) =>
      notices.stopping(call, input.token),
    ),
    stopMails: procedure(anybody, z.strictObject({ token: Token, wanted: z.boolean().default(false) })).mutation(
      ({ ctx: { call }, input }) => notices.stopMails(call, input.token, input.wanted),
    ),
  });
