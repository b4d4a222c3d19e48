import type { Actor, Gate } from '@docket/sdk';
import type { Access } from '../access/access.ts';
import type { Database } from '../kernel/database.ts';
import type { EventStream } from './event-stream.ts';
import { everything, hintsFor } from './hints.ts';
import { markAt, shortlyBefore } from './marks.ts';
import { changesSince, type ChangeRow } from './store.ts';

export type Door = 'portal' | 'staff';

/** Who may hear of changes; of which ones, `hintsFor` says. */
export const gates: Readonly<Record<Door, Gate>> = {
  portal: { door: 'portal' },
  staff: { door: 'staff', permission: 'orders.read' },
};

/** A browser that hears of changes, by the session that it came with. */
export interface Listener {
  readonly door: Door;
  /** Hash of the session's token. */
  readonly token: Buffer;
  readonly stream: EventStream;
}

/** Changes that are read at once; where there are more, it is said that everything changed. */
export const most = 200;

interface Dependencies {
  readonly tenantId: string;
  readonly database: Database;
  readonly access: Pick<Access, 'livingOf' | 'admitted'>;
  readonly clock: () => Date;
}

/** The browsers that hear of one shop's changes. */
export type Audience = ReturnType<typeof createAudience>;

export function createAudience({ tenantId, database, access, clock }: Dependencies) {
  const listeners = new Set<Listener>();
  let told: ReadonlySet<string> | undefined;

  const of = (door: Door): readonly Listener[] => [...listeners].filter((listener) => listener.door === door);
  const hashesOf = (door: Door): readonly Buffer[] => of(door).map(({ token }) => token);

  function tell(door: Door, actors: ReadonlyMap<string, Actor>, news: readonly ChangeRow[], now: Date): void {
    for (const { token, stream } of of(door)) {
      const actor = actors.get(token.toString('base64'));
      if (!actor) stream.end();
      else stream.send(news.length < most ? hintsFor(actor, news) : [everything(markAt(now), now)]);
    }
  }

  return {
    size: () => listeners.size,
    /** Streams that one session has open. */
    ofSession: (token: Buffer): number => [...listeners].filter((one) => one.token.equals(token)).length,
    /** Lets a browser hear what comes after these changes. */
    join(listener: Listener, known: readonly ChangeRow[]): void {
      told ??= new Set(known.map(({ id }) => id));
      listeners.add(listener);
    },
    leave: (listener: Listener): boolean => listeners.delete(listener),
    beat: (): void => [...listeners].forEach(({ stream }) => stream.beat()),
    end: (): void => [...listeners].forEach(({ stream }) => stream.end()),

    /**
     * Reads what is new and who still may hear of it, in one round trip; tells them, and lets go of whose session has ended.
     */
    async look(): Promise<void> {
      if (listeners.size === 0) return;
      const now = clock();
      const [changes, contacts, staff] = await database
        .withTenant(tenantId)
        .run(
          changesSince({ since: shortlyBefore(now), limit: most }),
          access.livingOf('portal', hashesOf('portal'), now),
          access.livingOf('staff', hashesOf('staff'), now),
        );
      const news = changes.filter(({ id }) => !told?.has(id));
      told = new Set(changes.map(({ id }) => id));
      tell('portal', access.admitted(gates.portal, contacts), news, now);
      tell('staff', access.admitted(gates.staff, staff), news, now);
    },
  };
}
