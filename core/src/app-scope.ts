import type { Json } from '@docket/sdk';
import type { Catalogue } from '@docket/sdk/messages';
import type { OperatorCaller, PortalCaller, StaffCaller } from './api.ts';
import type { PluginCalls } from './plugin-calls.ts';
import type { Apart } from './plugin-faces.ts';
import type { RefusedUpload } from './refused-uploads.ts';
import type { SetUp } from './tenants/set-up.ts';

/** A shop's logo. Addresses are below the prefix of the shop's own, and never stand for another picture. */
export interface Logo {
  readonly src: string;
  /** The same as PNG. */
  readonly forMail: string;
  /** Pixels of `src`. */
  readonly width: number;
  readonly height: number;
}

/** The shop as pages show it. */
export interface ShopFace {
  readonly slug: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  /** Null for none. */
  readonly logo: Logo | null;
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
  readonly timeZone: string;
  readonly currency: string;
  readonly units: 'inch' | 'mm';
  readonly brandColor: string | null;
  /** An e-mail address alone shows where orders stand, on a customer's long link. */
  readonly emailMatch: boolean;
}

/** A way into a demo shop: who one would be, where to go, and how to sign in. */
export interface Hint {
  readonly title: string;
  readonly text: string;
  readonly href: string;
}

/**
 * What the host hands to a page of the portal or the admin for one request. Kept in an AsyncLocalStorage at
 * `globalThis[appScopeKey]`, because a built app bundles its own copy of every module it imports.
 */
export interface AppScope {
  readonly requestId: string;
  /** The shop the address names; undefined for an address that names none. */
  readonly shop: ShopFace | undefined;
  /** True for the address of a shop that is closed for now. */
  readonly isClosed: boolean;
  /** Prefix of the shop's addresses: empty, or `/s/<shop>` when one host serves several; `/preview` follows in a preview. */
  readonly base: string;
  /** True when the page travels by plain http to another machine, so that anybody on the way can read it. */
  readonly isExposed: boolean;
  /** Where staff look as a contact: the page that ends it. Nothing may change then. */
  readonly preview: { readonly leave: string } | undefined;
  /** Names of the UI entries (see `entryName`) of plugins active for this shop, in drawing sequence. */
  readonly entries: readonly string[];
  /** Public settings of active plugins, by plugin id: pages hand a plugin's own to its components as `settings`. */
  readonly settings: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  /** UI entries drawn so far; the host links their stylesheets. */
  readonly used: Set<string>;
  /** Hrefs of the stylesheets of these entries in this app's build. */
  readonly styles: (entries: Iterable<string>) => readonly string[];
  /** Whether active plugins let customers, and bring services that, have settings of their own. */
  readonly apart: Apart;
  /** Catalogues of the active plugins and the shop's own words, later ones win; app catalogues are the apps'. */
  readonly words: readonly Catalogue[];
  /** Catalogues of one plugin, on or off: its settings are there before it is switched on. */
  readonly wordsOf: (plugin: string) => readonly Catalogue[];
  /** The way in to an installation without a shop. */
  readonly setUp: Pick<SetUp, 'isGood' | 'found'>;
  readonly portal: PortalCaller;
  readonly staff: StaffCaller;
  /** What plugins offer at these doors, by name. */
  readonly plugins: {
    readonly portal: PluginCalls;
    readonly staff: PluginCalls;
    /** What the address of this order's page says of files that were given without script and refused; null where it says nothing. */
    readonly refusedUpload: (order: string, query: URLSearchParams) => Promise<RefusedUpload | null>;
  };
  /** What operators may call. Refused with `not-found` at every address but theirs. */
  readonly operator: OperatorCaller;
  /** `Set-Cookie` values that calls asked for so far; the page's response carries them. */
  readonly cookies: readonly string[];
  /** Seconds that a refused call asks to wait; a page that is refused for it says so in `Retry-After`. */
  readonly retryAfter: number | undefined;
  /** How to look around in a demo shop; empty everywhere else. */
  readonly hints: readonly Hint[];
  /** Tells the log of a fault in drawing this page. */
  readonly report: (error: unknown) => void;
  /** Serves a same-origin request in process. */
  readonly fetch: (request: Request) => Promise<Response>;
}

/** Where the host keeps the scope of the running request. */
export const appScopeKey = Symbol.for('docket.scope');
