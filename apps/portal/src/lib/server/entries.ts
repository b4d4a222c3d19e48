import { entriesOfSlot, entryOwner } from '@docket/sdk';
import type { Drawn } from '#lib/entries/drawn.ts';
import { requestScope } from './scope.ts';

/** The active ones of these entries. The host links their stylesheets, so that the first paint is styled. */
export function draw(names: readonly string[]): readonly Drawn[] {
  const { entries, settings, used } = requestScope();
  const active = names.filter((name) => entries.includes(name));
  for (const name of active) used.add(name);
  return active.map((name) => ({ name, plugin: entryOwner(name), settings: settings[entryOwner(name)] ?? {} }));
}

/** The blocks that plugins bring to a place of a page. */
export const drawSlot = (slot: Parameters<typeof entriesOfSlot>[1]): readonly Drawn[] =>
  draw(entriesOfSlot(requestScope().entries, slot));
