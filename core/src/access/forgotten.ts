import type { Edge } from '../edge.ts';
import type { Call } from '../kernel/statement.ts';
import { countHits, emailKey, networkOf, refuseBeyond, type Limit } from './limits.ts';
import { limitOf } from './named-limits.ts';
import type { StaffLinks } from './staff-links.ts';
import type { HitRow } from './store-hits.ts';
import { staffByEmail, type StaffRow } from './store-staff.ts';
import type { Shop } from '../tenants/tenants.ts';

interface Dependencies {
  readonly staffLinks: StaffLinks;
  /** Prefix of a shop's addresses, without a slash at the end: from the configuration, never from a request. */
  readonly urlOf: (shop: Shop) => Promise<string>;
}

const linkSeconds = 3600;

const forgotLimits = ({ shop, address }: Edge, email: string): readonly Limit[] => [
  limitOf(shop, 'forgottenPerEmail', emailKey(email)),
  limitOf(shop, 'forgottenPerEmailDay', emailKey(email)),
  limitOf(shop, 'forgottenPerNetwork', networkOf(address)),
];

/** What `start` reads and counts, in the session's round trip. */
export const forgotPreload = (email: string, edge: Edge): readonly Call[] => [
  countHits(edge.shop.tenant.id, forgotLimits(edge, email), edge.now),
  staffByEmail({ email }),
];

/** A new password for whoever forgot it. */
export type Forgotten = ReturnType<typeof createForgotten>;

export function createForgotten({ staffLinks, urlOf }: Dependencies) {
  return {
    /**
     * Mails a link for an hour to a known address. An unknown one takes the same work, statements and answer: only the mail
     * is of a type that is never sent.
     */
    async start(edge: Edge, email: string, rows: readonly (readonly unknown[])[]): Promise<{ readonly sent: true }> {
      const [hits, [member]] = rows as [HitRow[], StaffRow[]];
      refuseBeyond(forgotLimits(edge, email), hits, edge.now);
      const place = { tenantId: edge.shop.tenant.id, url: await urlOf(edge.shop), now: edge.now };
      await staffLinks.mailPasswordLink(place, member ?? { email }, linkSeconds);
      return { sent: true };
    },
  };
}
