import { fail } from '@sveltejs/kit';
import type { StaffCaller } from '@docket/core/api';
import { textOf } from '#lib/server/posted.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

type Columns = Parameters<StaffCaller['imports']['map']>[0]['columns'];

/** An import: what it would come to, how far it is, or what it came to. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const { created_at: at, until, ...page } = await staff.imports.get(event.params);
    return { import: { ...page, at: at.toISOString(), until: until?.toISOString() ?? null } };
  });

/** What was chosen for each column; the core refuses what is no field. */
const chosenIn = (form: FormData): Columns =>
  Array.from(
    { length: Number(textOf(form, 'columns')) || 0 },
    (_, at) => textOf(form, `column-${at}`) || null,
  ) as Columns;

export const actions: Actions = {
  map: async ({ request, params }) => {
    const columns = chosenIn(await request.formData());
    const twice = columns.find((field, at) => field !== null && columns.indexOf(field) !== at);
    if (twice !== undefined) return fail(422, { twice, chosen: columns });
    try {
      await readScope().staff.imports.map({ ...params, columns });
    } catch (thrown) {
      return refused(thrown);
    }
    return { mapped: true };
  },

  start: async ({ request, params }) => {
    const columns = chosenIn(await request.formData());
    try {
      await readScope().staff.imports.start({ ...params, columns });
    } catch (thrown) {
      return refused(thrown);
    }
    return { started: true };
  },

  undo: async ({ params }) => {
    try {
      await readScope().staff.imports.undo(params);
    } catch (thrown) {
      return refused(thrown);
    }
    return { undone: true };
  },
};
