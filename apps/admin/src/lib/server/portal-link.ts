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

/** What programs of customers call, each with the fields that it takes. */
export const programCalls = ({ origin }: URL) =>
  (['create', 'change', 'cancel'] as const).map((intent) => ({
    intent,
    address: `${origin}${readScope().base}/trpc/api/requests.${intent}`,
    takes: taken[intent],
  }));

const taken = {
  create: 'id, kind, content',
  change: 'id, reference, sequence, content',
  cancel: 'id, reference, sequence, reason',
} as const;
