import type { Json } from '@docket/sdk';
import type { JsonGroup } from '@docket/sdk/content';

const none = (keys: readonly string[]): JsonGroup => Object.fromEntries(keys.map((key) => [key, '']));

/** The texts of each part and row, by their keys; what is not here is not a field of the form. */
export const textKeys = {
  service: ['reference', 'service', 'level'],
  stop: ['name', 'street', 'postcode', 'town', 'country', 'zone', 'date', 'from', 'to'],
  goods: ['quantity', 'package', 'description', 'weightKg'],
} as const;

/** A line of goods nobody has typed in. */
export const blankGoods = (id: string): JsonGroup => ({ id, ...none(textKeys.goods) });

/** A draft's start: stops by the shop's clock, one line of goods to type in, nothing decided. */
export const blankDraft = (zone: string): Json => ({
  ...none(textKeys.service),
  serviceName: '',
  levelName: '',
  title: '',
  collection: { ...none(textKeys.stop), zone },
  delivery: { ...none(textKeys.stop), zone },
  goods: [blankGoods('g1')],
  instructions: '',
});
