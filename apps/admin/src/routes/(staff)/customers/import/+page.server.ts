import { answer } from '#lib/server/refusals.ts';
import type { PageServerLoad } from './$types';

/** What a posted file was refused for, as the address says it. */
function refusalIn(asked: URLSearchParams) {
  const code = asked.get('refused') ?? '';
  if (!/^(import\.[a-z-]+|limit\.reached|input\.malformed)$/.test(code)) return undefined;
  const params = [...asked].filter(([name, value]) => name !== 'refused' && /^\d{1,9}$/.test(value));
  return { code, params: Object.fromEntries(params.map(([name, value]) => [name, Number(value)])) };
}

/** Where a file of customers is chosen, and what was brought before. */
export const load: PageServerLoad = (event) =>
  answer(event, async ({ staff, base }) => {
    const imports = await staff.imports.list({});
    return {
      action: `${base}/files/customer-imports`,
      refusal: refusalIn(event.url.searchParams),
      imports: imports.map(({ id, file, created_at: at, state, made }) => ({
        id,
        file,
        at: at.toISOString(),
        state,
        made,
      })),
    };
  });
