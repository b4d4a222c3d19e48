import { getContext, setContext } from 'svelte';

/** A value that was filled in for whoever fills in the form, and where it came from. */
export interface Prefilled {
  /** `customer`, `service` or `address`; of any other origin a field says nothing. */
  readonly source: string;
  readonly value: null | boolean | number | string;
}

const place = Symbol('prefilled');
const told: ReadonlySet<string> = new Set(['customer', 'service', 'address']);

/** Tells the fields below what was filled in for them, by name. Call it once, in the page of the form. */
export const setPrefilled = (at: (name: string) => Prefilled | undefined): void => void setContext(place, at);

/** What was filled in for the field, as a text; undefined where nothing was, or nobody has to know. */
export function prefilledAt(name: string): { readonly source: string; readonly text: string } | undefined {
  const at = getContext<((name: string) => Prefilled | undefined) | undefined>(place);
  const found = at?.(name);
  return found && told.has(found.source) ? { source: found.source, text: String(found.value) } : undefined;
}
