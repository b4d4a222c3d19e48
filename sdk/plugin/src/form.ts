import type { Json } from './kind.ts';

/** Limits of a submitted form: depth of names, entries, characters of one value. */
export const formLimits = { depth: 8, entries: 12_000, value: 20_000 } as const;

/** A form that cannot be read: which name is wrong, and how. */
export class FormError extends Error {
  readonly field: string;
  constructor(message: string, field: string) {
    super(message);
    this.name = 'FormError';
    this.field = field;
  }
}

type Branch = Map<string, Branch | string[]>;

/**
 * Reads form entries, whose names are paths (`garments.0.sizes.M`), into a JSON tree of strings. Keys that are all
 * whole numbers make an array in their numeric sequence (gaps close); a name that ends in `[]` always makes a list.
 * Of a name that comes twice the last value counts. Throws `FormError`, and nothing else, for names that are too
 * deep, are a value and a group at once, or would touch an object's prototype.
 */
export function readForm(entries: Iterable<readonly [string, string]>): { readonly [key: string]: Json } {
  const root: Branch = new Map();
  let count = 0;
  for (const [name, value] of entries) {
    if (++count > formLimits.entries) throw new FormError('The form has too many fields.', name);
    if (value.length > formLimits.value) throw new FormError('The value is too long.', name);
    place(root, name, value);
  }
  return toObject(root);
}

/** True for a path that a pattern stands for: `*` is one key or index, so `garments.*.note` matches `garments.0.note`. */
export function matchesPath(pattern: string, path: string): boolean {
  const [wanted, found] = [pattern.split('.'), path.split('.')];
  return wanted.length === found.length && wanted.every((key, at) => key === '*' || key === found[at]);
}

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

function place(root: Branch, name: string, value: string): void {
  const keys = name.replace(/\[\]$/, '').split('.');
  if (keys.length > formLimits.depth) throw new FormError('The name is too deep.', name);
  if (keys.some((key) => key === '' || forbidden.has(key))) throw new FormError('The name is not allowed.', name);
  const last = keys.pop()!;
  let branch = root;
  for (const key of keys) {
    const next = branch.get(key) ?? new Map();
    if (Array.isArray(next)) throw new FormError('The name is both a value and a group.', name);
    branch.set(key, next);
    branch = next;
  }
  const leaf = branch.get(last) ?? [];
  if (!Array.isArray(leaf)) throw new FormError('The name is both a value and a group.', name);
  leaf.push(value);
  branch.set(last, leaf);
  if (name.endsWith('[]')) lists.add(leaf);
}

// Marks leaves that stay lists even with one value, without a second shape of leaf.
const lists = new WeakSet<string[]>();

function toJson(node: Branch | string[]): Json {
  if (Array.isArray(node)) return lists.has(node) ? node : (node.at(-1) ?? '');
  const keys = [...node.keys()];
  const isList = keys.length > 0 && keys.every((key) => /^\d{1,5}$/.test(key));
  if (!isList) return toObject(node);
  return keys.toSorted((a, b) => Number(a) - Number(b)).map((key) => toJson(node.get(key)!));
}

function toObject(node: Branch): { readonly [key: string]: Json } {
  return Object.fromEntries([...node].map(([key, child]) => [key, toJson(child)]));
}
