import type { Actor, Gate } from '@docket/sdk';
import { PlatformError } from '@docket/sdk';
import { errors } from '../errors.ts';
import type { Edge } from '../edge.ts';
import type { Database } from '../kernel/database.ts';
import { json, type Call } from '../kernel/statement.ts';
import type { Shop } from '../tenants/tenants.ts';
import { networkOf } from './limits.ts';
import type { LooseCounts } from './loose-counts.ts';
import { limitOf } from './named-limits.ts';
import { lookPermissions, ownerRole } from './roles.ts';
import { hashToken } from './secrets.ts';
import {
  emailMatch,
  findContactSession,
  findPreview,
  findStaffSession,
  livingContacts,
  livingStaff,
  touchSession,
  type LivingRow,
  type SessionRow,
} from './store.ts';
import { findKey, touchKey } from './store-keys.ts';

export { deviceName } from './device-name.ts';
export { EmailInput } from './inputs.ts';
export {
  countHits,
  emailKey,
  minutesLeft,
  networkOf,
  refuseBeyond,
  windowOf,
  windowsOf,
  type Limit,
} from './limits.ts';
export type { LooseCounts } from './loose-counts.ts';
export { limitOf, mostStreamsOf, type LimitName } from './named-limits.ts';
export { opensSeal, refuseWeak, sealPassword } from './passwords.ts';
export type { HitRow } from './store-hits.ts';
export { hashToken, keyed, newToken, readKeyed, sameBytes } from './secrets.ts';
export type { Looks } from './looks.ts';
export type { Offer, SecondFactor } from './second-factor.ts';
export type { StaffLinks } from './staff-links.ts';
export { seedSession } from './seeding.ts';
export { corePermissions, firstRoles, suggestionsOf } from './roles.ts';
export { endContacts, endKeys } from './store-contacts.ts';
export { suggestPermissions } from './store-roles.ts';

/** The door of programs: no session opens it, and a key opens no other. */
export interface ProgramGate {
  readonly door: 'api';
  /** Of the contact that the key stands for. */
  readonly right?: string;
}

/** Who may call a procedure of a shop. */
export type ShopGate = Gate | ProgramGate;

/** One call by someone known: what the deep modules take. */
export interface Caller {
  readonly shop: Shop;
  readonly actor: Actor;
  readonly now: Date;
  readonly requestId: string;
  /** The address of the other side; for limits, and kept with answers that are evidence. */
  readonly address: string;
  /** What the browser says of itself; absent where none calls. */
  readonly device?: string;
  /** True for a program that calls with a key, for the contact that it stands for. */
  readonly isProgram?: boolean;
  /** True for staff who look as somebody else: nothing is written then. */
  readonly isPreview?: boolean;
}

/** A passed gate, with the rows of what was read on the way. */
export interface Entered {
  readonly call: Caller;
  readonly rows: readonly (readonly unknown[])[];
}

/** Decides who somebody is and whether they may. */
export interface Access {
  /** `writes` says that something is to be changed: whoever looks into a shop may not, whatever the gate wants. */
  enter(edge: Edge, gate: ShopGate, preload: readonly Call[], writes?: boolean): Promise<Entered>;
  /** Counts a read of whoever has entered; refuses what is beyond the shop's limit. Staff are not counted. */
  noteRead(edge: Edge, call: Caller): void;
  /** Tells whoever waits for changes of the shop that there may be some. */
  noteWrite(call: Caller): void;
  /** Asks which of these sessions of a door live, by the hashes of their tokens: one statement for all of them. */
  livingOf(door: 'portal' | 'staff', tokens: readonly Buffer[], now: Date): Call<LivingRow>;
  /** Whoever of them the gate lets in now, by the hash (base64). */
  admitted(gate: Gate, rows: readonly LivingRow[]): ReadonlyMap<string, Actor>;
}

interface Dependencies {
  readonly database: Database;
  /** Every permission there is: owners have them all, also those of a plugin that was added since. */
  readonly permissions: readonly string[];
  /** Brings the shop up to date when its stored version is newer than the one at hand. */
  readonly refresh: (shop: Shop, version: number) => Promise<Shop>;
  readonly counts: LooseCounts;
  /** Told of every shop in which something was written, after it was. */
  readonly wrote?: (tenantId: string) => void;
}

const anonymous: Actor = { type: 'anonymous' };

/** A session of one door is none at another, and a preview is one in a preview alone. */
const lookUps = { contact: findContactSession, preview: findPreview, staff: findStaffSession, key: findKey };

function lookUpAt(edge: Edge, { door }: ShopGate): keyof typeof lookUps {
  if (door === 'api') return 'key';
  if (door === 'staff') return 'staff';
  return edge.preview ? 'preview' : 'contact';
}

const tokenAt = ({ cookies, key }: Edge, { door }: ShopGate): string | undefined =>
  door === 'api' ? key : cookies.get(door === 'staff' ? 'staff' : 'portal');

/** What is told to whom nothing lets in. */
const unknownAt = ({ door }: ShopGate) => errors[door === 'api' ? 'key.refused' : 'sign-in.needed'];

/** Sessions are looked up at every call, in the same round trip as the call's own reads: a revoked one ends at once. */
export function createAccess({ database, permissions, refresh, counts, wrote }: Dependencies): Access {
  return {
    noteWrite: ({ shop }) => wrote?.(shop.tenant.id),
    livingOf: (door, tokens, now) => {
      const asked = { tokens: json(tokens.map((token) => token.toString('base64'))), now };
      return door === 'staff' ? livingStaff(asked) : livingContacts(asked);
    },
    admitted: (gate, rows) =>
      new Map(
        rows.flatMap((row) => {
          const actor = actorIfLetIn(row, gate, permissions);
          return actor ? [[row.token, actor]] : [];
        }),
      ),
    noteRead: ({ cookies, key, address }, { shop, actor, now, isProgram }) => {
      if (actor.type === 'staff' || actor.type === 'operator') return;
      const session = isProgram ? key : actor.type === 'contact' ? cookies.get('portal') : undefined;
      const who = session === undefined ? networkOf(address) : hashToken(session).toString('base64url');
      counts.take(shop.tenant.id, limitOf(shop, 'readsPerMinute', who), now);
    },
    enter: async (edge, gate, preload, writes = false) => {
      const token = tokenAt(edge, gate);
      if (token === undefined && gate.door !== 'open') throw new PlatformError(unknownAt(gate));
      const lookUp = lookUps[lookUpAt(edge, gate)];
      const [found, ...rows] = await database
        .withTenant(edge.shop.tenant.id)
        .run(lookUp({ token: hashToken(token ?? ''), now: edge.now }), ...preload);
      const [row] = found;
      if (!row) throw new PlatformError(gate.door === 'open' ? errors['shop.unknown'] : unknownAt(gate));
      const isOld = row.config_version !== edge.shop.version;
      const shop = isOld ? await refresh(edge.shop, row.config_version) : edge.shop;
      const actor = row.token_known ? actorOf(row, gate, permissions) : anonymous;
      authorise(actor, gate, writes);
      if ('fresh' in gate && gate.fresh) requireFresh(row, edge.now);
      const [isProgram, used] = [gate.door === 'api', { token: hashToken(token ?? ''), now: edge.now }];
      if (row.stale) await database.withTenant(shop.tenant.id).run(isProgram ? touchKey(used) : touchSession(used));
      const { now, requestId, address, device } = edge;
      const seen = { ...(isProgram && { isProgram }), ...(edge.preview && { isPreview: true }) };
      return { call: { shop, actor, now, requestId, address, device, ...seen }, rows };
    },
  };
}

/** Undefined for whom the gate refuses. */
function actorIfLetIn(row: LivingRow, gate: Gate, all: readonly string[]): Actor | undefined {
  try {
    const actor = actorOf(row, gate, all);
    authorise(actor, gate, false);
    return actor;
  } catch (error) {
    if (error instanceof PlatformError) return undefined;
    throw error;
  }
}

/** How long a proof is enough for what is asked to be proven anew. */
const freshMilliseconds = 24 * 3600 * 1000;

function requireFresh({ proven_at: proven }: SessionRow, now: Date): void {
  if (!proven || proven.getTime() < now.getTime() - freshMilliseconds) throw new PlatformError(errors['proof.needed']);
}

type Standing = Omit<SessionRow, 'config_version' | 'token_known' | 'stale'>;

/** Who came in by an e-mail address alone has no rights, and gets no further than the gates that name such a session. */
function actorOf(row: Standing, gate: ShopGate, all: readonly string[]): Actor {
  if (row.proof === emailMatch) {
    if (gate.door === 'staff' || gate.door === 'api' || !gate.matched) throw new PlatformError(errors['proof.needed']);
    return { type: 'contact', id: row.actor_id!, customerId: row.customer_id!, rights: [] };
  }
  if (row.actor_type === 'operator') return { type: 'operator', id: row.actor_id!, permissions: lookPermissions };
  if (row.actor_type === 'staff') return { type: 'staff', id: row.actor_id!, permissions: permissionsOf(row, all) };
  return { type: 'contact', id: row.actor_id!, customerId: row.customer_id!, rights: row.rights ?? [] };
}

/** What a role holds at this moment; nothing while a second factor is asked for and not there. */
function permissionsOf(row: Standing, all: readonly string[]): readonly string[] {
  if (row.factor_due) return [];
  return row.role === ownerRole ? all : (row.permissions ?? []);
}

/** Default deny: each gate names the one kind of actor it lets in. A session of the other door is no session here. */
function authorise(actor: Actor, gate: ShopGate, writes: boolean): void {
  if (gate.door === 'open') return;
  if (gate.door === 'staff') {
    if (actor.type === 'operator') return authoriseLook(actor.permissions, gate, writes);
    if (actor.type !== 'staff') throw new PlatformError(errors['sign-in.needed']);
    const { permission } = gate;
    if (permission !== undefined && !actor.permissions.includes(permission))
      throw new PlatformError(errors['right.missing']);
    return;
  }
  if (actor.type !== 'contact') throw new PlatformError(unknownAt(gate));
  if (gate.right !== undefined && !actor.rights.includes(gate.right)) throw new PlatformError(errors['right.missing']);
}

/** Who looks into a shop reads what a look shows. Whatever a person has for themselves, and every change, is beyond it. */
function authoriseLook(
  permissions: readonly string[],
  { permission, looking }: Extract<Gate, { door: 'staff' }>,
  writes: boolean,
): void {
  if (looking) return;
  if (writes) throw new PlatformError(errors['look.read-only']);
  if (permission === undefined || !permissions.includes(permission)) throw new PlatformError(errors['right.missing']);
}
