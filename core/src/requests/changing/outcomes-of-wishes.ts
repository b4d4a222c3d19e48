import { cancelledFrom, intake, status as statusHooks, type Claim, type Json, type Obstacle } from '@docket/sdk';
import { noticesSubscriber } from '../../notices/notices.ts';
import type { OfferedKind } from '../../tenants/tenants.ts';
import type { Reason } from '../admission.ts';
import type { Judged } from './judging.ts';
import type { Outcome, Wish } from './settling.ts';
import type { TargetRow } from './store-changing.ts';

type Said = Pick<Outcome, 'decided' | 'audit'> &
  Pick<Judged, 'issues' | 'trace'> & { readonly claim?: Claim | undefined };

/** Changes that wait for the same order end: the customer has sent another one, or wants the order no more. */
const endingChanges = (
  { waiting }: TargetRow,
  { id: own }: Wish,
  state: 'superseded' | 'withdrawn',
  reason: Reason,
): NonNullable<Outcome['ends']> =>
  waiting.filter(({ id, intent }) => intent === 'change' && id !== own).map(({ id }) => ({ id, state, reason }));

/** The change becomes a version of its order. */
export const changed = (target: TargetRow, wish: Wish, content: Json, said: Said, rejected: Json = []): Outcome => ({
  ...said,
  state: 'accepted',
  content,
  ends: endingChanges(target, wish, 'superseded', { code: 'superseded' }),
  entries: [{ type: 'changed', data: { version: target.version + 1, request: wish.id, rejected } }],
  events: [
    {
      name: intake.changed.name,
      payload: { requestId: wish.id, orderId: target.id, version: target.version + 1 },
    },
  ],
});

/** The order is called off. Nobody is told of the move who is told why. */
export function cancelled(
  { kind: { pipeline } }: OfferedKind,
  target: TargetRow,
  wish: Wish,
  reason: string,
  said: Said,
): Outcome {
  // Who may cancel was asked before: there is a way.
  const to = cancelledFrom(pipeline, target.status)!;
  const moved = { orderId: target.id, kind: target.kind, from: target.status, to };
  return {
    ...said,
    state: 'accepted',
    to,
    ends: endingChanges(target, wish, 'withdrawn', { code: 'cancel-asked' }),
    entries: [
      { type: 'status', data: { from: target.status, to } },
      { type: 'cancelled', data: { reason, request: wish.id } },
    ],
    events: [
      { name: intake.cancelled.name, payload: { requestId: wish.id, orderId: target.id, reason } },
      { name: statusHooks.moved.name, payload: moved, without: noticesSubscriber },
    ],
  };
}

/** Staff have to look. */
export const waits = (target: TargetRow, wish: Wish, said: Said): Outcome => ({
  ...said,
  state: 'waiting',
  ends:
    wish.intent === 'change'
      ? endingChanges(target, wish, 'superseded', { code: 'superseded' })
      : endingChanges(target, wish, 'withdrawn', { code: 'cancel-asked' }),
  entries: [{ type: `${wish.intent}-asked`, data: { request: wish.id } }],
  events: [{ name: 'intake.waiting', payload: { requestId: wish.id } }],
});

/** The order stays as it is, and its customer reads why: in somebody's words, or by what was in the way. */
export const declined = (wish: Wish, said: Said, because: { reason: string; obstacle?: Obstacle }): Outcome => ({
  ...said,
  state: 'declined',
  entries: [{ type: `${wish.intent}-declined`, data: { ...because, request: wish.id } }],
  events: [{ name: 'intake.declined', payload: { requestId: wish.id } }],
});

/** The customer has taken it back. */
export const withdrawn = (wish: Wish, said: Said): Outcome => ({
  ...said,
  state: 'withdrawn',
  entries: [{ type: `${wish.intent}-withdrawn`, data: { request: wish.id } }],
  events: [],
});
