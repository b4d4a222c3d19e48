/** Something is no longer as a page may show it; what it is now, the page asks for itself. */
export interface Hint {
  /** Of the change, which may be heard twice. */
  readonly event: string;
  /** `everything`: whatever the page shows may be old. */
  readonly what: 'order' | 'request' | 'notice' | 'everything';
  /** Of the order or request. */
  readonly id?: string;
  /** Of the order, and the letters before it. */
  readonly number?: number;
  readonly prefix?: string;
}

/** How hints come in, until the signal says that it is over. */
export interface Source {
  /** Of the shop's door, e.g. `/s/inkwell/live`. */
  readonly address: string;
  readonly signal: AbortSignal;
  /** The last event that was heard; empty before the first. */
  mark: string;
  readonly hear: (hint: Hint) => void;
}

/** Milliseconds since the page was asked for, as far as the server looks back for them. */
export const ageOfPage = (): number => Math.min(Math.round(performance.now()), 60_000);
