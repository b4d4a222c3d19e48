import {
  emailKey,
  hashToken,
  limitOf,
  networkOf,
  windowsOf,
  type Caller,
  type HitRow,
  type Limit,
} from '../access/access.ts';
import type { Edge } from '../edge.ts';
import type { RequestRow } from './store.ts';

/** How often requests may be sent, by whoever sends this one. */
export interface SubmitLimits {
  /** What it is counted by, and refused beyond. */
  readonly counted: readonly Limit[];
  /** From here on a stranger's browser has to work for one more; absent for contacts. */
  readonly free?: Limit;
  /** From here on its page is given the work to do, since others of the network may send meanwhile. */
  readonly early?: Limit;
}

const sessionLimit = ({ cookies, shop }: Edge): Limit =>
  limitOf(shop, 'submitsPerHour', hashToken(cookies.get('portal') ?? '').toString('base64url'));

const networkLimit = ({ address, shop }: Edge): Limit => limitOf(shop, 'publicSubmitsPerHour', networkOf(address));

/** Programs are counted by their key. */
export const programLimits = ({ key, shop }: Edge): SubmitLimits => ({
  counted: [limitOf(shop, 'submitsPerHour', hashToken(key ?? '').toString('base64url'))],
});

/** Counters of all who it may be: they are read before it is known who sends. */
export const possibleLimits = (edge: Edge): readonly Limit[] => [sessionLimit(edge), networkLimit(edge)];

/** Submits are counted by the hour: per session for those who are signed in, else per network. */
export function submitLimits({ actor, shop }: Caller, before: Edge): SubmitLimits {
  const edge = { ...before, shop };
  if (actor.type === 'contact') return { counted: [sessionLimit(edge)] };
  const network = networkLimit(edge);
  const { most } = limitOf(shop, 'freeSubmitsPerNetwork');
  return { counted: [network], free: { ...network, most }, early: { ...network, most: Math.floor(most / 2) } };
}

/**
 * All that a submit is counted by: a stranger's also by the address that was typed, so that many networks together cannot
 * send in one name without end. Only the statement that counts knows that one.
 */
export function allCounted(
  { shop, actor }: Caller,
  draft: Pick<RequestRow, 'identity'> | undefined,
  { counted }: SubmitLimits,
): readonly Limit[] {
  const typed = actor.type === 'contact' ? undefined : draft?.identity.email;
  return typed === undefined
    ? counted
    : [...counted, limitOf(shop, 'submitsPerEmailDay', emailKey(typed.toLowerCase()))];
}

/** True when as many were counted as the limit takes. */
export function isPast(limit: Limit | undefined, hits: readonly HitRow[], now: Date): boolean {
  if (!limit) return false;
  const [{ key } = { key: '' }] = windowsOf([limit], now);
  return (hits.find((hit) => hit.key === key)?.count ?? 0) >= limit.most;
}
