import type { Json } from '../kind.ts';

/** A group of named values, as forms and programs send it. */
export type JsonGroup = { readonly [key: string]: Json };

/** True for a group: neither a list nor nothing. */
export const isGroup = (value: unknown): value is JsonGroup =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value as a group; anything else is an empty one. */
export const groupOf = (value: unknown): JsonGroup => (isGroup(value) ? value : {});

/** The value as a list; anything else is an empty one. */
export const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value : []);

/** The value as text without spaces around it; numbers become text, anything else is empty. */
export function textOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim() : '';
}

/** Ids as ticked or sent, each once: a list, a group whose keys say nothing, or one alone. */
export function idsOf(value: unknown): readonly string[] {
  const sent = Array.isArray(value) ? listOf(value) : isGroup(value) ? Object.values(value) : [value];
  return [...new Set(sent.map(textOf))].filter(Boolean);
}
