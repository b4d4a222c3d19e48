import type { ContentField, KindPart } from '@docket/sdk';
import { textKeys } from './blank.ts';

/** The parts of the form, in order; the review is the platform's. */
export const parts: readonly KindPart[] = [
  {
    id: 'basics',
    title: 'garment.part.basics',
    about: 'garment.part.basics.about',
    stage: 'garment.stage.details',
    keys: textKeys.basics,
  },
  {
    id: 'garments',
    title: 'garment.part.garments',
    about: 'garment.part.garments.about',
    stage: 'garment.stage.details',
    keys: ['garments', 'notes'],
  },
  {
    id: 'delivery',
    title: 'garment.part.delivery',
    about: 'garment.part.delivery.about',
    stage: 'garment.stage.details',
    keys: ['delivery'],
    address: 'delivery',
    placeKeys: ['note'],
  },
  {
    id: 'artwork',
    title: 'garment.part.artwork',
    about: 'garment.part.artwork.about',
    stage: 'garment.stage.artwork',
    keys: ['imprints', 'artNotes'],
    reuses: true,
  },
];

/** Choices whose values have words of their own. */
const choices: Readonly<Record<string, string>> = {
  method: 'garment.method',
  'garments.*.source': 'garment.source',
  'garments.*.type': 'garment.type',
  'garments.*.fit': 'garment.fit',
  'delivery.method': 'garment.delivery',
  'imprints.*.location': 'garment.location',
  'imprints.*.method': 'garment.method',
  'imprints.*.unit': 'garment.unit',
};

/** Fields that the shop may put behind "+ Add information"; they stand in view until it does. */
const optional: ReadonlySet<string> = new Set(['reference', 'notes', 'delivery.note', 'artNotes']);

/** Where people write about themselves and others. What is made, and how, tells of nobody. */
const personal = /^delivery\.address\.|(^|\.)(note|notes|artNotes)$/;

const field =
  (part: string, prefix = '') =>
  (key: string): ContentField => {
    const path = `${prefix}${key}`;
    const words = choices[path];
    const about = { path, label: `garment.field.${path.replaceAll('.*', '')}`, part };
    return {
      ...about,
      ...(words && { words }),
      ...(path === 'reference' && { reference: true as const }),
      ...(personal.test(path) && { personal: true }),
      ...(optional.has(path) && { optional: 'shown' }),
    };
  };

/** Every field of the content with its label, in the sequence of the form. */
export const fields: readonly ContentField[] = [
  ...textKeys.basics.map(field('basics')),
  ...[...textKeys.garment, 'sizes.*'].map(field('garments', 'garments.*.')),
  field('garments')('notes'),
  ...textKeys.delivery.map(field('delivery', 'delivery.')),
  ...textKeys.address.map(field('delivery', 'delivery.address.')),
  ...textKeys.imprint.map(field('artwork', 'imprints.*.')),
  ...['inks.*.name', 'inks.*.code', 'applies.*', 'inkByGarment.*', 'files.*'].map(field('artwork', 'imprints.*.')),
  field('artwork')('artNotes'),
];
