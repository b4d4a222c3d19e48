import { questionLine } from '#lib/server/question-lines.ts';
import { answer } from '#lib/server/refusals.ts';
import type { PageServerLoad } from './$types';

const isId = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/;

/** What waits for customers, the longest first. */
export const load: PageServerLoad = (event) => {
  const after = event.url.searchParams.get('after') ?? '';
  return answer(event, async ({ staff }) => {
    const { rows, next } = await staff.approvals.open(isId.test(after) ? { after } : {});
    return {
      questions: rows.map((row) => ({ ...questionLine(row), customer: row.customer })),
      next,
      isFirst: after === '',
      now: new Date().toISOString(),
    };
  });
};
