import { redirect } from '@sveltejs/kit';
import { refusalOf } from '@docket/sdk/client';
import { operatorCalls } from '#lib/server/operators.ts';
import { refused } from '#lib/server/refusals.ts';
import { addressOf } from '#lib/server/scope.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  // Who was signed out already, by time or by a new password, is led to the entrance as well.
  default: async () => {
    try {
      await operatorCalls().access.signOut({});
    } catch (thrown) {
      if (refusalOf(thrown).status !== 401) return refused(thrown);
    }
    redirect(303, addressOf('/operator/sign-in'));
  },
};
