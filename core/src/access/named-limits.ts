import type { Shop } from '../tenants/tenants.ts';
import type { Limit } from './limits.ts';

/** How much of something a shop takes within so many minutes: what is standard, and between which bounds a shop may set it. */
interface NamedLimit {
  readonly minutes: number;
  readonly standard: number;
  readonly least: number;
  readonly largest: number;
}

const quarter = 15;
const hour = 60;
const day = 24 * hour;

/**
 * Every limit that a shop may set, under the name of its setting. None can be switched off: the least is one, and where
 * guessing is what a limit stands against, the largest still makes it hopeless.
 */
export const namedLimits = {
  /** Codes to sign in, mailed to one address. With `codeTries` each: at most that many guesses at an address. */
  codesPerEmail: { minutes: quarter, standard: 3, least: 1, largest: 10 },
  codesPerEmailDay: { minutes: day, standard: 10, least: 1, largest: 50 },
  codesPerNetwork: { minutes: hour, standard: 20, least: 1, largest: 100_000 },
  codesPerShop: { minutes: hour, standard: 1000, least: 10, largest: 100_000 },
  /** Personal invitations to one contact, and of a shop. */
  invitesPerContact: { minutes: day, standard: 5, least: 1, largest: 50 },
  invitesPerShop: { minutes: hour, standard: 300, least: 1, largest: 10_000 },
  /** Questions that one contact forwards to colleagues, and all contacts of a shop. */
  forwardsPerContact: { minutes: day, standard: 20, least: 1, largest: 200 },
  forwardsPerShop: { minutes: hour, standard: 300, least: 1, largest: 10_000 },
  /** Passwords tried on one account from one network, from everywhere, and from one network on all accounts. */
  passwordsPerAccountAndNetwork: { minutes: quarter, standard: 5, least: 1, largest: 20 },
  passwordsPerAccount: { minutes: quarter, standard: 50, least: 5, largest: 200 },
  passwordsPerNetwork: { minutes: quarter, standard: 30, least: 5, largest: 10_000 },
  /** Passkeys asked for from one network, and of a shop; who gets in is not counted. */
  passkeysPerNetwork: { minutes: quarter, standard: 30, least: 5, largest: 10_000 },
  passkeysPerShop: { minutes: hour, standard: 1000, least: 10, largest: 100_000 },
  /** Codes of the second factor tried on one account, each with the right password before it. */
  factorsPerAccount: { minutes: quarter, standard: 10, least: 5, largest: 20 },
  factorsPerAccountDay: { minutes: day, standard: 50, least: 10, largest: 100 },
  /** Asks for a new password by one address, and from one network. */
  forgottenPerEmail: { minutes: quarter, standard: 3, least: 1, largest: 10 },
  forgottenPerEmailDay: { minutes: day, standard: 10, least: 1, largest: 50 },
  forgottenPerNetwork: { minutes: hour, standard: 20, least: 1, largest: 100_000 },
  /** Passwords typed by somebody who is signed in, to prove that it is the owner of the account. */
  proofsPerAccount: { minutes: quarter, standard: 10, least: 3, largest: 50 },
  /** Orders of one sign-in; through the public form those of one network and of one typed address; of the whole shop. */
  submitsPerHour: { minutes: hour, standard: 120, least: 1, largest: 100_000 },
  publicSubmitsPerHour: { minutes: hour, standard: 10, least: 1, largest: 100_000 },
  submitsPerEmailDay: { minutes: day, standard: 30, least: 1, largest: 100_000 },
  submitsPerShop: { minutes: hour, standard: 500, least: 10, largest: 10_000_000 },
  /** Requests of strangers of one network before the sender's machine has to work for one more; counted with the others. */
  freeSubmitsPerNetwork: { minutes: hour, standard: 4, least: 1, largest: 1000 },
  /** Drafts that strangers of one network begin. */
  draftsPerNetwork: { minutes: hour, standard: 60, least: 1, largest: 100_000 },
  /** Customers' links that one network opens without being let in. */
  linksPerNetwork: { minutes: hour, standard: 300, least: 10, largest: 10_000 },
  /** Where an address alone lets in: addresses that one network tries, and that are tried on one link; then only a code does. */
  entriesPerNetwork: { minutes: hour, standard: 5, least: 1, largest: 50 },
  entriesPerLink: { minutes: day, standard: 20, least: 1, largest: 100 },
  /** Files, and their kilobytes, of one contact or of one network. */
  uploadsPerHour: { minutes: hour, standard: 100, least: 1, largest: 100_000 },
  uploadMegabytesPerDay: { minutes: day, standard: 2048, least: 50, largest: 1_000_000 },
  /** Calls and pages of the portal, of one sign-in or of one network without. */
  readsPerMinute: { minutes: 1, standard: 300, least: 60, largest: 10_000_000 },
  /** Looks for the proof of a host, of the whole shop: each goes out into the world. */
  hostChecksPerHour: { minutes: hour, standard: 30, least: 1, largest: 100 },
  /** Lists that one member of staff takes along, and data of people that anybody does. */
  exportsPerHour: { minutes: hour, standard: 3, least: 1, largest: 100 },
  /** Files of customers that one member of staff brings along. */
  importsPerHour: { minutes: hour, standard: 20, least: 1, largest: 100 },
} as const satisfies Readonly<Record<string, NamedLimit>>;

export type LimitName = keyof typeof namedLimits;

/** Tries of one code, while it lives. */
export const codeTries = { setting: 'codeTries', standard: 5, least: 1, largest: 10 } as const;

/** Browsers that are told of changes as they happen, at the same moment and by each process: of one sign-in, and of the whole shop. */
export const openStreams = {
  streamsPerSession: { standard: 5, least: 1, largest: 50 },
  streamsPerShop: { standard: 1000, least: 10, largest: 100_000 },
} as const;

/** A shop's limit for one of those it holds for; `of` is never taken from what somebody may choose freely. */
export const limitOf = (shop: Shop, name: LimitName, of = 'all'): Limit => ({
  key: `${name}:${of}`,
  minutes: namedLimits[name].minutes,
  most: Number(shop.settingsOf('core')[name]),
});

export const mostStreamsOf = (shop: Shop, name: keyof typeof openStreams): number =>
  Number(shop.settingsOf('core')[name]);

export const codeTriesOf = (shop: Shop): number => Number(shop.settingsOf('core')[codeTries.setting]);
