import { PlatformError } from '@docket/sdk';
import type { Edge } from '../edge.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { json, type Call } from '../kernel/statement.ts';
import type { Shop } from '../tenants/tenants.ts';
import { deviceName } from './device-name.ts';
import { hashToken, newToken } from './secrets.ts';
import { freshSession, sessionSeconds } from './sessions.ts';
import type { NewSession } from './store.ts';
import { tellOfDevice } from './store-staff.ts';

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  /** Wakes the sending of mails after a commit. */
  readonly wake: () => void;
  /** Prefix of a shop's addresses, without a slash at the end: from the configuration, never from a request. */
  readonly urlOf: (shop: Shop) => Promise<string>;
}

/** A staff member who has proven enough. */
export interface Proven {
  readonly id: string;
  readonly name: string;
  /** True when the shop wants a second factor and the person has none: the session may do nothing else before. */
  readonly factorDue: boolean;
}

/** A browser is known again for so long. */
const deviceSeconds = 400 * 24 * 3600;

/** Opens sessions of staff, by whatever they have proven themselves. */
export type StaffSessions = ReturnType<typeof createStaffSessions>;

export function createStaffSessions({ database, newId, wake, urlOf }: Dependencies) {
  return {
    /**
     * Opens a session by the statement that uses up the proof: it answers a row when that was good. A browser that the
     * person was never signed in with is told by mail. Refuses with `gone` when the proof was used meanwhile.
     */
    async open(
      edge: Edge,
      { id, name, factorDue }: Proven,
      redeem: (session: NewSession) => Call<{ id: string }>,
      {
        besides = () => [],
        gone,
      }: { besides?: (session: string) => readonly Call[]; gone: 'sign-in.failed' | 'code.gone' | 'code.wrong' },
    ): Promise<void> {
      const device = knownDevice(edge) ?? newToken();
      const signing = { actorType: 'staff', actor: id, proof: 'password', email: null } as const;
      const { token, row } = freshSession(edge, { ...signing, deviceHash: hashToken(device), factorDue }, newId);
      const told = { name, device: deviceName(edge.device) || '–', link: `${await urlOf(edge.shop)}/admin/account` };
      const calls: [Call<{ id: string }>, ...Call[]] = [
        redeem(row),
        tellOfDevice({ session: row.id, noticeId: newId(edge.now), told: json(told), now: edge.now }),
        ...besides(row.id),
      ];
      const [[opened]] = await database.withTenant(edge.shop.tenant.id).run(...calls);
      if (!opened) throw new PlatformError(errors[gone]);
      wake();
      edge.cookies.set('device', device, deviceSeconds);
      edge.cookies.set('staff', token, sessionSeconds.staff);
    },
  };
}

/** The token by which this browser is known; undefined where it has none, or what no browser of ours was given. */
function knownDevice({ cookies }: Edge): string | undefined {
  const device = cookies.get('device');
  return device !== undefined && /^[\w-]{43}$/.test(device) ? device : undefined;
}
