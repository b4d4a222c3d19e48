import { createContext } from 'svelte';

/** How numbers, money and moments are written on a page: the reader's language, the shop's clock. */
export interface Place {
  /** BCP 47, e.g. `en-US`. */
  readonly locale: string;
  /** IANA zone of the shop, e.g. `America/Chicago`. */
  readonly zone: string;
}

const [read, write] = createContext<Place>();

/** Gives the components below their language and zone. Call it once, in the root layout, beside `setWords`. */
export function setPlace(place: Place): void {
  write(place);
}

/** The place of the page. Throws when no layout above has called `setPlace`. */
export function usePlace(): Place {
  return read();
}
