import { PlatformError, type Door, type Json } from '@docket/sdk';
import type { Caller } from '../../access/access.ts';
import { callFor } from '../../content/content.ts';
import { errors } from '../../errors.ts';
import type { OfferedKind } from '../../tenants/tenants.ts';
import { shownState, type Receipt } from '../outcomes.ts';
import type { RequestRow } from '../store.ts';
import { eligibility } from './eligibility.ts';
import type { Wish } from './settling.ts';
import type * as store from './store-changing.ts';

/** The kind and the call as they hold for the order's customer and the service that the content asks for. */
export async function asCustomer(call: Caller, target: store.TargetRow, typed: Json) {
  const offered = call.shop.kinds.get(target.kind);
  return { offered, own: offered ? await callFor(call, offered, target.customer_id, typed) : call };
}

/** The way in which it comes. */
export const doorOf = ({ isProgram }: Caller): Door => (isProgram ? 'api' : 'portal');

/** Who said that nothing is in the way; refuses with the first thing that is. */
export async function refuseObstacle(
  call: Caller,
  offered: OfferedKind | undefined,
  target: store.TargetRow,
  intent: 'change' | 'cancel',
) {
  const { obstacle, trace } = await eligibility(call, offered, target, { intent, door: doorOf(call) });
  if (obstacle) throw new PlatformError(errors[`${intent}.not-possible`], {}, { details: { obstacle } });
  return trace;
}

export function ownTarget<T extends store.TargetRow>({ actor }: Caller, target: T | undefined): T {
  const isOwn = actor.type === 'contact' && target?.in_portal && target.customer_id === actor.customerId;
  if (!target || !isOwn) throw new PlatformError(errors['not-found']);
  return target;
}

/** A colleague may take back what was sent; a draft is nobody's but its author's, and has not been sent. */
export function ownRequest({ actor }: Caller, request: RequestRow | undefined): RequestRow {
  const isOwn = actor.type === 'contact' && request?.customer_id === actor.customerId && request.door === 'portal';
  if (!request || !isOwn || request.state === 'draft') throw new PlatformError(errors['not-found']);
  return request;
}

export const senderOf = (call: Caller) => ({
  door: doorOf(call),
  customer_id: call.actor.type === 'contact' ? call.actor.customerId : null,
  contact_id: call.actor.type === 'contact' ? call.actor.id : null,
});

/** Who sent it, and when it had arrived. */
export type Sent = Pick<RequestRow, 'id' | 'door' | 'customer_id' | 'contact_id'> & Pick<Wish, 'sentAt'>;

export const wishOf = (
  { id, door, customer_id, contact_id, sentAt }: Sent,
  intent: Wish['intent'],
  submitted: Json,
  baseVersion: number | null,
  from: Wish['from'] = 'draft',
): Wish => ({
  id,
  intent,
  door,
  customer: customer_id,
  contact: contact_id,
  proof: door === 'api' ? 'key' : 'session',
  baseVersion,
  from,
  sentAt,
  submitted,
});

export const receipt = (
  { id }: Pick<Wish, 'id'>,
  { id: orderId, number, prefix }: store.TargetRow,
  state: string,
): Receipt => ({ requestId: id, state, orderId, number, prefix });

export const receiptOf = ({ id, state, outcome_id, order_number, order_prefix }: RequestRow): Receipt => ({
  requestId: id,
  state: shownState(state),
  orderId: outcome_id,
  number: order_number,
  prefix: order_prefix,
});
