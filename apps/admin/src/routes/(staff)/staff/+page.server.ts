import type { StaffCaller } from '@docket/core/api';
import { textOf } from '#lib/server/posted.ts';
import { answer, refused } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import type { Actions, PageServerLoad } from './$types';

type Member = Awaited<ReturnType<StaffCaller['members']['list']>>['members'][number];

/** What was done on a page below, told on this one. */
const deeds = new Set(['invited', 'role', 'sent', 'revoked', 'factor']);

/** Who works in the shop. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff }) => {
    const { members } = await staff.members.list({});
    const asked = event.url.searchParams;
    const done = asked.get('done') ?? '';
    const removed = members.find(({ id, isRemoved }) => isRemoved && id === asked.get('removed'));
    return {
      members: members.map(shown),
      done: deeds.has(done) ? done : null,
      removed: removed ? { id: removed.id, name: removed.name } : null,
    };
  });

const shown = ({ secondFactorSince, linkUntil, seenAt, ...member }: Member) => ({
  ...member,
  hasSecondFactor: secondFactorSince !== null,
  linkUntil: linkUntil?.toISOString() ?? null,
  seenAt: seenAt?.toISOString() ?? null,
});

export const actions: Actions = {
  restore: async ({ request }) => {
    const id = textOf(await request.formData(), 'id');
    try {
      await readScope().staff.members.restore({ id });
    } catch (thrown) {
      return refused(thrown);
    }
    return { done: 'restored' as const };
  },
};
