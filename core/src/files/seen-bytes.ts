import { extensionOf } from './inspection/disguise.ts';
import type { Findings } from './inspection/facts.ts';
import type { UnseenRow } from './store.ts';

/** A file that was looked at, and what was found. */
export interface Seen {
  readonly id: string;
  readonly findings: Findings;
}

/** What this process found of bytes, and so with the decoders and limits of now: a shop is often sent the same logo. */
export interface SeenBytes {
  /** The last file of the same shop with these bytes and this ending of its name. */
  like(file: UnseenRow): Seen | undefined;
  /** Keeps what is fine; what was refused or blocked is looked at each time. */
  remember(file: UnseenRow, findings: Findings): void;
}

/** Few thousand bytes each. */
const MOST = 500;

/** The ending is part of it, since a name may claim to be something else than the bytes are. */
const keyOf = ({ tenant_id: tenant, sha256, name }: UnseenRow): string | undefined =>
  sha256 === null ? undefined : [tenant, sha256, extensionOf(name)].join(' ');

export function createSeenBytes(most = MOST): SeenBytes {
  const seen = new Map<string, Seen>();

  return {
    like: (file) => seen.get(keyOf(file) ?? ''),
    remember: (file, findings) => {
      const key = keyOf(file);
      if (key === undefined || findings.problem !== undefined || findings.security.block) return;
      seen.delete(key);
      seen.set(key, { id: file.id, findings });
      const [oldest] = seen.keys();
      if (seen.size > most && oldest !== undefined) seen.delete(oldest);
    },
  };
}
