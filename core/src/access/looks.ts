import { PlatformError } from '@docket/sdk';
import type { Edge, Visitor } from '../edge.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { hashToken, newToken } from './secrets.ts';
import { sessionHash } from './sessions.ts';
import * as store from './store-looks.ts';

const lookSeconds = 60 * 60;
/** So many owners are told at most. */
const mostTold = 20;

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  /** Wakes the sending of mails after a commit. */
  readonly wake: () => void;
}

/** The shop that is looked into, by the id and its name in addresses; `zone` and `locale` are those its people read times in. */
export interface LookedInto {
  readonly id: string;
  readonly slug: string;
  readonly zone: string;
  readonly locale: string;
}

/**
 * Operators look into a shop: they read what its staff read, and change nothing. A look is a session of the shop's at the
 * staff's door, for an hour at most and only while the operator is signed in; its reason is in the shop's audit, on the
 * platform's record and in a mail to the owners from the moment on that it can be used.
 */
export type Looks = ReturnType<typeof createLooks>;

export function createLooks({ database, newId, wake }: Dependencies) {
  const ending = (now: Date) => ({ now, auditId: newId(now), recordId: newId(now) });

  return {
    /** Begins a look in this browser, in whose place at the staff's door it comes. Refuses who is not signed in as an operator. */
    async open(visitor: Visitor, { id, slug, zone, locale }: LookedInto, reason: string): Promise<void> {
      const { now, device, cookies } = visitor;
      const [token, jar] = [newToken(), cookies.of(slug)];
      const former = jar.get('staff');
      const expiresAt = new Date(now.getTime() + lookSeconds * 1000);
      const said = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
      const look = {
        under: operatorHash(visitor),
        token: hashToken(token),
        former: former === undefined ? null : hashToken(former),
        id: newId(now),
        reason,
        device,
        now,
        expiresAt,
        ends: said.format(expiresAt),
        auditId: newId(now),
        recordId: newId(now),
        noticeIds: Array.from({ length: mostTold }, () => newId(now)),
      };
      const [[opened]] = await database.withTenant(id).run(store.openLook(look));
      if (!opened) throw new PlatformError(errors['sign-in.needed']);
      wake();
      jar.set('staff', token, lookSeconds);
    },

    /** Ends this browser's look, at once. */
    async end(edge: Edge): Promise<void> {
      const token = sessionHash(edge, 'staff');
      await database.withTenant(edge.shop.tenant.id).run(store.endLook({ ...ending(edge.now), token }));
      edge.cookies.clear('staff');
    },

    /** Ends the look of an operator in a shop, if there is one, at once. */
    async endOf(visitor: Visitor, shop: string): Promise<void> {
      const under = operatorHash(visitor);
      await database.withTenant(shop).run(store.endLookUnder({ ...ending(visitor.now), under }));
    },
  };
}

const operatorHash = ({ cookies }: Visitor): Buffer => hashToken(cookies.get('operator') ?? '');
