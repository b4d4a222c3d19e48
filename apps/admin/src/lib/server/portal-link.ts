import { readScope } from './scope.ts';

/** The permanent link of a customer, to be given away. */
export const portalLink = ({ origin }: URL, slug: string): string =>
  `${origin}${readScope().base}/portal/${encodeURIComponent(slug)}`;
