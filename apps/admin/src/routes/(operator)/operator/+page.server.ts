import { answerOperator } from '#lib/server/operators.ts';
import type { PageServerLoad } from './$types';

const states = ['active', 'suspended'] as const;

/** Shops by their name in addresses, a page at a time. */
export const load: PageServerLoad = ({ url: { searchParams: asked } }) => {
  const search = (asked.get('q') ?? '').trim().slice(0, 100);
  const state = states.find((one) => one === asked.get('state'));
  const after = asked.get('after') ?? undefined;
  return answerOperator(async ({ shops }) => ({
    search,
    state: state ?? null,
    isFirst: after === undefined,
    ...(await shops.list({ search, state, after })),
  }));
};
