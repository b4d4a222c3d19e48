import { answered } from '#lib/server/refusals.ts';
import { shopScope } from '#lib/server/scope.ts';
import { signInActions } from '#lib/server/sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

/** Where the link in a mail with a code leads. Opening it uses nothing up; in another browser it explains itself. */
export const load: PageServerLoad = async () => ({ asked: await answered(shopScope().portal.access.asked({})) });

export const actions: Actions = signInActions;
