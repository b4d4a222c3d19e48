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

/**
 * Follows a field while it is typed in: where its value is from, as long as it is that value. Asked once: a row takes its fields
 * along when it gets another place, and what was filled in stays theirs.
 */
export function followPrefilled(name: string) {
  const found = getContext<((name: string) => Prefilled | undefined) | undefined>(place)?.(name);
  const prefilled = found && told.has(found.source) ? found : undefined;
  let changed = $state(false);
  return {
    /** Undefined where nothing was filled in, nobody has to know, or the value is another one. */
    get origin(): string | undefined {
      return changed ? undefined : prefilled?.source;
    },
    /** Hears of what is typed. Whoever types the same again has the same value: it says again where that is from. */
    follow({ target }: Event): void {
      if (prefilled && isControl(target)) changed = target.value !== String(prefilled.value);
    },
  };
}

const isControl = (target: EventTarget | null): target is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;
