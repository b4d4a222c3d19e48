import * as z from 'zod';
import { PlatformError } from '@docket/sdk';
import { hashToken, type Caller } from '../access/access.ts';
import { errors } from '../errors.ts';
import { procedure, router } from '../procedures.ts';
import { linkOf } from './export.ts';
import type { Privacy } from './privacy.ts';
import { exportsOfToken, type ExportRow } from './store-export.ts';

const signedIn = { door: 'portal' } as const;
/** Whoever found an open browser must not carry everything away. */
const proven = { ...signedIn, fresh: true } as const;
const Nothing = z.strictObject({});

function self({ actor }: Caller) {
  if (actor.type !== 'contact') throw new PlatformError(errors['sign-in.needed']);
  return { customer: actor.customerId, contact: actor.id };
}

/** What a contact may ask of the own data. */
export const privacyPortalRouter = (privacy: Privacy) =>
  router({
    links: procedure(signedIn, Nothing, (_, { cookies, now }) => [
      exportsOfToken({ token: hashToken(cookies.get('portal') ?? ''), now }),
    ]).query(({ ctx }) => (ctx.rows[0] as ExportRow[]).map(linkOf)),
    export: procedure(proven, Nothing).mutation(({ ctx: { call } }) => privacy.exports.ask(call, self(call))),
  });
