import { conditions, filterIn, lineOf } from '#lib/server/audit.ts';
import { answer } from '#lib/server/refusals.ts';
import type { PageServerLoad } from './$types';

const isId = (text: string | null): text is string => text !== null && /^[\da-f-]{36}$/i.test(text);

/** Who did what, newest first, a page at a time. */
export const load: PageServerLoad = (event) => {
  const asked = event.url.searchParams;
  const [filter, before] = [filterIn((name) => asked.get(name)), asked.get('after')];
  const wait = Math.min(Math.max(Math.trunc(Number(asked.get('wait'))) || 0, 0), 60);
  return answer(event, async ({ staff }) => {
    const [list, choices] = await Promise.all([
      staff.audit.list({ ...conditions(filter), ...(isId(before) && { before }) }),
      staff.audit.choices({}),
    ]);
    return { filter, wait, isFirst: !isId(before), lines: list.rows.map(lineOf), next: list.next, ...choices };
  });
};
