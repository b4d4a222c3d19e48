import { entriesOfSlot, entryOfForm, entryOfView, entryOwner } from '@docket/sdk';
import type { SlotName } from '@docket/sdk';
import type { Entry } from '../panels.ts';
import { readScope } from './scope.ts';

/** The entries that fill a slot of this page, of one plugin where the page is that plugin's. */
export const slotEntries = (slot: SlotName, plugin?: string): readonly Entry[] =>
  entriesOfSlot(readScope().entries, slot)
    .filter((name) => plugin === undefined || entryOwner(name) === plugin)
    .map(drawn);

/** The entry that shows a kind's content; none while its plugin is switched off. */
export const viewEntry = (kind: string): readonly Entry[] => found(entryOfView(readScope().entries, kind));

/** The entry that draws one part of a kind's form; none while its plugin is switched off. */
export const formEntry = (kind: string, part: string): readonly Entry[] =>
  found(entryOfForm(readScope().entries, kind, part));

const found = (name: string | undefined): readonly Entry[] => (name === undefined ? [] : [drawn(name)]);

/** Notes the entry as drawn, so that the host links its stylesheet. */
function drawn(name: string): Entry {
  const { used, settings } = readScope();
  used.add(name);
  return { name, settings: settings[entryOwner(name)] ?? {} };
}
