import type { Json, Proposal } from '@docket/sdk';

type Group = { readonly [key: string]: Json };

/**
 * Puts proposed values into a draft, once, here: the first proposal for a place wins, and what is typed already
 * stays. A path that leads through a value instead of a group is left out.
 */
export function mergeProposals(draft: Json, proposals: readonly Proposal[]): Json {
  return proposals.reduce<Json>((content, { path, value }) => put(content, path.split('.'), value), draft);
}

function put(content: Json, [key, ...rest]: readonly string[], value: Json): Json {
  if (key === undefined) return content === null || content === '' ? value : content;
  if (Array.isArray(content)) return putIntoList(content, Number(key), rest, value);
  if (content === null || typeof content !== 'object') return content;
  const group = content as Group;
  const inside = Object.hasOwn(group, key) ? group[key]! : rest.length === 0 ? null : {};
  return { ...group, [key]: put(inside, rest, value) };
}

function putIntoList(list: readonly Json[], index: number, rest: readonly string[], value: Json): Json {
  if (!Number.isInteger(index) || index < 0 || index >= list.length) return list;
  return list.with(index, put(list[index]!, rest, value));
}
