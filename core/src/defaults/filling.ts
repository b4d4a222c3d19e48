import type { Json } from '@docket/sdk';
import { canonical } from '../content/content.ts';

type Group = { readonly [key: string]: Json };

export const isGroup = (value: Json | undefined): value is Group =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** True for what nobody has filled in. */
export const isEmpty = (value: Json | undefined): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** What of a typed content differs from an empty form: groups by their keys, lists whole. Undefined when nothing does. */
export function ownPart(blank: Json | undefined, typed: Json): Json | undefined {
  if (blank !== undefined && canonical(blank) === canonical(typed)) return undefined;
  if (!isGroup(typed) || !isGroup(blank)) return typed;
  const own = Object.entries(typed).flatMap(([key, value]) => {
    const differing = ownPart(blank[key], value);
    return differing === undefined ? [] : [[key, differing] as const];
  });
  return own.length === 0 ? undefined : Object.fromEntries(own);
}

/** An empty form with a default laid over it: what the default says counts, in lists as a whole. */
export function laidOver(blank: Json | undefined, over: Json): Json {
  if (!isGroup(over) || !isGroup(blank)) return over;
  const laid = Object.entries(over).map(([key, value]) => [key, laidOver(blank[key], value)] as const);
  return { ...blank, ...Object.fromEntries(laid) };
}

/**
 * Fills what is empty in a content; what is typed stays. A list is one value: it is filled whole while it is as in the
 * empty form, so that rows of two origins never mix.
 */
export function filledIn(content: Json | undefined, over: Json, blank: Json | undefined): Json {
  if (content === undefined || isEmpty(content)) return over;
  if (Array.isArray(content)) return blank !== undefined && canonical(content) === canonical(blank) ? over : content;
  if (!isGroup(content) || !isGroup(over)) return content;
  const inside = isGroup(blank) ? blank : {};
  const filled = Object.entries(over).map(([key, value]) => [key, filledIn(content[key], value, inside[key])] as const);
  return { ...content, ...Object.fromEntries(filled) };
}
