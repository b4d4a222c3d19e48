import type { Hint } from './app-scope.ts';
import type { Pages } from './http/pages.ts';
import type { Scanner } from './files/files.ts';
import type { Log } from './kernel/log.ts';
import type { ShopPlace } from './tenants/set-up.ts';
import type { HostProof } from './tenants/host-proof.ts';

/** Where the data lives: a server, a folder of the embedded database, or memory for as long as the process runs. */
export type DatabaseConfig =
  | { readonly url: string; readonly directUrl?: string }
  | { readonly folder: string }
  | { readonly memory: true };

/** What the operator decides; everything else is decided per shop. */
export interface PlatformConfig {
  readonly database: DatabaseConfig;
  /** Uploaded files lie below it. */
  readonly dataFolder: string;
  /** At least 32 characters; seals secrets of shops. */
  readonly secret: string;
  /** Origin that links in mails begin with, without a slash at the end. Asked when a mail is written. */
  readonly publicUrl: () => string;
  /** `smtp://user:password@host:587`; a parameter `from=` names the sender's address. */
  readonly smtp: string;
  /** What looks for malware in files; absent: nothing does, and inspection alone decides whether a file is dangerous. */
  readonly scanner?: Scanner | undefined;
  /** Whether `X-Forwarded-*` headers come from a proxy of ours. */
  readonly trustProxy: boolean;
  /** False only where browsers reach the platform by plain http. */
  readonly secureCookies: boolean;
  /** Where a shop of that name is at home, as far as the machine tells; absent where none is set up by a page. */
  readonly placeOfNewShop?: (name: string) => ShopPlace;
  readonly pages?: Pages;
  readonly log: Log;
  readonly clock?: () => Date;
  /** Absent: DNS and the web are asked. */
  readonly hostProof?: HostProof;
  /** False: this process takes requests only; another one on the same database delivers, sends and runs jobs. */
  readonly workers?: boolean;
  /** How to look around in demo shops. */
  readonly hints?: readonly Hint[];
  /** Parses every answer of every plugin: for development and tests. */
  readonly parseAnswers?: boolean;
}
