import type { CallContext, Json } from '@docket/sdk';
import type { JsonGroup } from '@docket/sdk/content';
import type { GoodsLine, StopAction } from './content.ts';

const none = (keys: readonly string[]): JsonGroup => Object.fromEntries(keys.map((key) => [key, '']));

/** The texts of each part and row, by their keys; what is not here is not a field of the form. */
export const textKeys = {
  service: ['reference', 'service', 'level', 'payer'],
  reference: ['type', 'value'],
  incoterm: ['code', 'place'],
  stop: [
    'action',
    'saved',
    'zone',
    'contact',
    'phone',
    'dock',
    'openingHours',
    'instructions',
    'date',
    'from',
    'fromPick',
    'dateTo',
    'to',
    'toPick',
    'serviceMinutes',
  ],
  address: ['company', 'name', 'street', 'street2', 'city', 'region', 'postcode', 'country', 'phone'],
  goods: [
    'quantity',
    'package',
    'description',
    'length',
    'width',
    'height',
    'sizeUnit',
    'gross',
    'net',
    'weightUnit',
    'volume',
    'loadingMetres',
    'stacking',
    'palletsExchanged',
    'temperatureMin',
    'temperatureMax',
    'temperatureSet',
    'value',
    'currency',
    'hsCode',
    'from',
    'to',
  ],
  dangerous: [
    'unNumber',
    'properName',
    'technicalName',
    'hazardClass',
    'subsidiary',
    'packingGroup',
    'tunnelCode',
    'quantity',
    'limited',
    'environment',
    'emergencyContact',
  ],
} as const;

/** What the check gives and no form asks for: empty until then. */
export const givenKeys = {
  service: ['serviceName', 'levelName'],
  route: ['title', 'dueOn'],
  stop: ['precision', 'earliest', 'latest'],
  goods: ['grossKg', 'volumeM3', 'ldm'],
  order: ['chargeableKg', 'chargeableBy'],
} as const;

/** Nothing given yet. */
export const notGiven = (of: keyof typeof givenKeys): JsonGroup => none(givenKeys[of]);

/** A stop nobody has typed in. */
export const blankStop = (id: string, action: StopAction, zone = ''): JsonGroup => ({
  id,
  ...none(textKeys.stop),
  action,
  zone,
  address: none(textKeys.address),
  ...notGiven('stop'),
});

/** The units that a line of goods is typed in. */
export type GoodsUnits = Pick<GoodsLine, 'sizeUnit' | 'weightUnit'>;

const metric: GoodsUnits = { sizeUnit: 'cm', weightUnit: 'kg' };
const imperial: GoodsUnits = { sizeUnit: 'in', weightUnit: 'lb' };

/** The units of a shop. */
export const unitsOf = (units: CallContext['tenant']['units']): GoodsUnits => (units === 'inch' ? imperial : metric);

/** A line of goods nobody has typed in. */
export const blankGoods = (id: string, units: GoodsUnits = metric): JsonGroup => ({
  id,
  ...none(textKeys.goods),
  ...units,
  stacking: 'no',
  sscc: '',
  dangerous: [],
  ...notGiven('goods'),
});

/** Dangerous goods nobody has typed in. */
export const blankDangerous = (id: string): JsonGroup => ({ id, ...none(textKeys.dangerous) });

/** A reference nobody has typed in. */
export const blankReference = (id: string): JsonGroup => ({ id, ...none(textKeys.reference) });

/** A draft's start: a collection and a delivery by the shop's clock, one line of goods to type in, nothing decided. */
export const blankDraft = (zone: string, units: GoodsUnits = metric): Json => ({
  ...none(textKeys.service),
  references: [],
  incoterm: none(textKeys.incoterm),
  equipment: [],
  equipmentNames: [],
  ...notGiven('service'),
  ...notGiven('route'),
  stops: [blankStop('s1', 'collect', zone), blankStop('s2', 'deliver', zone)],
  goods: [blankGoods('g1', units)],
  ...notGiven('order'),
  instructions: '',
});
