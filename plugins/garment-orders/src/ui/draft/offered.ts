import type { Json } from '@docket/sdk';
import { listOf } from '@docket/sdk/content';

/**
 * What a shop offers of a list: the ids its setting names, all where it names none. `current` stays although it is no
 * longer offered, so that an older answer is still to be seen.
 */
export function offeredOf<Entry extends { readonly id: string }>(
  all: readonly Entry[],
  setting: Json | undefined,
  current = '',
): readonly Entry[] {
  const ids = listOf(setting);
  return ids.length === 0 ? all : all.filter(({ id }) => id === current || ids.includes(id));
}
