import type { Actor } from '@docket/sdk';
import type { ChangeRow } from './store.ts';

/**
 * Says that something is no longer as a page may show it, and nothing of what it is now: the page asks for that itself,
 * through the gates that it always passes.
 */
export interface Hint {
  /** Of the change: who heard it before need not look again. */
  readonly event: string;
  /** `everything`: more has changed than is worth naming. */
  readonly what: 'order' | 'request' | 'notice' | 'everything';
  /** Of the order or request; absent for what belongs to whoever listens. */
  readonly id?: string;
  /** Of the order, as it goes by now; with the letters before it, empty for most. */
  readonly number?: number;
  readonly prefix?: string;
  /** ISO 8601. */
  readonly at: string;
}

/** What this listener may know of; of several changes to one thing the latest. Changes come latest first. */
export function hintsFor(actor: Actor, changes: readonly ChangeRow[]): readonly Hint[] {
  const hints = new Map<string, Hint>();
  for (const hint of changes.flatMap((change) => hintOf(actor, change) ?? [])) {
    const thing = `${hint.what} ${hint.id ?? ''}`;
    if (!hints.has(thing)) hints.set(thing, hint);
  }
  return [...hints.values()].toReversed();
}

function hintOf(actor: Actor, change: ChangeRow): Hint | undefined {
  const [event, at] = [change.id, change.at.toISOString()];
  if (change.bell_of !== null) {
    return actor.type === 'staff' && actor.id === change.bell_of ? { event, what: 'notice', at } : undefined;
  }
  if (actor.type === 'contact' && !isOwn(actor, change)) return undefined;
  const { order_id: id, number, prefix } = change;
  if (id !== null) return { event, what: 'order', id, number: number!, prefix: prefix!, at };
  // A request that is no order yet stands on no page of customers.
  return actor.type === 'contact' ? undefined : { event, what: 'request', id: change.request_id!, at };
}

const isOwn = ({ customerId, rights }: Extract<Actor, { type: 'contact' }>, change: ChangeRow): boolean =>
  change.in_portal && change.customer_id === customerId && (change.sight === null || rights.includes(change.sight));

/** For a listener who was away for longer than is looked back. */
export const everything = (event: string, now: Date): Hint => ({ event, what: 'everything', at: now.toISOString() });
