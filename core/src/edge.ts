import type { Shop } from './tenants/tenants.ts';

/** The cookies of a request and those its answer sets; names are short here, long on the wire. */
export interface CookieJar {
  get(name: CookieName): string | undefined;
  /** `seconds` until it ends; without, it ends with the browser's session. */
  set(name: CookieName, value: string, seconds?: number): void;
  clear(name: CookieName): void;
  /** The jar of a shop at the same host. What it sets is set by this one's answer. */
  of(shop: string): CookieJar;
  /** `Set-Cookie` values so far, one per name. */
  changes(): readonly string[];
}

/**
 * `portal`, `staff`: sessions in a shop. `preview`: staff who look as a contact. `draft`: owner of anonymous drafts.
 * `challenge`: the browser that asked for a code. `passkey`: the browser that asked for something to sign with a passkey; a
 * code may wait beside it. `factor`: the one in which staff gave the password, and not yet the second factor. `device`: by
 * which staff's browser is known again. `operator`: a session of who runs the deployment; it belongs to no shop.
 */
export type CookieName =
  | 'portal'
  | 'staff'
  | 'preview'
  | 'draft'
  | 'challenge'
  | 'passkey'
  | 'factor'
  | 'device'
  | 'operator';

/** What is known of a request before anyone is known, whatever it is about. */
export interface Visitor {
  readonly requestId: string;
  /** The address of the other side, proxies resolved. */
  readonly address: string;
  /** The host that the browser says it asked for, without its port: trusted only where it is one of the shop's own. */
  readonly host: string;
  readonly device: string;
  readonly now: Date;
  readonly cookies: CookieJar;
  /** What a program calls with (`Authorization: Bearer`); absent where it sends none. */
  readonly key?: string | undefined;
  /** What refusals so far say of the answer, beside their own words. */
  readonly refused: { retryAfter?: number };
}

/** A visitor of a shop: resolved once, at the edge. */
export interface Edge extends Visitor {
  /** The shop the address (or key) names. */
  readonly shop: Shop;
  /** True below `/preview`: staff look at the portal as a contact, and nothing may change. The jar's `portal` is then theirs. */
  readonly preview: boolean;
}
