import { readScope } from './scope.ts';

interface Linked {
  readonly slug: string;
  /** The end that nobody guesses, where the shop lets people in by their address alone. */
  readonly entryKey: string | null;
}

/** The permanent link of a customer, to be given away. */
export const portalLink = (url: URL, { slug, entryKey }: Linked): string =>
  `${portalPrefix(url)}${encodeURIComponent(slug)}${entryKey === null ? '' : `.${entryKey}`}`;

/** What all of them begin with. */
export const portalPrefix = ({ origin }: URL): string => `${origin}${readScope().base}/portal/`;
