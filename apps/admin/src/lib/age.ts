import type { Translate } from '@docket/sdk/messages';

const minute = 60_000;

/** How long ago something was, in the largest unit that is whole. */
export function ageWords(t: Translate, { at, now }: { readonly at: string; readonly now: string }): string {
  const minutes = Math.max(0, Math.floor((Date.parse(now) - Date.parse(at)) / minute));
  if (minutes < 60) return t('admin.quarantine.age.minutes', { count: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return t('admin.quarantine.age.hours', { count: hours });
  return t('admin.quarantine.age.days', { count: Math.floor(hours / 24) });
}
