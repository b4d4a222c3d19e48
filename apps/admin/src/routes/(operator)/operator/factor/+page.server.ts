import { offerIn, offerOf } from '#lib/server/factor-offer.ts';
import { operatorCalls } from '#lib/server/operators.ts';
import { typedOf } from '#lib/server/posted.ts';
import { refused } from '#lib/server/refusals.ts';
import type { Actions } from './$types';

export const actions: Actions = {
  offer: async ({ request }) => {
    const current = typedOf(await request.formData(), 'current');
    try {
      return { offer: offerOf(await operatorCalls().access.offerFactor({ current })) };
    } catch (thrown) {
      return refused(thrown);
    }
  },

  enable: async ({ request }) => {
    const { taken, again } = offerIn(await request.formData());
    try {
      return await operatorCalls().access.enableFactor(taken);
    } catch (thrown) {
      return refused(thrown, again);
    }
  },
};
