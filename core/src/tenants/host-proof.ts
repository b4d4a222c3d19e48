import { lookup } from 'node:dns';
import { resolveTxt } from 'node:dns/promises';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';

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

/** Looks for a TXT record of DNS, then for a file on the host itself. */
export function createHostProof({ texts, page }: ProofSources = { texts: resolveTxt, page: pageOf }): HostProof {
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

const patience = 5000;
const longest = 1000;

/** By https alone, without redirects, and never to an address of this machine or its network. */
async function pageOf(host: string, path: string): Promise<string | undefined> {
  const request = https.get({ host, path, lookup: publicLookup, signal: AbortSignal.timeout(patience) });
  try {
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return response.statusCode === 200 ? await beginningOf(response) : undefined;
  } finally {
    request.on('error', ignore).destroy();
  }
}

/** What a connection says that is over anyway. */
const ignore = (): void => undefined;

async function beginningOf(pieces: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const piece of pieces) {
    text += piece.toString('latin1');
    if (text.length > longest) break;
  }
  return text.slice(0, longest);
}

/** Resolves as the system does, and refuses a host as soon as one of its addresses is inside. */
const publicLookup: LookupFunction = (host, options, callback) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    const addresses = error ? [] : found;
    const [first] = addresses;
    const isInside = addresses.some(({ address }) => !isPublicAddress(address));
    if (error || !first || isInside) callback(error ?? new Error('It leads nowhere, or inside.'), '', 4);
    else if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};
