import type * as Polyfill from 'temporal-polyfill';

type Clock = Pick<typeof Polyfill, 'Temporal'>;

/**
 * Days and clocks by the IANA database: the platform's own Temporal, or where there is none, as in Node.js 24, one that behaves
 * like it, which a plugin that counts with it names among its dependencies; where there is one, nothing is loaded.
 */
export const { Temporal } =
  'Temporal' in globalThis ? (globalThis as unknown as Clock) : await import('temporal-polyfill');

/** A moment together with the zone whose clock tells it. */
export type ZonedDateTime = Polyfill.Temporal.ZonedDateTime;
