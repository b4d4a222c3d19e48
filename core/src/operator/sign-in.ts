import { PlatformError } from '@docket/sdk';
import {
  emailKey,
  hashToken,
  keyed,
  networkOf,
  newToken,
  opensSeal,
  readKeyed,
  refuseBeyond,
  refuseWeak,
  sealPassword,
  windowsOf,
  type Limit,
} from '../access/access.ts';
import type { Visitor } from '../edge.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { json } from '../kernel/statement.ts';
import { byOperator, type Doer } from './doer.ts';
import * as store from './store.ts';

/** Who is signed in. */
export interface Operator {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** What is to be done before anything else opens: a code to give, a second factor to set up, or nothing. */
  readonly needs: 'code' | 'factor' | null;
}

/** What is still asked for: a code of the second factor, the setting up of one, or nothing. */
export type Entrance = Pick<Operator, 'needs'>;

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  /** Origin of the deployment's addresses, without a slash at the end. */
  readonly publicUrl: () => string;
}

/** A session ends after so many seconds, however much it is used; it may rest for two hours (`findSession`). */
export const sessionSeconds = 12 * 3600;
/** How long the code may be typed after the password. */
const halfSeconds = 10 * 60;
const linkMilliseconds = 24 * 3600 * 1000;

/** An account from one network, an account from everywhere, a network on all accounts. */
const passwordLimits = (email: string, address: string): readonly Limit[] => {
  const [account, network] = [emailKey(email), networkOf(address)];
  return [
    { key: `password:account:${account}:${network}`, minutes: 15, most: 5 },
    { key: `password:account:${account}`, minutes: 15, most: 20 },
    { key: `password:network:${network}`, minutes: 15, most: 10 },
  ];
};

/** How often a network may try links. */
const linkLimits = (address: string): readonly Limit[] => [
  { key: `link:network:${networkOf(address)}`, minutes: 15, most: 20 },
];

/** Signing in as an operator. Nothing of a shop's sign-in works here, and nothing of this one there. */
export type OperatorSignIn = ReturnType<typeof createOperatorSignIn>;

export function createOperatorSignIn({ database, newId, publicUrl }: Dependencies) {
  const platform = database.withPlatform('knows operators and their sessions');
  return {
    /** Who the visitor's cookie says is there, and proved both; refuses a session that ended. */
    async enter(visitor: Visitor): Promise<Operator> {
      const operator = await arrive(visitor);
      if (operator.needs === 'code') throw new PlatformError(errors['factor.needed']);
      if (operator.needs === 'factor') throw new PlatformError(errors['factor.due']);
      return operator;
    },

    /** The same of whoever proved the password at least. */
    arrive,

    /** Opens a session for the right password, good for a code alone where there is a second factor. An unknown address takes as long and is refused alike. */
    async signIn(visitor: Visitor, email: string, password: string): Promise<Entrance> {
      const limits = passwordLimits(email, visitor.address);
      const { now } = visitor;
      const [hits, [operator]] = await platform.run(
        store.countHits({ hits: json(windowsOf(limits, now)), now }),
        store.operatorByEmail({ email }),
      );
      refuseBeyond(limits, hits, now);
      const isRight = await opensSeal(password, operator?.password_hash ?? null);
      if (!operator || !isRight) throw new PlatformError(errors['sign-in.failed']);
      return open(visitor, operator.id, operator.totp_secret !== null);
    },

    /** Sets the password that a link allows, once, ends all sessions of its owner, and signs in: a link proves no second factor. */
    async setPassword(visitor: Visitor, text: string, password: string): Promise<Entrance> {
      refuseWeak(password);
      const [{ now }, limits, link] = [visitor, linkLimits(visitor.address), readKeyed(text)];
      const named = { link: link?.id ?? nobody, secretHash: hashToken(link?.token ?? ''), now };
      const [hits, [living]] = await platform.run(
        store.countHits({ hits: json(windowsOf(limits, now)), now }),
        store.livingLink(named),
      );
      refuseBeyond(limits, hits, now);
      if (!living) throw new PlatformError(errors['link.gone']);
      const hash = await sealPassword(password);
      const [[done]] = await platform.run(store.setPassword({ ...named, hash, auditId: newId(now) }));
      if (!done) throw new PlatformError(errors['link.gone']);
      return open(visitor, done.id, done.guarded);
    },

    /** Ends this browser's session, at once. */
    async signOut({ cookies, now }: Visitor): Promise<void> {
      await platform.run(
        store.endSession({ token: hashToken(cookies.get('operator') ?? ''), now, auditId: newId(now) }),
      );
      cookies.clear('operator');
    },

    /** Adds an operator, or gives one who is there another link; the link chooses a password, once, for a day. */
    async invite(
      by: Doer,
      { name, email }: { readonly name: string; readonly email: string },
      now: Date,
    ): Promise<string> {
      const [id, secret] = [newId(now), newToken()];
      const expiresAt = new Date(now.getTime() + linkMilliseconds);
      const row = { id: newId(now), name, email, link: id, secretHash: hashToken(secret), expiresAt };
      await platform.run(store.inviteOperator({ ...row, by: byOperator(by), auditId: newId(now), now }));
      return `${publicUrl()}/admin/operator/welcome/${keyed(id, secret)}`;
    },

    /** Everybody who runs the deployment. */
    async all() {
      const [rows] = await platform.run(store.operators({}));
      return rows.map(({ name, email, ready, guarded, created_at: since }) => ({
        name,
        email,
        hasPassword: ready,
        hasSecondFactor: guarded,
        since,
      }));
    },
  };

  async function arrive({ cookies, now }: Visitor): Promise<Operator> {
    const cookie = cookies.get('operator');
    if (cookie === undefined) throw new PlatformError(errors['sign-in.needed']);
    const token = hashToken(cookie);
    const [[row]] = await platform.run(store.findSession({ token, now }));
    if (!row) throw new PlatformError(errors['sign-in.needed']);
    if (row.stale) await platform.run(store.touchSession({ token, now }));
    return { id: row.id, name: row.name, email: row.email, needs: needsOf(row) };
  }

  async function open({ cookies, now, device }: Visitor, operator: string, isGuarded: boolean): Promise<Entrance> {
    const [token, former] = [newToken(), cookies.get('operator')];
    const seconds = isGuarded ? halfSeconds : sessionSeconds;
    await platform.run(
      store.openSession({
        token: hashToken(token),
        id: newId(now),
        operator,
        device,
        now,
        expiresAt: new Date(now.getTime() + seconds * 1000),
        former: former === undefined ? null : hashToken(former),
        auditId: newId(now),
      }),
    );
    cookies.set('operator', token, seconds);
    return { needs: isGuarded ? 'code' : 'factor' };
  }
}

function needsOf({ proven, totp_secret: secret }: store.OperatorSessionRow): Operator['needs'] {
  if (secret === null) return 'factor';
  return proven ? null : 'code';
}

/** An id that nothing has. */
const nobody = '00000000-0000-0000-0000-000000000000';
