import type { Json } from '@docket/sdk';
import { matchesPath } from '@docket/sdk/form';
import type { Snippet } from 'svelte';

/** A field that may be left empty, for `OptionalFields`. */
export interface OptionalField {
  /** The name it posts under: `stops.0.dock`. */
  readonly path: string;
  readonly label: string;
  /** What is in it now; leave it out where that is only where the form begins, e.g. a unit. */
  readonly value?: Json | undefined;
  /** Draws it. */
  readonly field: Snippet;
}

/** True for a field that stands behind "+ Add information": one of the patterns of `FormProps.aside` is its path's. */
export const isAside = (aside: readonly string[], path: string): boolean =>
  aside.some((pattern) => matchesPath(pattern, path));

/** True where somebody would miss it: any text, number or tick, also within rows and groups. */
export function isFilled(value: Json | undefined): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (value === undefined || value === null) return false;
  return typeof value === 'object' ? Object.values(value).some(isFilled) : value !== false;
}
