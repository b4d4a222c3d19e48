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

/** The answer of a page's calls. Who is not signed in goes to the operators' entrance; other refusals become the error page. */
export async function answerOperator<Answer>(
  calls: (operator: AppScope['operator']) => Promise<Answer>,
): Promise<Answer> {
  const operator = operatorCalls();
  try {
    return await calls(operator);
  } catch (thrown) {
    const { code, status, params, message } = expected(thrown);
    if (status === 401) redirect(303, addressOf('/operator/sign-in'));
    error(status, message, { code, params });
  }
}
