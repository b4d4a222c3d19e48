import type { StaffCaller } from '@docket/core/api';
import { textOf } from '#lib/server/posted.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

type Choices = Parameters<StaffCaller['notices']['choose']>[0]['choices'];

/** How the reader is told, and who stands in. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const [kinds, standIn] = await Promise.all([staff.notices.mine({}), staff.notices.standIn({})]);
    return { kinds, standIn };
  });

export const actions: Actions = {
  async choose({ request }) {
    // The core refuses kinds and choices that there are not.
    const choices = Object.fromEntries(await request.formData()) as Choices;
    try {
      await readScope().staff.notices.choose({ choices });
    } catch (thrown) {
      return refused(thrown);
    }
    return { saved: 'notices' as const };
  },

  async standIn({ request }) {
    const form = await request.formData();
    const typed = { backup: textOf(form, 'backup'), from: textOf(form, 'from'), until: textOf(form, 'until') };
    try {
      await readScope().staff.notices.saveStandIn({
        backup: typed.backup || null,
        from: typed.from || null,
        until: typed.until || null,
      });
    } catch (thrown) {
      return refused(thrown, { typed });
    }
    return { saved: 'standIn' as const };
  },
};
