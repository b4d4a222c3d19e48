import { PlatformError } from '@docket/sdk';
import { byActor } from '../audit/audit.ts';
import type { Edge } from '../edge.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Call } from '../kernel/statement.ts';
import { queueMail } from '../notices/notices.ts';
import type { Caller } from './access.ts';
import { deviceName } from './device-name.ts';
import { countHits, refuseBeyond, type Limit } from './limits.ts';
import { limitOf } from './named-limits.ts';
import { opensSeal, refuseWeak, sealPassword } from './passwords.ts';
import { freshCodes, type Offer, type SecondFactor } from './second-factor.ts';
import { sessionHash } from './sessions.ts';
import * as store from './store-factor.ts';
import { staffSessionsOfToken, type DeviceRow } from './store.ts';

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly secondFactor: SecondFactor;
  /** Wakes the sending of mails after a commit. */
  readonly wake: () => void;
}

type Rows = readonly (readonly unknown[])[];

/** Whoever sits at somebody's open session may not guess the password there. */
const proofLimits = ({ shop }: Caller, { id }: store.AccountRow): readonly Limit[] => [
  limitOf(shop, 'proofsPerAccount', id),
];

const own = (edge: Edge) => ({ token: sessionHash(edge, 'staff') });

/** What everything about the own account reads. */
export const accountPreload = (edge: Edge): readonly Call[] => [store.accountOfToken(own(edge))];

/** What the page of the own account reads. */
export const accountPagePreload = (edge: Edge): readonly Call[] => [
  ...accountPreload(edge),
  staffSessionsOfToken({ ...own(edge), now: edge.now }),
];

/** What staff do about their own way in. */
export type Account = ReturnType<typeof createAccount>;

export function createAccount({ database, newId, secondFactor, wake }: Dependencies) {
  const tables = (call: Caller) => database.withTenant(call.shop.tenant.id);

  return {
    face(rows: Rows) {
      const [[me], devices] = rows as [[store.AccountRow], DeviceRow[]];
      return {
        name: me.name,
        email: me.email,
        hasPassword: me.password_hash !== null,
        secondFactorSince: me.totp_since,
        recoveryCodes: me.recovery_codes,
        sessions: devices.map(({ id, device, created_at: createdAt, seen_at: seenAt, current }) => ({
          id,
          device: deviceName(device),
          createdAt,
          seenAt,
          current,
        })),
      };
    },

    /** Changes the password for whoever knows the present one; every other session ends. */
    async changePassword(call: Caller, edge: Edge, { current, password }: NewPassword, rows: Rows): Promise<void> {
      const me = await prove(call, current, rows);
      refuseWeak(password, [call.shop.tenant.name, me.name, me.email]);
      const [was, hash] = [me.password_hash!, await sealPassword(password)];
      settled(
        await tables(call).run(
          store.changePassword({ ...change(call, edge, me), was, hash }),
          mailOf(call, me, 'access.password-changed'),
        ),
      );
      wake();
    },

    /** Offers a second factor for a quarter of an hour. Nothing is kept of it before its first code is typed. */
    async offerFactor(call: Caller, current: string, rows: Rows): Promise<Offer> {
      const me = await prove(call, current, rows);
      if (me.totp_secret !== null) throw new PlatformError(errors['staff.changed']);
      return secondFactor.offer(ownerOf(call, me), { issuer: call.shop.tenant.name, account: me.email }, call.now);
    },

    /** Takes the offered one for a code of it, and answers ten recovery codes: they are never shown again. */
    async enableFactor(call: Caller, edge: Edge, offered: TakenOffer, rows: Rows) {
      const me = accountFrom(rows);
      await limit(call, me);
      const { sealed, step, recovery } = secondFactor.take(ownerOf(call, me), offered, call.now);
      const kept = { sealed, step, codes: recovery.hashes };
      settled(
        await tables(call).run(
          store.enableTotp({ ...change(call, edge, me), ...kept }),
          mailOf(call, me, 'access.factor-on'),
        ),
      );
      wake();
      return { codes: recovery.codes };
    },

    /** Gives the second factor up, recovery codes with it. */
    async disableFactor(call: Caller, edge: Edge, current: string, rows: Rows): Promise<void> {
      const me = await prove(call, current, rows);
      settled(
        await tables(call).run(
          store.disableTotp(change(call, edge, me)),
          store.forgetCodes({ id: me.id }),
          mailOf(call, me, 'access.factor-off'),
        ),
      );
      wake();
    },

    /** Ten new recovery codes in place of all before. */
    async renewCodes(call: Caller, edge: Edge, current: string, rows: Rows) {
      const me = await prove(call, current, rows);
      if (me.totp_secret === null) throw new PlatformError(errors['staff.changed']);
      const { codes, hashes } = freshCodes();
      settled(await tables(call).run(store.addCodes({ ...change(call, edge, me), codes: hashes })));
      return { codes };
    },
  };

  /** The account, when the password is right. */
  async function prove(call: Caller, current: string, rows: Rows): Promise<store.AccountRow> {
    const me = accountFrom(rows);
    await limit(call, me);
    if (!(await opensSeal(current, me.password_hash))) throw new PlatformError(errors['password.wrong']);
    return me;
  }

  async function limit(call: Caller, me: store.AccountRow): Promise<void> {
    const limits = proofLimits(call, me);
    const [hits] = await tables(call).run(countHits(call.shop.tenant.id, limits, call.now));
    refuseBeyond(limits, hits, call.now);
  }

  function change(call: Caller, edge: Edge, { id }: store.AccountRow): store.OwnChange {
    return { ...own(edge), id, now: call.now, by: byActor(call.actor), auditId: newId(call.now) };
  }

  function mailOf({ shop, now }: Caller, { name, email }: store.AccountRow, type: string): Call {
    const [id, subjectId] = [newId(now), newId(now)];
    const mail = { tenant: shop.tenant.id, id, type, subjectType: 'staff', subjectId, now };
    return queueMail({ ...mail, recipient: email.toLowerCase(), data: { name } });
  }
}

interface NewPassword {
  readonly current: string;
  readonly password: string;
}

interface TakenOffer {
  readonly sealed: string;
  readonly code: string;
}

const accountFrom = (rows: Rows): store.AccountRow => (rows[0] as [store.AccountRow])[0];
const ownerOf = ({ shop }: Caller, { id }: store.AccountRow) => ({ tenant: shop.tenant.id, staff: id });

/** Somebody else was quicker when no row was written. */
function settled([[row]]: readonly [readonly { readonly id: string }[], ...unknown[]]): void {
  if (!row) throw new PlatformError(errors['staff.changed']);
}
