import type { StaffCaller } from '@docket/core/api';
import { textOf } from '#lib/server/posted.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

type Person = Awaited<ReturnType<StaffCaller['access']['people']>>['people'][number];

/** Who may sign in for a customer, where they are signed in, and the invitations that wait. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const { customer, people } = await staff.access.people({ customer: event.params.id });
    return { customer, people: people.map(shown) };
  });

const shown = ({ id, name, email, invitation, devices }: Person) => ({
  id,
  name,
  email,
  invitation: invitation && { id: invitation.id, expiresAt: invitation.expiresAt.toISOString() },
  devices: devices.map(({ createdAt: _created, provenAt, seenAt, ...device }) => ({
    ...device,
    provenAt: provenAt.toISOString(),
    seenAt: seenAt.toISOString(),
  })),
});

export const actions: Actions = {
  invite: async ({ request }) => {
    const contact = textOf(await request.formData(), 'contact');
    try {
      const { email } = await readScope().staff.access.invite({ contact });
      return { done: 'invited' as const, email };
    } catch (thrown) {
      return refused(thrown);
    }
  },

  revokeInvitation: async ({ request }) => {
    const id = textOf(await request.formData(), 'id');
    try {
      await readScope().staff.access.revokeInvitation({ id });
    } catch (thrown) {
      return refused(thrown);
    }
    return { done: 'revoked' as const };
  },

  endDevice: async ({ request }) => {
    const id = textOf(await request.formData(), 'id');
    try {
      await readScope().staff.access.endDevice({ id });
    } catch (thrown) {
      return refused(thrown);
    }
    return { done: 'ended' as const };
  },
};
