import { offerIn, offerOf } from '#lib/server/factor-offer.ts';
import { typedOf } from '#lib/server/posted.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** Whether there is a second factor, and how many recovery codes are left. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const { secondFactorSince, recoveryCodes } = await staff.account.get({});
    return { isOn: secondFactorSince !== null, recoveryCodes };
  });

export const actions: Actions = {
  offer: async ({ request }) => {
    const current = typedOf(await request.formData(), 'current');
    try {
      return { offer: offerOf(await readScope().staff.account.offerFactor({ current })) };
    } catch (thrown) {
      return refused(thrown);
    }
  },

  enable: async ({ request }) => {
    const { taken, again } = offerIn(await request.formData());
    try {
      return await readScope().staff.account.enableFactor(taken);
    } catch (thrown) {
      return refused(thrown, again);
    }
  },

  renew: async ({ request }) => {
    const current = typedOf(await request.formData(), 'current');
    try {
      return await readScope().staff.account.renewCodes({ current });
    } catch (thrown) {
      return refused(thrown);
    }
  },

  disable: async ({ request }) => {
    const current = typedOf(await request.formData(), 'current');
    try {
      await readScope().staff.account.disableFactor({ current });
    } catch (thrown) {
      return refused(thrown);
    }
    return { disabled: true as const };
  },
};
