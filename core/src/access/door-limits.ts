import type { Limit } from './limits.ts';

const hour = 60;
const day = 24 * hour;

/** Limits of the doors that anybody may knock at, by name: how many within so many minutes. */
const doorLimits = {
  /** Drafts that strangers of one network begin. */
  draftsPerNetwork: { minutes: hour, most: 60 },
  /** Requests of strangers of one network before the sender's machine has to work for one more. */
  freeSubmitsPerNetwork: { minutes: hour, most: 4 },
  /** Customers' links that one network opens without being let in. */
  linksPerNetwork: { minutes: hour, most: 300 },
  /** Addresses that one network tries where an address alone lets in; then only a code does. */
  entriesPerNetwork: { minutes: hour, most: 5 },
  /** Addresses that are tried on one customer's link, right or wrong. */
  entriesPerLink: { minutes: day, most: 20 },
} as const;

/** A limit of a door for one of those it holds for; `of` is never taken from what somebody may choose freely. */
export const doorLimit = (name: keyof typeof doorLimits, of: string): Limit => ({
  key: `${name}:${of}`,
  ...doorLimits[name],
});
