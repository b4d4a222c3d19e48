import { noteLength, lineLength, Notes, quoted } from '@docket/sdk/content';
import { amountOf, quantityDecimals, rateDecimals, taxDecimals } from './amount.ts';
import type { Basis } from './bases.ts';
import type { Charge, Evidence } from './charge.ts';
import { readDecimal, type DecimalFault, type DecimalLimits } from './decimals.ts';
import { instantOf } from '@docket/sdk/moments';
import { digitsOf } from './money.ts';
import { sumOf } from './percentages.ts';

/** What a form sends of a charge, as typed. */
export interface TypedCharge {
  readonly description: string;
  readonly quantity: string;
  /** In major units. */
  readonly rate: string;
  readonly tax: string;
  readonly parts: readonly string[];
  readonly noted: string;
  readonly from: string;
  readonly to: string;
  readonly files: readonly string[];
}

/** What it is read against. */
export interface ReadingCase {
  readonly basis: Basis;
  readonly currency: string;
  /** IANA zone of the shop. */
  readonly zone: string;
  /** Of the same order, without the one that is read. */
  readonly others: readonly Charge[];
  /** Files that the order has. */
  readonly files: readonly string[];
  /** For what is left empty: words, ten-thousandths of a minor unit, hundredths of a percent. */
  readonly usual: { readonly description: string; readonly rate: number | undefined; readonly tax: number };
}

/** What was read: everything that a version says of its amount and what it rests on. */
export type ReadCharge = Pick<
  Charge,
  'basis' | 'description' | 'quantity' | 'rate' | 'parts' | 'sum' | 'amount' | 'tax' | 'evidence'
>;

type Code =
  | 'missing'
  | 'too-long'
  | 'parts-missing'
  | 'parts-unknown'
  | 'amount-too-large'
  | 'not-a-moment'
  | 'ends-before'
  | 'file-unknown'
  | 'reason-missing'
  | 'type-unknown'
  | 'nothing-changed'
  | DecimalFault;

export type ChargeNotes = Notes<Code>;
export const chargeNotes = (): ChargeNotes => new Notes<Code>('charges');

/** More than that is a slip of the hand, in minor units. */
const mostAmount = 1_000_000_000_000;

/** Reads what was typed; what is wrong with it goes into the notes. */
export function readCharge(notes: ChargeNotes, typed: TypedCharge, reading: ReadingCase): ReadCharge {
  const { basis, usual, others } = reading;
  const number = (path: 'quantity' | 'rate' | 'tax', standard: number | undefined, limits: DecimalLimits): number => {
    if (typed[path].trim() === '' && standard !== undefined) return standard;
    if (typed[path].trim() === '') notes.refuse(path, 'missing');
    const { value, fault } = typed[path].trim() === '' ? { value: 0 } : readDecimal(typed[path], limits);
    if (fault) notes.refuse(path, fault, { typed: quoted(typed[path]), most: limits.most, decimals: limits.decimals });
    return value ?? 0;
  };
  const quantity =
    basis === 'percent'
      ? 1000
      : number('quantity', basis === 'flat' ? 1000 : undefined, { decimals: quantityDecimals, most: 1_000_000 });
  const rate = number('rate', usual.rate, rateLimits(basis, reading.currency));
  const parts = basis === 'percent' ? readParts(notes, typed.parts, others) : [];
  const sum = basis === 'percent' ? sumOf(parts, others) : null;
  const amount = amountOf({ basis, quantity, rate, sum });
  if (Math.abs(amount) > mostAmount) notes.refuse('rate', 'amount-too-large');
  return {
    basis,
    description: line(notes, 'description', typed.description) || usual.description,
    quantity,
    rate,
    parts,
    sum,
    amount,
    tax: number('tax', usual.tax, { decimals: taxDecimals, most: 100 }),
    evidence: readEvidence(notes, typed, reading),
  };
}

/** A rate is typed in major units, that of a percentage in percent. */
export const rateDigits = (basis: Basis, currency: string): number =>
  rateDecimals + (basis === 'percent' ? 0 : digitsOf(currency));

const rateLimits = (basis: Basis, currency: string): DecimalLimits => ({
  decimals: rateDigits(basis, currency),
  most: basis === 'percent' ? 1000 : 10_000_000,
  signed: true,
});

/** A percentage is of charges of the same order that are no percentages. */
function readParts(notes: ChargeNotes, ids: readonly string[], others: readonly Charge[]): readonly string[] {
  const known = new Set(partsOf(others).map(({ id }) => id));
  if (ids.length === 0) notes.refuse('parts', 'parts-missing');
  if (ids.some((id) => !known.has(id))) notes.refuse('parts', 'parts-unknown');
  return [...new Set(ids)];
}

/** The charges that a percentage may be of. */
export const partsOf = (charges: readonly Charge[]): readonly Charge[] =>
  charges.filter(({ basis, withdrawn }) => basis !== 'percent' && !withdrawn);

function readEvidence(notes: ChargeNotes, typed: TypedCharge, { zone, files }: ReadingCase): Evidence {
  const moment = (path: 'from' | 'to'): string | null => {
    if (typed[path].trim() === '') return null;
    const instant = instantOf(typed[path].trim(), zone);
    if (instant === undefined) notes.refuse(path, 'not-a-moment', { typed: quoted(typed[path]) });
    return instant ?? null;
  };
  const [from, to] = [moment('from'), moment('to')];
  if (from !== null && to !== null && to < from) notes.refuse('to', 'ends-before');
  if (typed.files.some((id) => !files.includes(id))) notes.refuse('files', 'file-unknown');
  if (typed.noted.length > noteLength) notes.refuse('noted', 'too-long', { most: noteLength });
  return { noted: typed.noted.trim(), from, to, files: [...new Set(typed.files)] };
}

function line(notes: ChargeNotes, path: string, typed: string): string {
  if (typed.length > lineLength) notes.refuse(path, 'too-long', { most: lineLength });
  return typed.replaceAll(/\s+/g, ' ').trim();
}

/** Why something is done to a charge; the customer reads it. */
export function readReason(notes: ChargeNotes, typed: string): string {
  if (typed.trim() === '') notes.refuse('reason', 'reason-missing');
  if (typed.length > noteLength) notes.refuse('reason', 'too-long', { most: noteLength });
  return typed.trim();
}
