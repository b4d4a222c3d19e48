import { redirect } from '@sveltejs/kit';
import { operatorCalls } from '#lib/server/operators.ts';
import { textOf } from '#lib/server/posted.ts';
import { refused } from '#lib/server/refusals.ts';
import { addressOf } from '#lib/server/scope.ts';
import { slugFrom } from '#lib/slug.ts';
import type { Actions } from './$types';

const fields = ['name', 'slug', 'ownerName', 'email', 'timeZone', 'currency', 'locale', 'units'] as const;

export const actions: Actions = {
  default: async ({ request }) => {
    const form = await request.formData();
    const typed = Object.fromEntries(fields.map((name) => [name, textOf(form, name)])) as Record<
      (typeof fields)[number],
      string
    >;
    const slug = typed.slug === '' ? slugFrom(typed.name) : typed.slug;
    try {
      const ownerName = typed.ownerName === '' ? typed.name : typed.ownerName;
      const units = typed.units === 'inch' ? 'inch' : 'mm';
      await operatorCalls().shops.create({ ...typed, currency: typed.currency.toUpperCase(), slug, ownerName, units });
    } catch (thrown) {
      return refused(thrown, { typed });
    }
    redirect(303, addressOf(`/operator/shops/${slug}?founded=1`));
  },
};
