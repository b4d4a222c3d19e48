import { randomUUID } from 'node:crypto';
import type { StaffCaller } from '@docket/core/api';
import { programCalls } from '#lib/server/portal-link.ts';
import { textOf } from '#lib/server/posted.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

type Customer = Awaited<ReturnType<StaffCaller['customers']['get']>>;

/** The keys that programs of a customer call with, and whom a further one may stand for. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const { id } = event.params;
    const [customer, keys] = await Promise.all([staff.customers.get({ id }), staff.keys.list({ customer: id })]);
    return {
      customer: { id, name: customer.name, mayCall: mayCall(customer) },
      people: customer.contacts.map(({ id: value, name, email, rights }) => ({ id: value, name, email, rights })),
      keys: keys.map(({ madeAt, usedAt, ...key }) => ({
        ...key,
        madeAt: madeAt.toISOString(),
        usedAt: usedAt?.toISOString() ?? null,
      })),
      calls: programCalls(event.url),
      // The id of the key that this page makes: the same form, posted once more, makes no second one.
      next: randomUUID(),
    };
  });

/** Programs send nothing for a customer that is not confirmed, merged away or erased. */
const mayCall = ({ provisional, mergedInto, erased }: Customer): boolean => !provisional && !mergedInto && !erased;

export const actions: Actions = {
  make: async ({ request }) => {
    const form = await request.formData();
    const typed = { contact: textOf(form, 'contact'), name: textOf(form, 'name') };
    try {
      const { key } = await readScope().staff.keys.make({ ...typed, id: textOf(form, 'id') });
      return { made: { key, name: typed.name } };
    } catch (thrown) {
      return refused(thrown, { typed, next: randomUUID() });
    }
  },

  revoke: async ({ request }) => {
    const id = textOf(await request.formData(), 'id');
    try {
      await readScope().staff.keys.revoke({ id });
    } catch (thrown) {
      return refused(thrown);
    }
    return { revoked: true as const };
  },
};
