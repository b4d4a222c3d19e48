import { lookup, type LookupAddress, type LookupAllOptions } from 'node:dns';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** Tells the addresses of a name, as the system's resolver does. */
export type AddressBook = (
  host: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

interface WebOptions {
  readonly addresses?: AddressBook;
  readonly port?: number;
  /** Milliseconds that a host has for its whole answer. */
  readonly patience?: number;
}

/** The beginning of what a host serves at a path; undefined for anything but 200. Fails where nobody answers. */
export type PublicWeb = (host: string, path: string) => Promise<string | undefined>;

const longest = 1000;

/** Asks by https alone, follows no redirect, and never reaches an address of this machine or its network. */
export function createPublicWeb({ addresses = lookup, port = 443, patience = 5000 }: WebOptions = {}): PublicWeb {
  const publicLookup = publicLookupIn(addresses);
  return async (host, path) => {
    // What is an address already is never looked up.
    if (isIP(host) !== 0 && !isPublicAddress(host)) throw new Error(inside);
    const request = https.get({ host, port, path, lookup: publicLookup, signal: AbortSignal.timeout(patience) });
    try {
      const [response] = (await once(request, 'response')) as [IncomingMessage];
      return response.statusCode === 200 ? await beginningOf(response) : undefined;
    } finally {
      request.on('error', ignore).destroy();
    }
  };
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

const inside = 'It leads nowhere, or inside.';

/**
 * Asks once, and refuses a host as soon as one of its addresses is inside. The connection goes to what was looked at: a
 * name that answers otherwise the next time is not asked a next time.
 */
const publicLookupIn =
  (addresses: AddressBook): LookupFunction =>
  (host, options, callback) => {
    addresses(host, { ...options, all: true }, (error, answer) => {
      const found = error ? [] : answer;
      const [first] = found;
      const isInside = found.some(({ address }) => !isPublicAddress(address));
      if (error || !first || isInside) callback(error ?? new Error(inside), '', 4);
      else if (options.all) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
