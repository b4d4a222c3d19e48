import type { Json } from '@docket/sdk';
import { groupOf, listOf, typedText } from '@docket/sdk/content';

/** The typed texts of a row by their keys. */
export type Texts<Key extends string> = Record<Key, string>;

/** The texts of a group by these keys; empty where nothing is typed. Content that passed the check holds numbers. */
export const readTexts = <Key extends string>(value: Json | undefined, keys: readonly Key[]): Texts<Key> => {
  const group = groupOf(value);
  return Object.fromEntries(keys.map((key) => [key, typedText(group[key])])) as Texts<Key>;
};

/** The rows of a list, each by its id, or by its place where it has none. */
export const readRows = <Row>(value: Json | undefined, letter: string, rowOf: (row: Json, id: string) => Row): Row[] =>
  listOf(value).map((row, index) => rowOf(row, typedText(groupOf(row)['id']) || `${letter}${index + 1}`));
