import { PlatformError } from '@docket/sdk';
import {
  hashToken,
  newToken,
  opensSeal,
  refuseBeyond,
  windowsOf,
  type Limit,
  type Offer,
  type SecondFactor,
} from '../access/access.ts';
import type { Visitor } from '../edge.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { json } from '../kernel/statement.ts';
import { byOperator, type Doer } from './doer.ts';
import { sessionSeconds } from './sign-in.ts';
import * as store from './store.ts';
import { dropFactor, keepFactor, proveByRecovery, proveByStep } from './store-factor.ts';

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly secondFactor: SecondFactor;
}

/** Whoever guesses here has the password already: fifty of a million codes a day, of which three are good at a time. */
const codeLimits = (operator: string): readonly Limit[] => [
  { key: `factor:account:${operator}`, minutes: 15, most: 5 },
  { key: `factor:account:${operator}`, minutes: 24 * 60, most: 50 },
];

/** Whoever sits at somebody's open session may not guess the password there. */
const proofLimits = (operator: string): readonly Limit[] => [
  { key: `proof:account:${operator}`, minutes: 15, most: 5 },
];

/** The second factor of operators: nothing else opens to whoever has none, or has not proven it in this session. */
export type OperatorFactor = ReturnType<typeof createOperatorFactor>;

export function createOperatorFactor({ database, newId, secondFactor }: Dependencies) {
  const platform = database.withPlatform('keeps the second factor of operators');

  return {
    /** Takes a code of the app, or a recovery code, in the browser that gave the password. Each works once. */
    async confirm(visitor: Visitor, code: string): Promise<void> {
      const { now, cookies } = visitor;
      const { token: half, row } = await signedIn(visitor);
      if (row.proven || row.totp_secret === null) throw new PlatformError(errors['code.gone']);
      await limit(codeLimits(row.id), now);
      const kept = { sealed: row.totp_secret, step: row.totp_step };
      const read = secondFactor.read({ operator: row.id }, kept, code, now);
      const token = newToken();
      const expiresAt = new Date(now.getTime() + sessionSeconds * 1000);
      const session = { half, token: hashToken(token), id: newId(now), now, expiresAt, auditId: newId(now) };
      const [[opened]] = await platform.run(
        'step' in read ? proveByStep({ ...session, ...read }) : proveByRecovery({ ...session, ...read }),
      );
      if (!opened) throw new PlatformError(errors['code.wrong']);
      cookies.set('operator', token, sessionSeconds);
    },

    /** Offers a second factor for a quarter of an hour, also in place of one that there is. Nothing is kept of it before its first code. */
    async offer(visitor: Visitor, current: string): Promise<Offer> {
      const { row } = await settingUp(visitor);
      await limit(proofLimits(row.id), visitor.now);
      if (!(await opensSeal(current, row.password_hash))) throw new PlatformError(errors['password.wrong']);
      return secondFactor.offer({ operator: row.id }, { issuer: 'Docket', account: row.email }, visitor.now);
    },

    /** Takes the offered one for a code of it, and answers ten recovery codes: they are never shown again. Other sessions end. */
    async enable(visitor: Visitor, offered: { readonly sealed: string; readonly code: string }) {
      const { token, row } = await settingUp(visitor);
      const { now } = visitor;
      await limit(codeLimits(row.id), now);
      const { recovery, ...kept } = secondFactor.take({ operator: row.id }, offered, now);
      const stamp = { operator: row.id, token, was: row.totp_secret, now, auditId: newId(now) };
      const [[done]] = await platform.run(keepFactor({ ...stamp, ...kept, codes: recovery.hashes }));
      if (!done) throw new PlatformError(errors['staff.changed']);
      return { codes: recovery.codes };
    },

    /** Takes it away from whoever lost it and every recovery code; refuses an address that is no operator's. */
    async drop(by: Doer, email: string, now: Date): Promise<void> {
      const [[dropped]] = await platform.run(
        dropFactor({ email: email.toLowerCase(), by: byOperator(by), auditId: newId(now), now }),
      );
      if (!dropped) throw new PlatformError(errors['not-found']);
    },
  };

  /** Whoever gave the password in this browser. */
  async function signedIn({ cookies, now }: Visitor) {
    const token = hashToken(cookies.get('operator') ?? '');
    const [[row]] = await platform.run(store.findSession({ token, now }));
    if (!row) throw new PlatformError(errors['sign-in.needed']);
    return { token, row };
  }

  /** Who has a second factor changes it in a session that proved it. */
  async function settingUp(visitor: Visitor) {
    const found = await signedIn(visitor);
    if (found.row.totp_secret !== null && !found.row.proven) throw new PlatformError(errors['factor.needed']);
    return found;
  }

  async function limit(limits: readonly Limit[], now: Date): Promise<void> {
    const [hits] = await platform.run(store.countHits({ hits: json(windowsOf(limits, now)), now }));
    refuseBeyond(limits, hits, now);
  }
}
