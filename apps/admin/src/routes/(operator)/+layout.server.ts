import { answerOperator } from '#lib/server/operators.ts';
import type { LayoutServerLoad } from './$types';

/** Who runs the deployment; asked for again on every page. */
export const load: LayoutServerLoad = ({ url }) => {
  // Reading the address makes kit run this again when it changes.
  void url.pathname;
  return answerOperator(async ({ access }) => ({ operator: await access.me({}) }));
};
