import type { PrintLocation } from './locations.ts';
import type { Fit } from './sizes.ts';

/** A type of garment. Its label is the message `garment.type.<id>`. */
export interface GarmentType {
  readonly id: string;
  /** The fit that a new row of this type starts with. */
  readonly fit: Fit;
  /** Parts of it that can be printed. */
  readonly has: readonly PrintLocation['on'][];
}

/** Every type, in the sequence in which forms offer them. */
export const garmentTypes: readonly GarmentType[] = [
  { id: 'tee', fit: 'adult', has: ['body', 'sleeve'] },
  { id: 'long-sleeve', fit: 'adult', has: ['body', 'sleeve'] },
  { id: 'tank', fit: 'adult', has: ['body'] },
  { id: 'crewneck', fit: 'adult', has: ['body', 'sleeve'] },
  { id: 'hoodie', fit: 'adult', has: ['body', 'sleeve', 'hood'] },
  { id: 'zip-hoodie', fit: 'adult', has: ['body', 'sleeve', 'hood'] },
  { id: 'polo', fit: 'adult', has: ['body', 'sleeve'] },
  { id: 'woven', fit: 'adult', has: ['body', 'sleeve'] },
  { id: 'jacket', fit: 'adult', has: ['body', 'sleeve'] },
  { id: 'cap', fit: 'one-size', has: ['cap'] },
  { id: 'beanie', fit: 'one-size', has: ['cap'] },
  { id: 'bag', fit: 'one-size', has: ['bag'] },
  { id: 'bottoms', fit: 'adult', has: ['leg'] },
  { id: 'onesie', fit: 'infant', has: ['body'] },
  { id: 'other', fit: 'adult', has: ['any'] },
];

/** True for an id of `garmentTypes`. */
export const isGarmentType = (id: string): boolean => garmentTypes.some((type) => type.id === id);
