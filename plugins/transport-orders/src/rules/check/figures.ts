import { quoted, readCount, textOf, type NumberFault } from '@docket/sdk/content';
import type { CheckCode, CheckNotes } from '../codes.ts';
import type { Figure } from '../goods/typed-figures.ts';

const quantityFaults: Readonly<Record<NumberFault, CheckCode>> = {
  empty: 'quantity-missing',
  fraction: 'quantity-fraction',
  negative: 'quantity-negative',
  ambiguous: 'quantity-ambiguous',
  'not-a-number': 'quantity-not-a-number',
  'too-large': 'quantity-many',
};
const weightFaults: Readonly<Record<NumberFault, CheckCode>> = {
  empty: 'weight-missing',
  fraction: 'weight-not-a-number',
  negative: 'weight-negative',
  ambiguous: 'weight-ambiguous',
  'not-a-number': 'weight-not-a-number',
  'too-large': 'weight-much',
};
const measureFaults: Readonly<Record<NumberFault, CheckCode>> = {
  empty: 'measure-not-a-number',
  fraction: 'measure-not-a-number',
  negative: 'measure-negative',
  ambiguous: 'measure-ambiguous',
  'not-a-number': 'measure-not-a-number',
  'too-large': 'measure-much',
};

/** What is said of a number that is neither a quantity nor a weight. */
export const numberFault = (fault: NumberFault): CheckCode => measureFaults[fault];

const mostPackages = 9999;

/** Checks how many packages there are: at least one. */
export function readQuantity(notes: CheckNotes, typed: unknown, path: string): number {
  const { value, fault } = readCount(typed, mostPackages);
  const params = { typed: quoted(typed), most: mostPackages };
  if (fault !== undefined) notes.refuse(path, quantityFaults[fault], params);
  else if (value === 0) notes.refuse(path, 'quantity-none', { quantity: value });
  return value ?? 0;
}

/** Checks the gross weight of a line, which there must be, in the unit that it is typed in. */
export function readGross(notes: CheckNotes, typed: unknown, path: string, figure: Figure): number {
  const { value, fault } = figure.read(typed);
  const params = { typed: quoted(typed), most: figure.most, unit: figure.unit };
  if (fault !== undefined) notes.refuse(path, weightFaults[fault], params);
  else if (value === 0) notes.refuse(path, 'weight-missing', params);
  return value ?? 0;
}

/** Checks a measure that need not be given; null where it is not. Nothing measures nothing. */
export function readOptional(notes: CheckNotes, typed: unknown, path: string, figure: Figure): number | null {
  if (typed === null || typed === undefined || textIsEmpty(typed)) return null;
  const { value, fault } = figure.read(typed);
  const params = { typed: quoted(typed), most: figure.most, unit: figure.unit };
  if (fault !== undefined) notes.refuse(path, measureFaults[fault], params);
  else if (value === 0) notes.refuse(path, 'measure-none', params);
  return value ?? null;
}

const textIsEmpty = (typed: unknown): boolean => typeof typed === 'string' && textOf(typed) === '';
