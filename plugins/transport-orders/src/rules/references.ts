import { refusal, warning, type Fault } from './fault.ts';

/**
 * Kinds of reference with the code that messages name them by (EDIFACT 1153, D.01B), where it has one. The label is the
 * message `transport.reference.<id>`.
 */
export const referenceTypes = {
  customer: { edifact: 'CR' },
  consignor: { edifact: 'CU' },
  order: { edifact: 'ON' },
  'bill-of-lading': { edifact: 'BM' },
  'delivery-note': { edifact: 'DQ' },
  'previous-message': { edifact: 'ACW' },
  booking: {},
  release: {},
  slot: {},
  container: {},
} as const satisfies Readonly<Record<string, { readonly edifact?: string }>>;
export type ReferenceType = keyof typeof referenceTypes;

/** A reference that somebody else gave to the goods or their order. */
export interface Reference {
  readonly type: ReferenceType;
  readonly value: string;
}

/** As long as messages allow (EDIFACT 1154). */
export const longestReference = 70;

export type ReferenceFaultCode =
  | 'reference-type-unknown'
  | 'reference-empty'
  | 'reference-long'
  | 'reference-twice'
  | 'container-number';

/** Reads typed references. Those that are understood come back, and faults name each of the others by its place. */
export function readReferences(typed: readonly { readonly type: string; readonly value: string }[]): {
  readonly references: readonly Reference[];
  readonly faults: readonly Fault<ReferenceFaultCode>[];
} {
  const references = new Map<string, Reference>();
  const faults: Fault<ReferenceFaultCode>[] = [];
  for (const [place, { type, value }] of typed.entries()) {
    const text = shownReference(value);
    const fault = faultOf(`${place}`, type, text, references);
    if (fault) faults.push(fault);
    if (fault?.severity !== 'refuse' && isReferenceType(type)) references.set(keyOf(type, text), { type, value: text });
  }
  return { references: [...references.values()], faults };
}

/** A reference as it is shown: what was typed, on one line. */
export const shownReference = (typed: string): string => typed.normalize('NFC').replace(/\s+/g, ' ').trim();

/**
 * What two references are the same by, though one was typed in capitals, in full-width letters or with spaces around it.
 * Small letters come first, as some capitals have no other way to what they are the same as (ẞ, SS). Applying it again
 * changes nothing.
 */
export const referenceKey = (typed: string): string =>
  shownReference(typed.normalize('NFKC').toLowerCase().toUpperCase().normalize('NFKC'));

const keyOf = (type: string, value: string): string => `${type} ${referenceKey(value)}`;
const isReferenceType = (type: string): type is ReferenceType => Object.hasOwn(referenceTypes, type);

function faultOf(
  place: string,
  type: string,
  value: string,
  earlier: ReadonlyMap<string, Reference>,
): Fault<ReferenceFaultCode> | undefined {
  if (!isReferenceType(type)) return refusal(`${place}.type`, 'reference-type-unknown', { typed: type.slice(0, 40) });
  if (value === '') return refusal(`${place}.value`, 'reference-empty', { type });
  if (value.length > longestReference)
    return refusal(`${place}.value`, 'reference-long', { longest: longestReference });
  if (earlier.has(keyOf(type, value))) return refusal(`${place}.value`, 'reference-twice', { type, value });
  // Shippers' own boxes have numbers of other forms.
  if (type === 'container' && !isContainerNumber(value))
    return warning(`${place}.value`, 'container-number', { value });
  return undefined;
}

/** True for a container's number whose last digit agrees with the rest (ISO 6346), with or without spaces. */
export function isContainerNumber(typed: string): boolean {
  const number = typed.toUpperCase().replace(/[\s-]/g, '');
  if (!/^[A-Z]{3}[UJZ]\d{7}$/.test(number)) return false;
  const sum = Array.from(number.slice(0, 10), valueOf).reduce((total, value, place) => total + value * 2 ** place, 0);
  return (sum % 11) % 10 === Number(number[10]);
}

/** Letters count from 10 and leave out what eleven divides: A 10, B 12, K 21, L 23, U 32, V 34, Z 38. */
function valueOf(character: string): number {
  if (/\d/.test(character)) return Number(character);
  const letter = character.charCodeAt(0) - 55;
  return letter + Math.floor((letter - 1) / 10);
}
