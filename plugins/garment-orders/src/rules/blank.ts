import type { Json } from '@docket/sdk';
import type { JsonGroup } from '@docket/sdk/content';
import { addressKeys } from './content.ts';
import type { LengthUnit } from './lengths.ts';

const none = (keys: readonly string[]): JsonGroup => Object.fromEntries(keys.map((key) => [key, '']));

/** The texts of each part and row, by their keys; what is not here is not a field of the form. */
export const textKeys = {
  basics: ['title', 'method', 'dueOn', 'eventDate', 'firm', 'reference'],
  garment: ['source', 'type', 'brand', 'style', 'colorway', 'fit', 'note'],
  delivery: ['method', 'saved', 'note'],
  address: addressKeys,
  imprint: [
    'location',
    'label',
    'method',
    'width',
    'height',
    'unit',
    'colors',
    'inkType',
    'underbase',
    'placement',
    'note',
  ],
  ink: ['name', 'code'],
} as const;

/** A garment row nobody has typed in. */
export const blankGarment = (id: string): JsonGroup => ({
  id,
  ...none(textKeys.garment),
  source: 'shop',
  fit: 'adult',
  sizes: {},
});

/** A print location nobody has typed in; sizes start in the shop's unit. */
export const blankImprint = (id: string, unit: LengthUnit = 'in'): JsonGroup => ({
  id,
  ...none(textKeys.imprint),
  unit,
  inks: [],
  applies: [],
  inkByGarment: {},
  files: [],
});

/** A draft's start: one garment and one print location to type in, nothing decided. */
export const blankDraft = (unit: LengthUnit): Json => ({
  ...none(textKeys.basics),
  garments: [blankGarment('g1')],
  notes: '',
  delivery: { ...none(textKeys.delivery), address: none(textKeys.address) },
  imprints: [blankImprint('i1', unit)],
  artNotes: '',
});
