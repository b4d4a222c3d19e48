import type { ContentField, Json } from '@docket/sdk';
import { fieldAt } from '../content/content.ts';
import { isEmpty, isGroup } from './filling.ts';

/** A value that is no list or group. */
export type Plain = null | boolean | number | string;

/** Where a value came from: a default of the shop, or the plugin of this id. */
export interface Source {
  readonly source: string;
  /** The customer, service or address whose default it is. */
  readonly subject?: string;
  /** Of the default; null for what a plugin said. */
  readonly version: number | null;
}

/** A value that was filled in, as it is kept with the draft. */
export interface Filling extends Source {
  readonly value: Plain;
}

/**
 * What was filled in, by place. A row that has an id is named by it, `stops.s1.dock`, so that its values stay its own
 * wherever it goes.
 */
export type Prefilled = Readonly<Record<string, Filling>>;

/** A filled-in value that still stands, at its path in form notation. */
export interface Standing extends Filling {
  readonly path: string;
  /** Message key of the field's label. */
  readonly label: string;
  /** Where the values of a choice have their words. */
  readonly words?: string;
}

interface Leaf {
  /** With rows by their ids. */
  readonly name: string;
  /** In form notation. */
  readonly path: string;
  readonly value: Plain;
}

/** What is filled in `after`, in fields of the kind, and was not the same `before`. */
export function newlyFilled(fields: readonly ContentField[], before: Json, after: Json, source: Source): Prefilled {
  const old = new Map(leavesOf(before).map(({ name, value }) => [name, value]));
  const fresh = leavesOf(after).filter(
    ({ name, path, value }) => !isEmpty(value) && old.get(name) !== value && fieldAt(fields, path) !== undefined,
  );
  return Object.fromEntries(fresh.map(({ name, value }) => [name, { ...source, value }]));
}

/** What of it still is as it was filled in, in the sequence of the content. */
export function standing(fields: readonly ContentField[], prefilled: Prefilled | null, content: Json): Standing[] {
  if (prefilled === null) return [];
  return leavesOf(content).flatMap(({ name, path, value }) => {
    const [filling, field] = [Object.hasOwn(prefilled, name) ? prefilled[name] : undefined, fieldAt(fields, path)];
    if (!filling || !field || !isSame(filling.value, value)) return [];
    return [{ ...filling, path, label: field.label, ...(field.words !== undefined && { words: field.words }) }];
  });
}

/** The check reads a typed number as one. */
const isSame = (filled: Plain, now: Plain): boolean => filled === now || String(filled).trim() === String(now);

/** Every value of a content. */
function leavesOf(content: Json, name = '', path = ''): readonly Leaf[] {
  if (content === null || typeof content !== 'object') return [{ name, path, value: content }];
  return Object.entries(content).flatMap(([key, child]) =>
    leavesOf(child, join(name, Array.isArray(content) ? rowName(child, key) : key), join(path, key)),
  );
}

const join = (above: string, key: string): string => (above === '' ? key : `${above}.${key}`);

function rowName(row: Json, at: string): string {
  const id = isGroup(row) ? row['id'] : undefined;
  return typeof id === 'string' && id !== '' ? id : at;
}
