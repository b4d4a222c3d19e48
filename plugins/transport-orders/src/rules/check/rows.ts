import { groupOf, isGroup, listOf, refuseUnknown, textOf, type JsonGroup } from '@docket/sdk/content';
import type { CheckCode, CheckNotes } from '../codes.ts';

/** A row as it was sent, with its path. */
export interface SentRow {
  readonly row: JsonGroup;
  readonly path: string;
}

/** How the rows of a list are taken. */
export interface RowRules {
  readonly path: string;
  readonly keys: readonly string[];
  /** So many at most; more are refused by `tooMany`, and only these are looked at. */
  readonly most: number;
  readonly tooMany: CheckCode;
  /** True for a row in which nothing was typed: it is left out. */
  readonly isBlank?: (row: JsonGroup) => boolean;
}

/** The rows of a list with something in them. What is no row is refused, and so is a key that no form has. */
export function sentRows(notes: CheckNotes, typed: unknown, rules: RowRules): readonly SentRow[] {
  const sent = listOf(typed);
  const { most, path: list } = rules;
  if (sent.length > most) notes.refuse(list, rules.tooMany, { most, count: sent.length });
  return sent.slice(0, most).flatMap((row, at) => {
    const path = `${list}.${at}`;
    if (!isGroup(row)) {
      notes.refuse(path, 'line-unreadable');
      return [];
    }
    refuseUnknown(notes, row, rules.keys, path);
    return rules.isBlank?.(row) ? [] : [{ row, path }];
  });
}

/** True where none of these fields holds anything. */
export const isEmptyIn =
  (keys: readonly string[]) =>
  (row: JsonGroup): boolean =>
    keys.every((key) => textOf(row[key]) === '' && listOf(row[key]).length === 0 && !Object.keys(groupOf(row[key])).length);

/** The id that a row was sent with; nothing for what could not be pointed at. */
export const rowId = (row: JsonGroup): string => {
  const id = textOf(row['id']);
  return /^[a-z][a-z0-9]{0,39}$/i.test(id) ? id : '';
};
