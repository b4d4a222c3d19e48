import { resolveTxt } from 'node:dns/promises';
import { createPublicWeb } from './public-web.ts';

/** Asks whether somebody controls a host: what was handed out stands where only its owner can put it. */
export interface HostProof {
  /** False also where nobody answers; never throws for what a host does. */
  holds(host: string, token: string): Promise<boolean>;
}

/** What the proof asks; the system's resolver and the web, or their doubles. */
export interface ProofSources {
  /** TXT records of a name, each in its pieces. */
  readonly texts: (name: string) => Promise<readonly (readonly string[])[]>;
  /** The beginning of what a host serves at a path; undefined for anything but 200. */
  readonly page: (host: string, path: string) => Promise<string | undefined>;
}

/** Where the proof stands, and what it says. */
export const proofPlaces = (host: string, token: string) => ({
  record: `_docket.${host}`,
  path: '/.well-known/docket.txt',
  text: `docket=${token}`,
});

const openSources: ProofSources = { texts: resolveTxt, page: createPublicWeb() };

/** Looks for a TXT record of DNS, then for a file on the host itself. */
export function createHostProof({ texts, page }: ProofSources = openSources): HostProof {
  return {
    async holds(host, token) {
      const { record, path, text } = proofPlaces(host, token);
      const records = await texts(record).catch(() => []);
      if (records.some((pieces) => pieces.join('') === text)) return true;
      const served = await page(host, path).catch(() => undefined);
      return served?.trim() === text;
    },
  };
}
