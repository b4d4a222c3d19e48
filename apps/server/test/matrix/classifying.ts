import type { Gate } from './rules.ts';
import type { ThingKind } from './things.ts';

/** What the matrix knows of a procedure: who may call it, what of its input names a thing, and how it is asked. */
export interface Classified {
  /** The gate that the code must have. */
  readonly gate: Gate;
  /** The field that names a thing, and what it names. `all`: the field is a list of them. */
  readonly thing?: {
    readonly field: string;
    readonly kind: ThingKind;
    readonly all?: true;
    /** The field of the first of two values that name it together. */
    readonly with?: string;
    /** What stands in the list for a value, where that is more than the value itself. */
    readonly as?: (value: string | number) => unknown;
  };
  /** The rest of a good input; `word` is another one at each call. */
  readonly input?: (word: string) => Readonly<Record<string, unknown>>;
  /** A right that contacts need although the gate is open: strangers may call it too. */
  readonly contactNeeds?: string;
  /** A permission that staff need besides the gate's: what they do not see is not there. */
  readonly staffNeeds?: string;
  /** The refusal that a good call from anybody ends in, where the matrix does not bring what it takes. */
  readonly endsIn?: { readonly status: number; readonly code: string };
  /** True when a call that is allowed uses the thing up, so that each gets a fresh one. */
  readonly spends?: true;
  /** True when it ends the session that calls it. */
  readonly endsSession?: true;
  /** True when it hashes a secret or draws a picture, which takes long. */
  readonly hashes?: true;
  /** True for what a member has for themselves: who looks into the shop has none of it. */
  readonly isOwn?: true;
  /** True when things that are not the caller's are passed over instead of refused. */
  readonly passesOver?: true;
}

/** What the matrix knows of a file that a plugin makes: who may have it, and what its address names. */
export interface ClassifiedFile {
  /** The gate that the code must have. */
  readonly gate: Gate;
  readonly thing: { readonly field: string; readonly kind: ThingKind };
  /** What else its address asks, for what is not there: then it ends like what nobody may see. */
  readonly absent?: string;
  /** The permission without which staff do not see what it is about, whatever else they may. */
  readonly sees?: string;
}

/** What the matrix knows of files that a plugin is given for an order: who may give them. */
export interface ClassifiedUpload {
  /** The gate that the code must have. */
  readonly gate: Gate;
  /** What else the form has to say. */
  readonly fields?: Readonly<Record<string, string>>;
  /** The refusal that good files from anybody end in, where the matrix does not bring what they are for. */
  readonly endsIn?: { readonly status: number; readonly code: string };
}

export const portal = (right?: string): Gate => (right === undefined ? { door: 'portal' } : { door: 'portal', right });
export const staff = (permission?: string): Gate =>
  permission === undefined ? { door: 'staff' } : { door: 'staff', permission };
/** What the field of an input names. */
export const thing = (kind: ThingKind, field = 'id') => ({ field, kind });
/** An order, as most calls of plugins name one. */
export const ofOrder = thing('order', 'order');
