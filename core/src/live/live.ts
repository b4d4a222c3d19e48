import type { Actor } from '@docket/sdk';
import { PlatformError } from '@docket/sdk';
import { hashToken, mostStreamsOf, type Access, type Caller } from '../access/access.ts';
import type { Edge } from '../edge.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { Log } from '../kernel/log.ts';
import { createAudience, gates, most, type Audience, type Door, type Listener } from './audience.ts';
import { openEventStream } from './event-stream.ts';
import { everything, hintsFor, type Hint } from './hints.ts';
import { isLongAway, markAt, momentOf, shortlyBefore } from './marks.ts';
import { createRounds } from './rounds.ts';
import { changesSince, type ChangeRow } from './store.ts';

export type { Door } from './audience.ts';
export type { Hint } from './hints.ts';

/** Where a browser's knowledge ends. */
export interface Known {
  /** Of the last event it heard; what it missed since is told at once. */
  readonly mark?: string | undefined;
  /** Or milliseconds since its page was asked for. */
  readonly age?: number | undefined;
}

/** Tells browsers that something changed, while they look. Decision 0030. */
export interface Live {
  /** An answer that goes on for as long as the session lives. Refuses more at once than the shop allows. */
  stream(edge: Edge, door: Door, known: Known): Promise<ReadableStream<Uint8Array>>;
  /** The same for a browser that asks now and then: what came since the mark of its last answer. */
  since(edge: Edge, door: Door, known: Known): Promise<{ readonly mark: string; readonly hints: readonly Hint[] }>;
  /** Looks soon, where anybody listens; costs nothing where nobody does. */
  changed(tenantId: string): void;
  /** Streams that are open in this process. */
  open(): number;
  /** Ends all streams and opens no more: the server is about to end. */
  rest(): void;
  /** Waits for what is running. */
  stop(): Promise<void>;
}

interface Dependencies {
  readonly database: Database;
  readonly access: Access;
  readonly clock: () => Date;
  readonly log: Log;
}

/** Makes what tells of changes. */
export function createLive({ database, access, clock, log }: Dependencies): Live {
  const audiences = new Map<string, Audience>();
  const rounds = createRounds({ audiences, log });
  let isResting = false;

  async function enter(edge: Edge, door: Door, since: string) {
    const { call, rows } = await access.enter(edge, gates[door], [changesSince({ since, limit: most })]);
    access.noteRead(edge, call);
    return { call, changes: rows[0] as readonly ChangeRow[] };
  }

  function audienceOf(tenantId: string): Audience {
    const known = audiences.get(tenantId);
    if (known) return known;
    const fresh = createAudience({ tenantId, database, access, clock });
    audiences.set(tenantId, fresh);
    rounds.start();
    return fresh;
  }

  function join(call: Caller, door: Door, token: Buffer, changes: readonly ChangeRow[]): Listener {
    const audience = audienceOf(call.shop.tenant.id);
    refuseTooMany(call, audience, token);
    const stream = openEventStream({
      mark: markAt(call.now),
      ended() {
        audience.leave(listener);
        if (audience.size() === 0) audiences.delete(call.shop.tenant.id);
        if (audiences.size === 0) rounds.pause();
      },
    });
    const listener: Listener = { door, token, stream };
    audience.join(listener, changes);
    return listener;
  }

  function rest(): void {
    isResting = true;
    audiences.forEach((audience) => audience.end());
  }

  const sizes = (): readonly number[] => [...audiences.values()].map((audience) => audience.size());

  return {
    async stream(edge, door, known) {
      if (isResting) throw new PlatformError(errors['dependency.down']);
      const { call, changes } = await enter(edge, door, sinceOf(known, edge.now));
      const token = hashToken(edge.cookies.get(door) ?? '');
      const { stream } = join(call, door, token, changes);
      stream.send(missed(call.actor, changes, known, edge.now));
      return stream.body;
    },
    async since(edge, door, known) {
      const { call, changes } = await enter(edge, door, sinceOf(known, edge.now));
      return { mark: markAt(edge.now), hints: missed(call.actor, changes, known, edge.now) };
    },
    changed: (tenantId) => rounds.soon(tenantId),
    open: () => sizes().reduce((sum, size) => sum + size, 0),
    rest,
    stop() {
      rest();
      return rounds.end();
    },
  };
}

/** Counted by each process for itself: it is its connections and its memory that are held. */
function refuseTooMany({ shop }: Caller, audience: Audience, token: Buffer): void {
  const isFull = audience.size() >= mostStreamsOf(shop, 'streamsPerShop');
  if (isFull || audience.ofSession(token) >= mostStreamsOf(shop, 'streamsPerSession'))
    throw new PlatformError(errors['limit.reached'], { minutes: 1 });
}

const sinceOf = ({ mark }: Known, now: Date): string =>
  mark === undefined || isLongAway(mark, now) ? shortlyBefore(now) : shortlyBefore(momentOf(mark)!);

/** What a browser has to look at again, of changes since `sinceOf`. */
function missed(actor: Actor, changes: readonly ChangeRow[], { mark, age }: Known, now: Date): readonly Hint[] {
  const isLost = mark !== undefined && isLongAway(mark, now);
  if (isLost || changes.length >= most) return [everything(markAt(now), now)];
  if (mark !== undefined) return hintsFor(actor, changes);
  const from = now.getTime() - (age ?? 0);
  return hintsFor(actor, age === undefined ? [] : changes.filter(({ at }) => at.getTime() >= from));
}
