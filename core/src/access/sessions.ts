import { PlatformError } from '@docket/sdk';
import { byActor } from '../audit/audit.ts';
import type { Edge } from '../edge.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Caller } from './access.ts';
import { hashToken, newToken } from './secrets.ts';
import * as store from './store.ts';

const day = 24 * 3600;

/** Seconds after which a session ends however much it is used; how long it may rest is in `findContactSession` and `findStaffSession`. */
export const sessionSeconds = { contact: 90 * day, staff: 30 * day, matched: 2 * 3600 } as const;

/** Who is about to be signed in, and by what. */
interface Signing {
  readonly actorType: 'contact' | 'staff';
  readonly actor: string;
  readonly proof: store.Proof;
  /** The contact's address that was proven, lower case; null for staff. */
  readonly email: string | null;
  /** Of the token by which staff's browsers are known again. */
  readonly deviceHash?: Buffer | null;
  /** True when the person may do nothing before setting up a second factor. */
  readonly factorDue?: boolean;
}

/** A session about to be opened: its token, for the cookie, and its row. */
export function freshSession(
  edge: Edge,
  { actorType, actor, proof, email, deviceHash = null, factorDue = false }: Signing,
  newId: NewId,
) {
  const former = edge.cookies.get(actorType === 'staff' ? 'staff' : 'portal');
  const token = newToken();
  const row = {
    token: hashToken(token),
    id: newId(edge.now),
    actorType,
    actor,
    proof,
    email,
    device: edge.device,
    deviceHash,
    factorDue,
    now: edge.now,
    expiresAt: new Date(edge.now.getTime() + sessionSeconds[proof === store.emailMatch ? 'matched' : actorType] * 1000),
    former: former === undefined ? null : hashToken(former),
    auditId: newId(edge.now),
  };
  return { token, row };
}

/** The hash of the session's cookie; of a visitor without one, a hash that no session has. */
export const sessionHash = (edge: Edge, cookie: 'portal' | 'staff'): Buffer =>
  hashToken(edge.cookies.get(cookie) ?? '');

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
}

/** Sessions that are open: what ends them. */
export type Sessions = ReturnType<typeof createSessions>;

export function createSessions({ database, newId }: Dependencies) {
  const tables = (call: Caller) => database.withTenant(call.shop.tenant.id);
  const ending = (call: Caller) => ({ now: call.now, by: byActor(call.actor), auditId: newId(call.now) });

  return {
    /** Ends this browser's session, at once. */
    async signOut(call: Caller, edge: Edge, cookie: 'portal' | 'staff'): Promise<void> {
      await tables(call).run(store.endSession({ ...ending(call), token: sessionHash(edge, cookie) }));
      edge.cookies.clear(cookie);
    },

    /** Ends one of the person's own sessions, at once; somebody else's answers like an unknown one. */
    async revoke(call: Caller, edge: Edge, id: string): Promise<void> {
      const { actor } = call;
      if (actor.type !== 'contact' && actor.type !== 'staff') throw new PlatformError(errors['sign-in.needed']);
      const cookie = actor.type === 'staff' ? 'staff' : 'portal';
      const own = { type: actor.type, actor: actor.id, token: sessionHash(edge, cookie) };
      const [[ended]] = await tables(call).run(store.revokeSession({ ...ending(call), ...own, id }));
      if (!ended) throw new PlatformError(errors['not-found']);
      if (ended.current) edge.cookies.clear(cookie);
    },

    /** Ends a session of any contact of the shop, at once, as staff do. */
    async endDevice(call: Caller, id: string): Promise<void> {
      const [[ended]] = await tables(call).run(store.revokeContactSession({ ...ending(call), id }));
      if (!ended) throw new PlatformError(errors['not-found']);
    },
  };
}
