import { PlatformError } from '@docket/sdk';
import { byActor } from '../audit/audit.ts';
import type { Edge } from '../edge.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { json, type Call } from '../kernel/statement.ts';
import type { Shop } from '../tenants/tenants.ts';
import type { Caller } from './access.ts';
import { deviceName } from './device-name.ts';
import { countHits, emailKey, networkOf, refuseBeyond, type Limit } from './limits.ts';
import { limitOf } from './named-limits.ts';
import { freshSession, sessionSeconds } from './sessions.ts';
import { emailMatch, openMatched } from './store.ts';
import * as store from './store-entries.ts';
import type { HitRow } from './store-hits.ts';

/** What somebody typed, and the last step of the link that it was typed on. */
interface Entry {
  readonly email: string;
  readonly link: string;
}

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  /** Wakes the sending of mails after a commit. */
  readonly wake: () => void;
  /** Brings the shop's kept copy up to date at once. */
  readonly refresh: (shop: Shop, version: number) => Promise<Shop>;
}

type Rows = readonly (readonly unknown[])[];

/** A customer's link with the end that nobody guesses: its name, a dot and 128 bits, in hexadecimal. */
const longLink = /^([a-z0-9-]{1,80})\.([0-9a-f]{32})$/;

/** The parts of a link; of any other text, parts that no customer has. */
function partsOf(link: string): { readonly slug: string; readonly key: string } {
  const [, slug = '', key = ''] = longLink.exec(link) ?? [];
  return { slug, key };
}

const entryLimits = (link: string, { shop, address }: Edge): readonly Limit[] => [
  limitOf(shop, 'entriesPerNetwork', networkOf(address)),
  limitOf(shop, 'entriesPerLink', emailKey(link)),
];

/** What `enter` reads and counts, in the session's round trip. */
export const entryPreload = ({ email, link }: Entry, edge: Edge): readonly Call[] => [
  countHits(edge.shop.tenant.id, entryLimits(link, edge), edge.now),
  store.entrantOf({ email, ...partsOf(link) }),
];

/**
 * Coming in by an e-mail address alone, where the shop has chosen so in spite of the warning: on a link with 128 bits of
 * chance, for two hours, to see where orders stand and nothing else.
 */
export type EmailMatch = ReturnType<typeof createEmailMatch>;

export function createEmailMatch({ database, newId, wake, refresh }: Dependencies) {
  const tables = (shop: Shop) => database.withTenant(shop.tenant.id);
  return { enter, choose };

  /** Lets an address of the link's customer in, and mails it that somebody came. All else is refused alike. */
  async function enter(edge: Edge, { email, link }: Entry, rows: Rows): Promise<{ readonly customerSlug: string }> {
    const [hits, [entrant]] = rows as [HitRow[], store.EntrantRow[]];
    refuseBeyond(entryLimits(link, edge), hits, edge.now);
    if (!entrant) throw new PlatformError(errors['match.none']);
    const signing = { actorType: 'contact', actor: entrant.id, proof: emailMatch, email } as const;
    const { token, row } = freshSession(edge, signing, newId);
    const told = json({ name: entrant.name, device: deviceName(edge.device) || '–' });
    const { key } = partsOf(link);
    const [[opened]] = await tables(edge.shop).run(openMatched({ ...row, key, noticeId: newId(edge.now), told }));
    if (!opened) throw new PlatformError(errors['match.none']);
    wake();
    edge.cookies.set('portal', token, sessionSeconds.matched);
    return { customerSlug: entrant.customer_slug };
  }

  /** Switches it for the shop. On only by who says to have understood what it opens; off ends all such sessions at once. */
  async function choose(call: Caller, { on, understood }: { on: boolean; understood: boolean }): Promise<void> {
    if (on && !understood) throw new PlatformError(errors['match.unconfirmed']);
    const change = { on, now: call.now, by: byActor(call.actor), auditId: newId(call.now) };
    const [[switched]] = await tables(call.shop).run(store.switchEmailMatch(change));
    if (switched) await refresh(call.shop, switched.config_version);
  }
}
