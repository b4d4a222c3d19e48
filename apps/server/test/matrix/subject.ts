import type { Actor } from './actors.ts';
import type { Asked } from './asking.ts';
import type { ThingKind } from './things.ts';
import type { Person } from './world.ts';

/** Whose thing is asked for, seen from the actor; the last two belong to nobody. */
export const variants = [
  'own',
  'of a colleague',
  'of another customer',
  'of another tenant',
  'unknown',
  'malformed',
] as const;

/** How something is asked. */
export type Variant = (typeof variants)[number] | 'as it should be' | 'with a smuggled field' | 'none at all';

/** What an answer must be: one of the statuses, and for a refusal its code where it has one. */
export interface Expected {
  readonly statuses: readonly number[];
  readonly code?: string;
}

/** Who asks how, and whose thing it is about; no holder where nobody has it, or nothing is named. */
export interface About {
  readonly actor: Actor;
  readonly variant: Variant;
  readonly holder: Person | undefined;
}

/** Anything that can be asked at a shop: a procedure, a page, a route of files. */
export interface Subject {
  readonly name: string;
  /** What it names, where it names something. */
  readonly kind?: ThingKind;
  readonly variants: readonly Variant[];
  /** The one answer by rule. */
  readonly expected: (about: About) => Expected;
  /** The request about a value of the kind; `word` is another one at each call. */
  readonly asked: (variant: Variant, value: string | number, word: string) => Asked;
  /** True when a call that is allowed uses the thing up, so that each gets a fresh one. */
  readonly spends?: boolean;
  /** True when a call that is allowed ends the session that calls. */
  readonly endsSession?: boolean;
  /** True where the answer says when it was given, so that no two are alike. */
  readonly isOfTheMoment?: boolean;
  /** True for what takes long and stands alone: it is asked beside the others. */
  readonly isSlow?: boolean;
  /** True where what is somebody's must look like what there is not. */
  readonly hides: (about: About) => boolean;
  /** True for a call that must change nothing. */
  readonly mustChangeNothing: (about: About) => boolean;
}

export const refuse = (status: number, code?: string): Expected => ({
  statuses: [status],
  ...(code !== undefined && { code }),
});
export const allowed: Expected = { statuses: [200] };

export const isRefusal = ({ statuses }: Expected): boolean => statuses.some((status) => status >= 400);
