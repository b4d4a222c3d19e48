import { PlatformError } from '@docket/sdk';
import type { Edge } from '../edge.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Call } from '../kernel/statement.ts';
import { countHits, emailKey, forgiveHits, networkOf, refuseBeyond, type Limit } from './limits.ts';
import { limitOf } from './named-limits.ts';
import { opensSeal, refuseWeak, sealPassword } from './passwords.ts';
import { hashToken, readKeyed } from './secrets.ts';
import { freshSession, sessionSeconds } from './sessions.ts';
import { openStaffSession } from './store.ts';
import type { HitRow } from './store-hits.ts';
import * as store from './store-staff.ts';

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
}

type Rows = readonly (readonly unknown[])[];

/** An account from one network, an account from everywhere, a network on all accounts. */
const passwordLimits = ({ shop, address }: Edge, email: string): readonly Limit[] => {
  const [account, network] = [emailKey(email), networkOf(address)];
  return [
    limitOf(shop, 'passwordsPerAccountAndNetwork', `${account}:${network}`),
    limitOf(shop, 'passwordsPerAccount', account),
    limitOf(shop, 'passwordsPerNetwork', network),
  ];
};

/** What `signIn` reads and counts, in the session's round trip. */
export const signInPreload = (email: string, edge: Edge): readonly Call[] => [
  countHits(edge.shop.tenant.id, passwordLimits(edge, email), edge.now),
  store.staffByEmail({ email }),
];

/** What `setPassword` reads: nothing for what cannot be a link's token. */
export function setPasswordPreload(token: string, { now }: Edge): readonly Call[] {
  const link = readKeyed(token);
  return link ? [store.staffOfLink({ id: link.id, secretHash: hashToken(link.token), now })] : [];
}

/** Signing in to the admin with a password. */
export type StaffSignIn = ReturnType<typeof createStaffSignIn>;

export function createStaffSignIn({ database, newId }: Dependencies) {
  const tables = (edge: Edge) => database.withTenant(edge.shop.tenant.id);
  return { signIn, setPassword };

  /** Opens a session for the right password. An unknown address takes as long and is refused alike. */
  async function signIn(edge: Edge, email: string, password: string, rows: Rows): Promise<void> {
    const [hits, [member]] = rows as [HitRow[], store.StaffRow[]];
    const limits = passwordLimits(edge, email);
    refuseBeyond(limits, hits, edge.now);
    const right = await opensSeal(password, member?.password_hash ?? null);
    if (!member || !right) throw new PlatformError(errors['sign-in.failed']);
    await open(edge, member.id, (session) => [forgiveHits(limits, edge.now, session)]);
  }

  /** Sets the password that a link allows, once, ends all sessions of its owner, and signs in. Answers the owner's address. */
  async function setPassword(
    edge: Edge,
    token: string,
    password: string,
    rows: Rows,
  ): Promise<{ readonly email: string }> {
    refuseWeak(password);
    const [link, [member] = []] = [readKeyed(token), ...(rows as [store.StaffRow[]?])];
    if (!link || !member) throw new PlatformError(errors['link.gone']);
    const hash = await sealPassword(password);
    const [[done]] = await tables(edge).run(
      store.setPassword({ link: link.id, hash, now: edge.now, auditId: newId(edge.now) }),
    );
    if (!done) throw new PlatformError(errors['link.gone']);
    await open(edge, member.id, () => []);
    return { email: member.email };
  }

  async function open(edge: Edge, member: string, besides: (session: string) => readonly Call[]): Promise<void> {
    const { token, row } = freshSession(
      edge,
      { actorType: 'staff', actor: member, proof: 'password', email: null },
      newId,
    );
    const calls: [Call<{ id: string }>, ...Call[]] = [openStaffSession(row), ...besides(row.id)];
    const [[opened]] = await tables(edge).run(...calls);
    if (!opened) throw new PlatformError(errors['sign-in.failed']);
    edge.cookies.set('staff', token, sessionSeconds.staff);
  }
}
