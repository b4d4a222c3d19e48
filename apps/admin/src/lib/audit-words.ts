import type { Translate } from '@docket/sdk/messages';

/** What was done: in the admin's words, or in those of the plugin that did it. */
export function doneIn(
  action: string,
  places: { readonly who: string; readonly subject: string },
  t: Translate,
): string {
  const known = [`admin.audit.did.${action}`, `audit.${action}`].find((key) => t(key) !== key);
  return t(known ?? 'admin.audit.didOther', { ...places, action });
}
