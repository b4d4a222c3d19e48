import type { Refusal } from '@docket/sdk/client';
import type { Translate } from '@docket/sdk/messages';

type Told = Pick<Refusal, 'code' | 'params'> & { readonly message?: string };

/** What was refused and what to do now, in two sentences. A code without a message says the server's own sentence. */
export function refusalWords(t: Translate, { code, params, message = '' }: Told): { what: string; next: string } {
  const [key, nextKey] = [`error.${code}`, `error.${code}.next`];
  const [what, next] = [t(key, params), t(nextKey, params)];
  return {
    what: what === key ? message || t('error.internal') : what,
    next: next === nextKey ? t('error.internal.next') : next,
  };
}
