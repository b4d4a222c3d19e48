import type { Platform, Receipt } from '@docket/core';
import type { Json } from '@docket/sdk';
import { groupOf, listOf, type JsonGroup } from '@docket/sdk/content';
import type { Chance } from '../chance.ts';

type Edit = (content: JsonGroup) => JsonGroup;

const editOf =
  (edit: Edit) =>
  (now: Json): Json =>
    edit(groupOf(now));

/** The first line of goods, with another number of packages of the same weight each. */
export const withPackages = (more: number): ((now: Json) => Json) =>
  editOf((content) => {
    const [first, ...others] = listOf(content['goods']).map(groupOf);
    const before = Number(first?.['quantity']);
    const quantity = Math.max(1, before + more);
    const each = Number(first?.['gross']) / before;
    return { ...content, goods: [{ ...first, quantity, gross: Math.round(each * quantity) }, ...others] };
  });

/** Another window at the last stop. */
export const withWindow = (from: string, to: string): ((now: Json) => Json) =>
  editOf((content) => withLastStop(content, (stop) => ({ ...stop, from, to, dateTo: '' })));

/** A word to the driver at the last stop. */
export const withInstructions = (instructions: string): ((now: Json) => Json) =>
  editOf((content) => withLastStop(content, (stop) => ({ ...stop, instructions })));

function withLastStop(content: JsonGroup, edit: Edit): JsonGroup {
  const stops = listOf(content['stops']).map(groupOf);
  return { ...content, stops: [...stops.slice(0, -1), ...stops.slice(-1).map(edit)] };
}

/** A change as customers ask for every week. */
export function askChange(
  seed: Platform['seed'],
  shop: string,
  chance: Chance,
  wish: Omit<Parameters<Platform['seed']['change']>[1], 'content'>,
): Promise<Receipt> {
  const content = chance.of([
    withPackages(chance.between(1, 3)),
    withWindow('08:00', '17:00'),
    withInstructions('New yard: drive round to the south gate.'),
  ]);
  return seed.change(shop, { ...wish, content });
}
