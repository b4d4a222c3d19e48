import { questionLine } from '#lib/server/question-lines.ts';
import { answer } from '#lib/server/refusals.ts';
import type { PageServerLoad } from './$types';

const isId = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/;

/** What waits for customers, the longest first: all, or what is past its day. */
export const load: PageServerLoad = (event) => {
  const { searchParams } = event.url;
  const after = searchParams.get('after') ?? '';
  const overdue = searchParams.get('overdue') === '1';
  return answer(event, async ({ staff }) => {
    const { rows, next } = await staff.approvals.open({ overdue, ...(isId.test(after) && { after }) });
    return {
      questions: rows.map((row) => ({ ...questionLine(row), customer: row.customer })),
      next,
      overdue,
      isFirst: after === '',
      now: new Date().toISOString(),
    };
  });
};
