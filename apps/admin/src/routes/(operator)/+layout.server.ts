import { redirect } from '@sveltejs/kit';
import { answerOperator } from '#lib/server/operators.ts';
import { addressOf } from '#lib/server/scope.ts';
import type { LayoutServerLoad } from './$types';

/** Who runs the deployment; asked for again on every page. Nothing but the way out stands before the second factor. */
export const load: LayoutServerLoad = ({ url }) => {
  // Reading the address makes kit run this again when it changes.
  void url.pathname;
  return answerOperator(async ({ access }) => {
    const operator = await access.me({});
    if (url.pathname.endsWith('/operator/sign-out')) return { operator };
    if (operator.needs === 'code') redirect(303, addressOf('/operator/sign-in/code'));
    if (operator.needs === 'factor' && !url.pathname.endsWith('/operator/factor'))
      redirect(303, addressOf('/operator/factor'));
    return { operator };
  });
};
