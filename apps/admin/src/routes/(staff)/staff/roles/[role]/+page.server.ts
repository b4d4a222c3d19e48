import { error, redirect } from '@sveltejs/kit';
import { textOf } from '#lib/server/posted.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { addressOf, readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** A role to change or to duplicate. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const { roles, permissions } = await staff.roles.list({});
    const role = roles.find(({ id }) => id === event.params.role);
    if (!role) error(404, 'There is nothing here.', { code: 'not-found' });
    return { role, permissions, isNew: event.url.searchParams.has('new') };
  });

export const actions: Actions = {
  save: async ({ request, params }) => {
    const form = await request.formData();
    const typed = { name: textOf(form, 'name'), permissions: form.getAll('permissions').map(String) };
    try {
      await readScope().staff.roles.save({ id: params.role, ...typed, name: typed.name || null });
    } catch (thrown) {
      return refused(thrown, { typed });
    }
    redirect(303, addressOf('/staff/roles?done=saved'));
  },

  duplicate: async ({ request, params }) => {
    const name = textOf(await request.formData(), 'copy');
    let id: string;
    try {
      ({ id } = await readScope().staff.roles.duplicate({ id: params.role, name }));
    } catch (thrown) {
      return refused(thrown);
    }
    redirect(303, addressOf(`/staff/roles/${id}?new`));
  },

  remove: async ({ params }) => {
    try {
      await readScope().staff.roles.remove({ id: params.role });
    } catch (thrown) {
      return refused(thrown);
    }
    redirect(303, addressOf('/staff/roles?done=removed'));
  },
};
