import * as z from 'zod';
import type { Json } from '@docket/sdk';

/** Deepest nesting and longest list a caller may send. */
const limits = { depth: 12, list: 1000, keys: 1000, text: 20_000 } as const;

/** JSON from a caller: bounded in depth and size, and never a key that reaches an object's prototype. */
export const JsonInput = z.custom<Json>((value) => isBounded(value, 0), 'too deep, too long or not JSON');

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

function isBounded(value: unknown, depth: number): boolean {
  if (depth > limits.depth) return false;
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value === 'string') return isBoundedText(value);
  if (Array.isArray(value)) return value.length <= limits.list && value.every((item) => isBounded(item, depth + 1));
  return typeof value === 'object' && isBoundedGroup(value, depth);
}

function isBoundedGroup(group: object, depth: number): boolean {
  const keys = Object.keys(group);
  return (
    keys.length <= limits.keys &&
    keys.every(
      (key) =>
        !forbidden.has(key) && isBoundedText(key) && isBounded((group as Record<string, unknown>)[key], depth + 1),
    )
  );
}

const isBoundedText = (text: string): boolean => text.length <= limits.text && isStorable(text);

/** No database keeps NUL, or half of a character. */
const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

/** The path of the first text in a value that no database keeps; undefined when all of it can be stored. */
export function unstorablePath(value: unknown, path: readonly string[] = []): readonly string[] | undefined {
  if (typeof value === 'string') return isStorable(value) ? undefined : path;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, child] of Object.entries(value)) {
    const found = isStorable(key) ? unstorablePath(child, [...path, key]) : path;
    if (found) return found;
  }
  return undefined;
}
