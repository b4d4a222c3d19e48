import { PlatformError } from '@docket/sdk';
import type { Edge } from '../edge.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Call } from '../kernel/statement.ts';
import { countHits, forgiveHits, refuseBeyond, type Limit } from './limits.ts';
import { limitOf } from './named-limits.ts';
import type { SecondFactor } from './second-factor.ts';
import { hashToken, keyed, newToken, readKeyed } from './secrets.ts';
import type { StaffSessions } from './staff-sessions.ts';
import { insertChallenge } from './store-challenges.ts';
import * as store from './store-factor.ts';

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly secondFactor: SecondFactor;
  readonly staffSessions: StaffSessions;
}

type Rows = readonly (readonly unknown[])[];

const stepSeconds = 10 * 60;
const mostTries = 5;

/** Whoever guesses here has the password already: fifty of a million codes a day, of which three are good at a time. */
const factorLimits = ({ shop }: Edge, staff: string): readonly Limit[] => [
  limitOf(shop, 'factorsPerAccount', staff),
  limitOf(shop, 'factorsPerAccountDay', staff),
];

/** What `confirm` reads and counts: nothing for a browser in which nobody gave a password. */
export function confirmPreload({ cookies, now }: Edge): readonly Call[] {
  const asked = readKeyed(cookies.get('factor') ?? '');
  return asked ? [store.tryFactor({ id: asked.id, browserHash: hashToken(asked.token), most: mostTries, now })] : [];
}

/** The second step of signing in: a code of the authenticator app, or a recovery code, in the browser of the first step. */
export type SecondStep = ReturnType<typeof createSecondStep>;

export function createSecondStep({ database, newId, secondFactor, staffSessions }: Dependencies) {
  return { begin, confirm };

  /** Notes that this browser gave the right password. Nothing but a code is good for more. */
  async function begin(edge: Edge, staff: string): Promise<void> {
    const [tenant, id, token] = [edge.shop.tenant.id, newId(edge.now), newToken()];
    await database.withTenant(tenant).run(
      insertChallenge({
        tenant,
        id,
        purpose: 'staff-factor',
        subject: staff,
        browserHash: hashToken(token),
        salt: Buffer.alloc(0),
        secretHash: hashToken(token),
        linkHash: null,
        now: edge.now,
        expiresAt: new Date(edge.now.getTime() + stepSeconds * 1000),
      }),
    );
    edge.cookies.set('factor', keyed(id, token), stepSeconds);
  }

  /** Takes the code and signs in. Each code of the app works once, each recovery code once and for all. */
  async function confirm(edge: Edge, code: string, rows: Rows): Promise<void> {
    const [[found] = []] = rows as [store.FactorRow[]?];
    if (!found) throw new PlatformError(errors['code.gone']);
    const tenant = edge.shop.tenant.id;
    const limits = factorLimits(edge, found.staff_id);
    const [hits] = await database.withTenant(tenant).run(countHits(tenant, limits, edge.now));
    refuseBeyond(limits, hits, edge.now);
    const proven = { id: found.staff_id, name: found.name, factorDue: false };
    const besides = (session: string) => [forgiveHits(limits, edge.now, session)];
    const kept = { sealed: found.totp_secret, step: found.totp_step };
    const read = secondFactor.read({ tenant, staff: found.staff_id }, kept, code, edge.now);
    if ('codeHash' in read) {
      const spent = { challenge: found.id, ...read, codeAuditId: newId(edge.now), noticeId: newId(edge.now) };
      await staffSessions.open(edge, proven, (session) => store.redeemRecovery({ ...session, ...spent }), {
        besides,
        gone: 'code.wrong',
      });
    } else {
      const used = { challenge: found.id, ...read };
      await staffSessions.open(edge, proven, (session) => store.redeemStep({ ...session, ...used }), {
        besides,
        gone: 'code.gone',
      });
    }
    edge.cookies.clear('factor');
  }
}
