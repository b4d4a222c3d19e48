import { renderSVG } from 'uqr';
import { textOf, typedOf } from '#lib/server/posted.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** Whether there is a second factor, and how many recovery codes are left. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const { secondFactorSince, recoveryCodes } = await staff.account.get({});
    return { isOn: secondFactorSince !== null, recoveryCodes };
  });

/** The picture as an address, black on white, with a quiet zone of four modules (ISO/IEC 18004). */
const pictureOf = (uri: string): string =>
  `data:image/svg+xml,${encodeURIComponent(renderSVG(uri, { ecc: 'M', border: 4 }))}`;

/** An offer as the page draws it; what it posts back makes the same one again. */
const offerOf = ({ secret, uri, sealed }: { secret: string; uri: string; sealed: string }) => ({
  secret: secret.replaceAll(/(.{4})(?=.)/g, '$1 '),
  uri,
  sealed,
  picture: pictureOf(uri),
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
    const form = await request.formData();
    const sealed = typedOf(form, 'sealed');
    const uri = typedOf(form, 'uri');
    try {
      return await readScope().staff.account.enableFactor({ sealed, code: textOf(form, 'code') });
    } catch (thrown) {
      const secret = /[?&]secret=([A-Z2-7]+)/.exec(uri)?.[1] ?? '';
      return refused(thrown, secret === '' ? {} : { offer: offerOf({ secret, uri, sealed }) });
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
