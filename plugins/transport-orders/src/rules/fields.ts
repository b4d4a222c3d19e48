import type { ContentField, KindPart } from '@docket/sdk';
import { givenKeys, textKeys } from './blank.ts';

const part = (id: string, keys: readonly string[]): KindPart => ({
  id,
  title: `transport.part.${id}`,
  about: `transport.part.${id}.about`,
  keys,
});

/** The parts of the form, in order; the review is the platform's. */
export const parts: readonly KindPart[] = [
  part('service', [...textKeys.service, 'references', 'incoterm', 'equipment', 'equipmentNames', ...givenKeys.service]),
  {
    ...part('route', [...givenKeys.route, 'stops']),
    address: 'stops.*',
    // What is the same at a place for every order that goes there.
    placeKeys: ['zone', 'contact', 'phone', 'dock', 'openingHours', 'instructions'],
  },
  part('goods', ['goods', ...givenKeys.order, 'instructions']),
];

/** Choices whose values have words of their own. */
const choices: Readonly<Record<string, string>> = {
  payer: 'transport.payer',
  'references.*.type': 'transport.reference',
  'stops.*.action': 'transport.action',
  'stops.*.fromPick': 'transport.pick',
  'stops.*.toPick': 'transport.pick',
  'goods.*.package': 'transport.package',
  'goods.*.stacking': 'transport.stacking',
  'goods.*.dangerous.*.limited': 'transport.limited',
};

/** Who sends and receives, and what people write. Towns and countries alone tell of nobody. */
const personal =
  /^stops\.\*\.(?:address\.(?:company|name|street|street2|postcode|phone)|contact|phone|instructions)$|emergencyContact$|^instructions$/;

/**
 * What may be left empty, by where it stands until the shop says otherwise. Of a group that is typed together the field says
 * it that the group cannot be without: the term of its place, the number of dangerous goods. Cells of the grid and lines of
 * an address stay where they are.
 */
const shown = /^stops\.\*\.(?:contact|phone|instructions)$|^(?:payer|instructions)$/;
const aside =
  /^(?:references\.\*\.value|incoterm\.code|equipment\.\*)$|^stops\.\*\.(?:address\.(?:name|street2|region|phone)|dock|openingHours|serviceMinutes)$|^goods\.\*\.(?:net|volume|loadingMetres|palletsExchanged|sscc\.\*|temperature\w+|value|currency|hsCode|from|to|dangerous\.\*\.unNumber)$/;

const standing = (path: string): Pick<ContentField, 'optional'> => {
  if (shown.test(path)) return { optional: 'shown' };
  return aside.test(path) ? { optional: 'aside' } : {};
};

/** Fields that are changed together; the rest of a part is a group of its own. */
const groups: readonly (readonly [RegExp, string])[] = [
  [/^references?(?:\.|$)/, 'references'],
  [/^stops\./, 'stops'],
  [/^goods\./, 'goods'],
  [/^instructions$/, 'notes'],
];

const field =
  (partId: string, prefix = '') =>
  (key: string): ContentField => {
    const path = `${prefix}${key}`;
    const words = choices[path];
    const group = groups.find(([pattern]) => pattern.test(path))?.[1];
    return {
      path,
      label: `transport.field.${path.replaceAll('.*', '')}`,
      part: partId,
      ...(group && { group }),
      ...(words && { words }),
      ...(path === 'reference' && { reference: true as const }),
      ...(personal.test(path) && { personal: true }),
      ...standing(path),
    };
  };

/** What the check makes of the rest: names as the shop calls them now, instants, what counts of the goods. */
export const derived: readonly string[] = [
  ...givenKeys.service,
  'equipmentNames',
  'equipmentNames.*',
  ...givenKeys.route,
  ...givenKeys.stop.map((key) => `stops.*.${key}`),
  ...givenKeys.goods.map((key) => `goods.*.${key}`),
  ...givenKeys.order,
];

/** Every field of the content with its label, in the sequence of the form. */
export const fields: readonly ContentField[] = [
  ...['reference', 'service', 'level'].map(field('service')),
  ...textKeys.reference.map(field('service', 'references.*.')),
  ...textKeys.incoterm.map(field('service', 'incoterm.')),
  ...['payer', 'equipment.*'].map(field('service')),
  field('route', 'stops.*.')('action'),
  ...textKeys.address.map(field('route', 'stops.*.address.')),
  ...textKeys.stop.filter((key) => key !== 'action' && key !== 'saved').map(field('route', 'stops.*.')),
  ...[...textKeys.goods, 'sscc.*'].map(field('goods', 'goods.*.')),
  ...textKeys.dangerous.map(field('goods', 'goods.*.dangerous.*.')),
  field('goods')('instructions'),
];
