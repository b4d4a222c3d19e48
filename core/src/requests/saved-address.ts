import type { Json, KindPart } from '@docket/sdk';
import { canonical } from '../content/content.ts';

type Group = Readonly<Record<string, Json>>;

/**
 * The saved address that a part's form has just chosen, by id, when nobody has filled the fields with it: a page with
 * script does so itself, and then what stands there counts, corrections included.
 */
export function chosenAddress({ address: path }: KindPart, before: Json, after: Json): string | undefined {
  if (path === undefined) return undefined;
  const [old, fresh] = [groupAt(before, path), groupAt(after, path)];
  const { saved } = fresh;
  if (typeof saved !== 'string' || saved === '' || saved === old['saved']) return undefined;
  return canonical(fresh['address'] ?? null) === canonical(old['address'] ?? null) ? saved : undefined;
}

/** Puts the address into its fields. */
export const withAddress = (content: Json, { address: path }: KindPart, value: Json): Json =>
  path === undefined ? content : { ...groupOf(content), [path]: { ...groupAt(content, path), address: value } };

const groupAt = (content: Json, path: string): Group => groupOf(groupOf(content)[path] ?? null);

const groupOf = (value: Json): Group =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Group) : {};
