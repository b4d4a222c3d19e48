import { PlatformError } from '@docket/sdk';
import type { Edge } from '../edge.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Call } from '../kernel/statement.ts';
import { countHits, emailKey, forgiveHits, networkOf, refuseBeyond, type Limit } from './limits.ts';
import { limitOf } from './named-limits.ts';
import { opensSeal, refuseWeak, sealPassword } from './passwords.ts';
import type { SecondStep } from './second-step.ts';
import { hashToken, readKeyed } from './secrets.ts';
import type { StaffSessions } from './staff-sessions.ts';
import { openStaffSession } from './store.ts';
import type { HitRow } from './store-hits.ts';
import * as store from './store-staff.ts';

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly staffSessions: StaffSessions;
  readonly secondStep: SecondStep;
}

type Rows = readonly (readonly unknown[])[];

/** What is still asked for: a code of the second factor, or nothing, and then the browser is signed in. */
export interface Entrance {
  readonly needs: 'code' | null;
}

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

/** Signing in to the admin with a password, and with a second factor for whoever has one. */
export type StaffSignIn = ReturnType<typeof createStaffSignIn>;

export function createStaffSignIn({ database, newId, staffSessions, secondStep }: Dependencies) {
  return { signIn, setPassword };

  /** Goes on for the right password. An unknown address takes as long and is refused alike. */
  async function signIn(edge: Edge, email: string, password: string, rows: Rows): Promise<Entrance> {
    const [hits, [member]] = rows as [HitRow[], store.StaffRow[]];
    const limits = passwordLimits(edge, email);
    refuseBeyond(limits, hits, edge.now);
    const right = await opensSeal(password, member?.password_hash ?? null);
    if (!member || !right) throw new PlatformError(errors['sign-in.failed']);
    return goOn(edge, member, (session) => [forgiveHits(limits, edge.now, session)]);
  }

  /** Sets the password that a link allows, once, and ends all sessions of its owner. Answers the owner's address. */
  async function setPassword(
    edge: Edge,
    token: string,
    password: string,
    rows: Rows,
  ): Promise<Entrance & { readonly email: string }> {
    const [link, [member] = []] = [readKeyed(token), ...(rows as [store.StaffRow[]?])];
    refuseWeak(password, [edge.shop.tenant.name, ...(member ? [member.name, member.email] : [])]);
    if (!link || !member) throw new PlatformError(errors['link.gone']);
    const hash = await sealPassword(password);
    const [[done]] = await database
      .withTenant(edge.shop.tenant.id)
      .run(store.setPassword({ link: link.id, hash, now: edge.now, auditId: newId(edge.now) }));
    if (!done) throw new PlatformError(errors['link.gone']);
    // The mailbox proves no second factor: whoever reads it must still have the codes.
    return { ...(await goOn(edge, member, () => [])), email: member.email };
  }

  /** To the second step where there is one; else the browser is signed in. */
  async function goOn(
    edge: Edge,
    { id, name, totp_since: since }: store.StaffRow,
    besides: (session: string) => readonly Call[],
  ): Promise<Entrance> {
    if (since !== null) {
      await secondStep.begin(edge, id);
      return { needs: 'code' };
    }
    const factorDue = edge.shop.settingsOf('core')['staffSecondFactor'] === true;
    await staffSessions.open(edge, { id, name, factorDue }, openStaffSession, { besides, gone: 'sign-in.failed' });
    return { needs: null };
  }
}
