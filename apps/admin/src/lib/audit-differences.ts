import type { Json, ShownChange } from '@docket/sdk';
import type { Translate } from '@docket/sdk/messages';
import { choiceWords } from '@docket/ui/words.ts';
import { asGroup, asList } from './json.ts';

/** One field of a line, in words: what it was and what it became; empty where there was nothing. */
export interface Difference {
  readonly key: string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** What a line holds of before and after, field by field; what is alike on both sides says nothing. */
export function differencesOf(before: Json, after: Json, t: Translate): readonly Difference[] {
  const [old, fresh] = [asGroup(before), asGroup(after)];
  const keys = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].filter((key) => key !== 'changes');
  const differ = keys.filter((key) => JSON.stringify(old[key]) !== JSON.stringify(fresh[key]));
  return [
    ...differ.map((key) => ({
      key,
      field: fieldName(key, t),
      before: valueText(old[key], t),
      after: valueText(fresh[key], t),
    })),
    ...asList(fresh['changes']).map((change) => ofContent(change as unknown as ShownChange, t)),
  ];
}

/** A change of an order's content brings the label of its field along. */
function ofContent({ path, label, words, before, after }: ShownChange, t: Translate): Difference {
  const text = (value: Json | undefined): string =>
    typeof value === 'string' && words !== undefined ? choiceWords(t, words, value) : valueText(value, t);
  return { key: path, field: label === '' ? path : t(label), before: text(before), after: text(after) };
}

/** Fields of a line, and settings of the core, have words; those of plugins speak for themselves. */
function fieldName(key: string, t: Translate): string {
  const known = [`admin.audit.field.${key}`, `core.settings.${key}`].find((one) => t(one) !== one);
  return known === undefined ? key : t(known);
}

function valueText(value: Json | undefined, t: Translate): string {
  if (value === undefined || value === null || value === '') return '';
  if (typeof value === 'boolean') return t(value ? 'admin.yes' : 'admin.no');
  if (Array.isArray(value)) return value.map((item) => valueText(item, t)).join(', ');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([key, item]) => [fieldName(key, t), valueText(item, t)])
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `${name}: ${text}`)
    .join(', ');
}
