import { refusal, warning, type Fault } from './fault.ts';

/** Who pays for the main carriage under a term of Incoterms 2020, and which transport it is made for. */
export interface Incoterm {
  readonly carriagePaidBy: 'seller' | 'buyer';
  readonly madeFor: 'any' | 'sea';
}

/** The eleven terms; they decide who pays and bears the risk, not what is carried. */
export const incoterms = {
  EXW: { carriagePaidBy: 'buyer', madeFor: 'any' },
  FCA: { carriagePaidBy: 'buyer', madeFor: 'any' },
  CPT: { carriagePaidBy: 'seller', madeFor: 'any' },
  CIP: { carriagePaidBy: 'seller', madeFor: 'any' },
  DAP: { carriagePaidBy: 'seller', madeFor: 'any' },
  DPU: { carriagePaidBy: 'seller', madeFor: 'any' },
  DDP: { carriagePaidBy: 'seller', madeFor: 'any' },
  FAS: { carriagePaidBy: 'buyer', madeFor: 'sea' },
  FOB: { carriagePaidBy: 'buyer', madeFor: 'sea' },
  CFR: { carriagePaidBy: 'seller', madeFor: 'sea' },
  CIF: { carriagePaidBy: 'seller', madeFor: 'sea' },
} as const satisfies Readonly<Record<string, Incoterm>>;
export type IncotermCode = keyof typeof incoterms;

/** Every code, in the sequence in which forms offer them. */
export const incotermCodes = Object.keys(incoterms) as readonly IncotermCode[];

/** Terms of earlier editions, with what stands for them now. */
const replaced: Readonly<Record<string, IncotermCode>> = {
  DAT: 'DPU',
  DDU: 'DAP',
  DAF: 'DAP',
  DES: 'DAP',
  DEQ: 'DPU',
};

/** A term with the place that it names, without which it says nothing: "DAP Dublin". */
export interface NamedTerm {
  readonly code: IncotermCode;
  readonly place: string;
}

export type IncotermFaultCode =
  | 'incoterm-unknown'
  | 'incoterm-replaced'
  | 'incoterm-place-missing'
  | 'incoterm-for-sea';

/** Reads a term; neither term nor faults where nothing is typed. A term made for the sea is taken with a warning. */
export function readIncoterm(typed: { readonly code: string; readonly place: string }): {
  readonly term?: NamedTerm;
  readonly faults: readonly Fault<IncotermFaultCode>[];
} {
  const [code, place] = [typed.code.trim().toUpperCase(), typed.place.replace(/\s+/g, ' ').trim()];
  if (code === '') return { faults: place === '' ? [] : [refusal('code', 'incoterm-unknown', { typed: '' })] };
  if (!isIncoterm(code)) return { faults: [unknown(code)] };
  if (place === '') return { faults: [refusal('place', 'incoterm-place-missing', { code })] };
  const forSea = incoterms[code].madeFor === 'sea';
  return { term: { code, place }, faults: forSea ? [warning('code', 'incoterm-for-sea', { code })] : [] };
}

const isIncoterm = (code: string): code is IncotermCode => Object.hasOwn(incoterms, code);

function unknown(code: string): Fault<IncotermFaultCode> {
  const now = Object.hasOwn(replaced, code) ? replaced[code] : undefined;
  return now
    ? refusal('code', 'incoterm-replaced', { code, now })
    : refusal('code', 'incoterm-unknown', { typed: code.slice(0, 40) });
}
