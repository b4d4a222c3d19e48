import type { StaffCaller } from '@docket/core/api';
import { madeIn } from '#lib/server/passkeys.ts';
import { textOf, typedOf } from '#lib/server/posted.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

type Session = Awaited<ReturnType<StaffCaller['account']['get']>>['sessions'][number];

/** The own account: how one gets in, and where one is signed in. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const [{ secondFactorSince, sessions, ...account }, passkeys] = await Promise.all([
      staff.account.get({}),
      staff.passkeys.list({}),
    ]);
    return {
      account: { ...account, secondFactorSince: secondFactorSince?.toISOString() ?? null },
      sessions: sessions.map(shown),
      passkeys,
    };
  });

const shown = ({ id, device, seenAt, current }: Session) => ({ id, device, current, seenAt: seenAt.toISOString() });

export const actions: Actions = {
  password: async ({ request }) => {
    const form = await request.formData();
    const typed = { current: typedOf(form, 'current'), password: typedOf(form, 'password') };
    try {
      await readScope().staff.account.changePassword(typed);
    } catch (thrown) {
      return refused(thrown);
    }
    return { told: 'password' as const };
  },

  revoke: async ({ request }) => {
    const id = textOf(await request.formData(), 'id');
    try {
      await readScope().staff.account.revoke({ id });
    } catch (thrown) {
      return refused(thrown);
    }
    return { told: 'revoked' as const };
  },

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
