import { listsIn } from '#lib/server/lists.ts';
import { textOf } from '#lib/server/posted.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import { postedInfo, storedIn, typedInfo } from '#lib/server/shop-form.ts';
import type { Actions, PageServerLoad } from './$types';

/** What the shop tells of itself, and the lists to choose from. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff, base }) => {
    const { info, version, hasOrders, logo } = await staff.shop.info({});
    return {
      info: typedInfo(info),
      version,
      hasOrders,
      logo: logo && { ...logo, src: base + logo.src },
      lists: listsIn(event.locals.language.format, info),
    };
  });

const logoOf = (form: FormData, name: string): string | null => textOf(form, name) || null;

export const actions: Actions = {
  async save({ request }) {
    const form = await request.formData();
    const typed = postedInfo(form);
    try {
      const change = { base: Number(textOf(form, 'base')), confirmed: textOf(form, 'confirmed') === '1' };
      await readScope().staff.shop.save({ ...change, info: typed.sent });
    } catch (thrown) {
      return refused(thrown, { typed: typed.shown, stored: storedIn(thrown) });
    }
    return { saved: 'info' as const };
  },

  async logo({ request }) {
    const form = await request.formData();
    const file = form.get('logo');
    if (!(file instanceof File) || file.size === 0) return { missing: true };
    try {
      const bytes = Buffer.from(await file.arrayBuffer()).toString('base64');
      await readScope().staff.shop.setLogo({ current: logoOf(form, 'current'), name: file.name, bytes });
    } catch (thrown) {
      return refused(thrown);
    }
    return { saved: 'logo' as const };
  },

  async removeLogo({ request }) {
    const removed = logoOf(await request.formData(), 'current');
    try {
      await readScope().staff.shop.showLogo({ current: removed, logo: null });
    } catch (thrown) {
      return refused(thrown);
    }
    return { removed };
  },

  async restoreLogo({ request }) {
    const logo = logoOf(await request.formData(), 'logo');
    try {
      await readScope().staff.shop.showLogo({ current: null, logo });
    } catch (thrown) {
      return refused(thrown);
    }
    return { saved: 'logo' as const };
  },
};
