import { redirect } from '@sveltejs/kit';
import { addressOf, readScope } from '#lib/server/scope.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  default: async () => {
    await readScope().staff.access.signOut({});
    redirect(303, addressOf('/sign-in'));
  },
};
