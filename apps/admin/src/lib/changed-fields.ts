import type { Json, ShownChange } from '@docket/sdk';
import type { Translate } from '@docket/sdk/messages';
import { choiceWords } from '@docket/ui/words.ts';
import { asText } from './json.ts';

/** True for a value that nobody typed. */
export const isEmpty = (value: Json | undefined): boolean => value === undefined || value === '' || value === null;

/** True when both read the same: forms send texts where numbers are kept. */
export const readAlike = (one: Json | undefined, other: Json | undefined): boolean =>
  one === other || (typeof one !== 'boolean' && typeof other !== 'boolean' && asText(one) === asText(other));

/** A field's value as people read it: choices by their words. */
export function valueOf(t: Translate, value: Json | undefined, words: string | undefined): string {
  if (isEmpty(value)) return t('admin.changes.empty');
  if (typeof value === 'boolean') return t(value ? 'admin.yes' : 'admin.no');
  return words === undefined ? asText(value) : choiceWords(t, words, asText(value));
}

/** What of the path the label does not name: rows, counted from one as people do, and sizes. */
export const rowOf = ({ path, label }: ShownChange): string =>
  path
    .split('.')
    .filter((key) => !label.split('.').includes(key))
    .map((key) => (/^\d+$/.test(key) ? String(Number(key) + 1) : key))
    .join(' · ');
