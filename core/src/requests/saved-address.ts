import type { Json, Kind, KindPart } from '@docket/sdk';
import { canonical } from '../content/content.ts';
import { isEmpty, newlyFilled, type DefaultRow, type Prefilled } from '../defaults/defaults.ts';

type Group = Readonly<Record<string, Json>>;

/** A place in a part's form where somebody has just chosen a saved address. */
export interface Chosen {
  /** Its path: `delivery`, `stops.1`. */
  readonly path: readonly string[];
  /** The id of the address. */
  readonly saved: string;
  /** True when nobody has filled the fields with it: a page with script does so itself, and then what stands there counts, corrections included. */
  readonly isBare: boolean;
}

/** What there is of a saved address. */
export interface FoundAddress {
  readonly id: string;
  readonly value: Json;
}

/** The saved addresses that a part's form has just chosen. Rows are compared by their ids. */
export function chosenAddresses({ address: pattern }: KindPart, before: Json, after: Json): readonly Chosen[] {
  if (pattern === undefined) return [];
  const old = placesAt(before, pattern);
  return placesAt(after, pattern).flatMap(({ path, group }) => {
    const former = old.find((place) => isSamePlace(place, { path, group }))?.group ?? {};
    const { saved } = group;
    if (typeof saved !== 'string' || saved === '' || saved === former['saved']) return [];
    const isBare = canonical(group['address'] ?? null) === canonical(former['address'] ?? null);
    return [{ path, saved, isBare }];
  });
}

/** Puts addresses into their fields. Another customer's, or none, fills nothing. */
export const withAddresses = (content: Json, chosen: readonly Chosen[], found: readonly FoundAddress[]): Json =>
  chosen.reduce((filled, { path, saved, isBare }) => {
    const address = isBare ? found.find(({ id }) => id === saved) : undefined;
    return address ? changedAt(filled, path, (group) => ({ ...group, address: address.value })) : filled;
  }, content);

interface OfPlaces {
  readonly kind: Pick<Kind, 'fields'>;
  readonly part: KindPart;
  /** An empty form: what stands there as in that, nobody has typed. */
  readonly blank: Json;
  readonly prefilled: Prefilled | null;
}

/**
 * Fills what orders get with the chosen addresses: what is empty, or what an address chosen before had brought. What is
 * typed stays.
 */
export function withPlaces(
  content: Json,
  chosen: readonly Chosen[],
  rows: readonly DefaultRow[],
  { kind, part, blank, prefilled }: OfPlaces,
): { readonly content: Json; readonly prefilled: Prefilled } {
  const keys = part.placeKeys ?? [];
  const empty = placesAt(blank, part.address ?? '')[0]?.group ?? {};
  let [filled, from]: [Json, Prefilled] = [content, {}];
  for (const { path, saved } of chosen) {
    const row = rows.find(({ subject }) => subject === saved);
    const kept = groupOf(row?.content ?? null);
    const next = changedAt(filled, path, (group) => {
      const brought = keys.filter((key) => isBrought(prefilled, nameOf(path, group), key, group[key]));
      const isFree = (key: string): boolean =>
        isEmpty(group[key]) || group[key] === empty[key] || brought.includes(key);
      const values = keys.filter((key) => key in kept && isFree(key)).map((key) => [key, kept[key]!] as const);
      const gone = brought.filter((key) => !(key in kept)).map((key) => [key, ''] as const);
      return { ...group, ...Object.fromEntries([...values, ...gone]) };
    });
    if (row) {
      const source = { source: 'address', subject: saved, version: row.version };
      from = { ...from, ...newlyFilled(kind.fields, filled, next, source) };
    }
    filled = next;
  }
  return { content: filled, prefilled: from };
}

const isBrought = (prefilled: Prefilled | null, place: string, key: string, value: Json | undefined): boolean => {
  const filling = prefilled?.[`${place}.${key}`];
  return filling?.source === 'address' && filling.value === value;
};

/** As what was filled in is named: rows by their ids. */
const nameOf = (path: readonly string[], { id }: Group): string =>
  (typeof id === 'string' && id !== '' && path.length > 1 ? [...path.slice(0, -1), id] : path).join('.');

interface PlaceAt {
  readonly path: readonly string[];
  readonly group: Group;
}

const isSamePlace = (a: PlaceAt, b: PlaceAt): boolean =>
  a.group['id'] !== undefined || b.group['id'] !== undefined
    ? a.group['id'] === b.group['id']
    : a.path.join('.') === b.path.join('.');

/** The groups at a pattern, `delivery` or `stops.*`. */
function placesAt(content: Json, pattern: string): readonly PlaceAt[] {
  const start: readonly { readonly path: readonly string[]; readonly value: Json }[] = [{ path: [], value: content }];
  const found = pattern
    .split('.')
    .reduce((places, key) => places.flatMap(({ path, value }) => inside(path, value, key)), start);
  return found.map(({ path, value }) => ({ path, group: groupOf(value) }));
}

const inside = (path: readonly string[], value: Json, key: string) => {
  if (key === '*')
    return Array.isArray(value) ? value.map((row: Json, at) => ({ path: [...path, String(at)], value: row })) : [];
  return [{ path: [...path, key], value: groupOf(value)[key] ?? null }];
};

function changedAt(content: Json, [key, ...rest]: readonly string[], change: (group: Group) => Group): Json {
  if (key === undefined) return change(groupOf(content));
  if (Array.isArray(content)) return content.with(Number(key), changedAt(content[Number(key)], rest, change));
  const group = groupOf(content);
  return { ...group, [key]: changedAt(group[key] ?? null, rest, change) };
}

const groupOf = (value: Json): Group =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Group) : {};
