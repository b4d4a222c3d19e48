import { isIP } from 'node:net';

/** Where passkeys of a shop are good: browsers tie each to a host, and say on which page it was used. */
export interface PasskeySite {
  /** The host; shops that share one share it. */
  readonly rpId: string;
  readonly origin: string;
}

/** The site of a shop's address. Browsers make passkeys for names alone: at an address in figures there are none. */
export function passkeySiteOf(url: string): PasskeySite | undefined {
  const { origin, hostname } = new URL(url);
  return isIP(hostname.replaceAll(/[[\]]/g, '')) === 0 ? { rpId: hostname, origin } : undefined;
}

/**
 * What an authenticator keeps of the person, and gives back when it signs: shop and person, 32 bytes that tell nothing
 * else. Shops on one host share an authenticator's list, so the shop is part of it.
 */
export const handleOf = (tenant: string, person: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.from(`${tenant}${person}`.replaceAll('-', ''), 'hex'));

/**
 * True for a count that says that there are two of the passkey: every signature raises it (WebAuthn, 6.1.1). Passkeys that
 * travel between devices do not count and stay at zero.
 */
export const isBehind = (counter: number, stored: number): boolean => (counter > 0 || stored > 0) && counter <= stored;
