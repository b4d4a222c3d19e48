import type { JsonGroup } from './json.ts';
import { quoted, type Notes } from './notes.ts';
import { isTicked } from './numbers.ts';

/** Characters that a text of one line, and one of many lines, may have. */
export const lineLength = 120;
export const noteLength = 4000;

/** What these readers say; whoever uses them has words for it. */
export type TextCode = 'not-text' | 'text-long' | 'price-sent' | 'unknown-field';

// Everything that cannot be seen, except line ends and tabs; texts go to mails, lists and printed pages.
// eslint-disable-next-line no-control-regex
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff]/g;

/** A text without the characters that nobody sees. */
export const withoutUnseen = (text: string): string => text.replaceAll(control, '');

/** A text field, cleaned of characters that cannot be seen. Longer than `most` or no text at all is refused. */
export function textField(
  notes: Notes<TextCode>,
  group: JsonGroup,
  key: string,
  path: string,
  most = lineLength,
): string {
  const value = group[key] ?? '';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') {
    notes.refuse(path, 'not-text');
    return '';
  }
  const text = withoutUnseen(value).trim();
  if (text.length > most) notes.refuse(path, 'text-long', { most, length: text.length });
  const kept = text.slice(0, most);
  return most === noteLength ? kept : kept.replace(/\s+/g, ' ');
}

/** A box as forms and programs send it: empty is not ticked. */
export const tickField = (group: JsonGroup, key: string): 'yes' | '' => (isTicked(group[key]) ? 'yes' : '');

const money = /price|cost|amount|total|discount|tax|fee|charge|rate|currency|margin/i;

/** Refuses keys that are no field here, so that nothing is taken in unseen; prices are told apart. */
export function refuseUnknown(notes: Notes<TextCode>, group: JsonGroup, known: readonly string[], path: string): void {
  for (const key of Object.keys(group)) {
    if (known.includes(key)) continue;
    const at = path === '' ? key : `${path}.${key}`;
    notes.refuse(at, money.test(key) ? 'price-sent' : 'unknown-field', { field: quoted(key) });
  }
}
