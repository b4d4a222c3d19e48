import { error, redirect } from '@sveltejs/kit';
import type { AppScope } from '@docket/core/api';
import { expected } from './refusals.ts';
import { addressOf, readScope } from './scope.ts';

/** What the host hands to pages of operators; at the address of a shop there are none. */
export function operatorCalls(): AppScope['operator'] {
  try {
    return readScope().operator;
  } catch (thrown) {
    const { code, status, message } = expected(thrown);
    error(status, message, { code });
  }
}

/** Where a refusal leads: to the entrance, to its second step, or to the setting up of a second factor. */
const ways: Readonly<Record<string, string>> = {
  'sign-in.needed': '/operator/sign-in',
  'factor.needed': '/operator/sign-in/code',
  'factor.due': '/operator/factor',
};

/** The answer of a page's calls. Who has not proven enough goes where that is done; other refusals become the error page. */
export async function answerOperator<Answer>(
  calls: (operator: AppScope['operator']) => Promise<Answer>,
): Promise<Answer> {
  const operator = operatorCalls();
  try {
    return await calls(operator);
  } catch (thrown) {
    const { code, status, params, message } = expected(thrown);
    const way = ways[code];
    if (way !== undefined) redirect(303, addressOf(way));
    error(status, message, { code, params });
  }
}
