import { redirect } from '@sveltejs/kit';
import type { StaffCaller } from '@docket/core/api';
import { textOf } from '#lib/server/posted.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { addressOf, readScope } from '#lib/server/scope.ts';
import { decided, differing } from '#lib/merge-choices.ts';
import type { Actions, PageServerLoad } from './$types';

const isId = (text: string | null): text is string => text !== null && /^[\da-f-]{36}$/i.test(text);

/** Into which customer another one is merged: looked for first, then shown with all that would move. */
export const load: PageServerLoad = (event) => {
  const { id } = event.params;
  const asked = event.url.searchParams;
  const into = asked.get('into');
  return answer(event, async ({ staff }) => {
    if (isId(into)) {
      const plan = await staff.customers.mergePlan({ id, into });
      return {
        customer: { id, name: plan.from.name },
        search: '',
        found: [],
        plan: { ...plan, differ: differing(plan) },
      };
    }
    const { name } = await staff.customers.get({ id });
    const search = (asked.get('q') ?? name).trim().slice(0, 100);
    return { customer: { id, name }, search, found: await othersLike(staff, id, search), plan: null };
  });
};

async function othersLike(staff: StaffCaller, id: string, search: string) {
  const { rows } = await staff.customers.list({ search });
  return rows
    .filter((row) => row.id !== id)
    .slice(0, 20)
    .map(({ id: other, name, email, orders }) => ({ id: other, name, email, orders }));
}

export const actions: Actions = {
  default: async ({ request, params: { id } }) => {
    const form = await request.formData();
    const into = textOf(form, 'into');
    const { staff } = readScope();
    try {
      const plan = await staff.customers.mergePlan({ id, into });
      await staff.customers.merge({ id, into, ...decided(plan, (field) => textOf(form, field)) });
    } catch (thrown) {
      return refused(thrown);
    }
    redirect(303, addressOf(`/customers/${into}?done=merged`));
  },
};
