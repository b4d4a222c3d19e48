import { madeIn } from '#lib/server/passkeys.ts';
import { textOf } from '#lib/server/posted.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** How somebody of the staff gets in. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => ({ passkeys: await staff.passkeys.list({}) }));

export const actions: Actions = {
  /** Without an answer it was posted to be refused: the button was, and the page says what to do. */
  addPasskey: async ({ request }) => {
    const form = await request.formData();
    const { passkeys } = readScope().staff;
    const isAnswered = form.has('attestationObject');
    try {
      await (isAnswered ? passkeys.add(madeIn(form)) : passkeys.askNew({}));
    } catch (thrown) {
      return refused(thrown);
    }
    return isAnswered ? { done: 'added' as const, name: '' } : undefined;
  },

  renamePasskey: async ({ request }) => {
    const form = await request.formData();
    const id = textOf(form, 'id');
    const name = textOf(form, `name.${id}`);
    try {
      await readScope().staff.passkeys.rename({ id, name });
    } catch (thrown) {
      return refused(thrown);
    }
    return { done: 'renamed' as const, name };
  },

  removePasskey: async ({ request }) => {
    const id = textOf(await request.formData(), 'id');
    try {
      const { name } = await readScope().staff.passkeys.remove({ id });
      return { done: 'removed' as const, name };
    } catch (thrown) {
      return refused(thrown);
    }
  },
};
