import { error, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import type { StaffCaller } from '@docket/core/api';
import { textOf } from '#lib/server/posted.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { addressOf, readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

/** A staff member with what may be done about them. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const { members, roles } = await staff.members.list({});
    const member = members.find(({ id }) => id === event.params.member);
    if (!member) error(404, 'There is nothing here.', { code: 'not-found' });
    const { id, name, email, role, isMe, isRemoved, mayManage, hasPassword, linkUntil, secondFactorSince } = member;
    return {
      roles,
      member: {
        id,
        name,
        email,
        role,
        isMe,
        isRemoved,
        mayManage,
        hasPassword,
        hasLink: linkUntil !== null,
        hasSecondFactor: secondFactorSince !== null,
      },
    };
  });

type Event = RequestEvent<{ member: string }>;

/** Does something about the member and tells it on the list. */
async function doAbout(
  { params: { member: id } }: Event,
  deed: (members: StaffCaller['members'], id: string) => Promise<unknown>,
  told: string,
) {
  try {
    await deed(readScope().staff.members, id);
  } catch (thrown) {
    return refused(thrown);
  }
  redirect(303, addressOf(`/staff?${told}`));
}

export const actions: Actions = {
  role: async (event) => {
    const role = textOf(await event.request.formData(), 'role');
    return doAbout(event, (members, id) => members.changeRole({ id, role }), 'done=role');
  },
  sendLink: (event) => doAbout(event, (members, id) => members.sendLink({ id }), 'done=sent'),
  revokeLink: (event) => doAbout(event, (members, id) => members.revokeLink({ id }), 'done=revoked'),
  resetFactor: (event) => doAbout(event, (members, id) => members.resetFactor({ id }), 'done=factor'),
  remove: (event) => doAbout(event, (members, id) => members.remove({ id }), `removed=${event.params.member}`),
};
