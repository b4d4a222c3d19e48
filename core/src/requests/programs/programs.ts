import { PlatformError, type Json } from '@docket/sdk';
import { countHits, refuseBeyond, type Caller, type Limit } from '../../access/access.ts';
import { byActor } from '../../audit/audit.ts';
import { checkContent, contentHash } from '../../content/content.ts';
import type { Edge } from '../../edge.ts';
import { errors } from '../../errors.ts';
import type { Database } from '../../kernel/database.ts';
import type { NewId } from '../../kernel/ids.ts';
import { json, type Call } from '../../kernel/statement.ts';
import { claimKey, violates } from '../claims.ts';
import { untilSettled } from '../changing/attempts.ts';
import type { Changes } from '../changing/changes.ts';
import { asCustomer, ownTarget, senderOf } from '../changing/own-orders.ts';
import { shownState, type Receipt } from '../outcomes.ts';
import type { RequestFileRow } from '../store.ts';
import { placeOf } from './sequence.ts';
import * as store from './store-programs.ts';

/** What a program sends about an order that is there, or is to come. */
export interface Message {
  /** Chosen by the sender: the same again gets the first answer. */
  readonly id: string;
  readonly intent: 'change' | 'cancel';
  readonly reference: string;
  readonly sequence: number;
  /** `{ content, base }` of a change, `{ reason }` of a cancellation. */
  readonly body: Json;
}

/** What became of a message. Held: it waits for the missing numbers, or for the order itself where none is missing. */
export interface Acknowledged {
  readonly outcome: 'taken' | 'duplicate' | 'held';
  readonly missing: readonly number[];
  /** What it became; null where it became nothing. */
  readonly requestId: string | null;
  /** Of the request: `accepted`, or `waiting` for staff. */
  readonly state: string | null;
}

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly changes: Pick<Changes, 'proposeOnce' | 'cancelOnce'>;
}

/** As long as a message waits for an order that nobody has sent. */
const heldMilliseconds = 15 * 60_000;

const nobody = '00000000-0000-0000-0000-000000000000';

/** Changes and cancellations that customers' programs send, in the sequence of their numbers. */
export type Programs = ReturnType<typeof createPrograms>;

/** Counts the call, in the round trip that knows the key. */
export const messagePreload = (limits: readonly Limit[], { shop, now }: Edge): readonly Call[] => [
  countHits(shop.tenant.id, limits, now),
];

export function createPrograms({ database, newId, changes }: Dependencies) {
  const tables = (call: Caller) => database.withTenant(call.shop.tenant.id);

  return { receive, takeHeldOf };

  /**
   * Takes a message whose turn it is, and what waited for it. One that is old is acknowledged and changes nothing, one that comes
   * early is held. Refuses what the order does not allow; its number stays free then.
   */
  async function receive(
    call: Caller,
    rows: readonly (readonly unknown[])[],
    message: Message,
    limits: readonly Limit[],
  ): Promise<Acknowledged> {
    refuseBeyond(limits, rows[0] as Parameters<typeof refuseBeyond>[1], call.now);
    const sent = newMessage(call, message);
    const acknowledged = await untilSettled(() => receiveOnce(call, message, sent));
    if (acknowledged.outcome === 'taken') await takeHeld(call, sent.customer, sent.claim);
    return acknowledged;
  }

  async function receiveOnce(
    call: Caller,
    message: Message,
    sent: store.NewMessage,
  ): Promise<Acknowledged | undefined> {
    const { target, files, known, held } = await read(call, sent, baseOf(message.body));
    if (known && known.hash !== sent.hash) throw new PlatformError(errors['request.other-content']);
    if (known && known.state !== 'held') return again(known, message);
    if (!target) return waitForOrder(call, message, sent, known);
    const place = placeOf(
      sent.sequence,
      target.last,
      held.map(({ sequence }) => sequence),
    );
    if (place.is === 'early') return hold(call, target, sent, place.missing);
    if (place.is === 'next') return take(call, target, files, message.body, sent);
    await tables(call).run(store.messageDuplicate({ ...sent, order: target.id }));
    return { outcome: 'duplicate', missing: [], requestId: null, state: null };
  }

  async function read(call: Caller, { customer, claim, id }: store.NewMessage, asked: number | null) {
    const named = { customer, claim };
    const [[target], files, [known], held] = await tables(call).run(
      store.targetOfClaim({ ...named, asked }),
      store.filesOfClaim(named),
      store.messageById({ customer, id }),
      store.heldOf({ ...named, since: new Date(call.now.getTime() - heldMilliseconds) }),
    );
    return { target: target && ownTarget(call, target), files, known, held };
  }

  /** Held for a while; an order that has come meanwhile is found by looking again. */
  async function waitForOrder(
    call: Caller,
    { reference }: Message,
    sent: store.NewMessage,
    known: store.MessageRow | undefined,
  ): Promise<Acknowledged | undefined> {
    if (known && known.received_at.getTime() < call.now.getTime() - heldMilliseconds)
      throw new PlatformError(errors['sequence.order-unknown'], { reference });
    if (!known) await tables(call).run(store.holdForOrder(sent));
    const { target } = await read(call, sent, null);
    return target ? undefined : { outcome: 'held', missing: [], requestId: null, state: null };
  }

  async function hold(
    call: Caller,
    target: store.ProgramTargetRow,
    sent: store.NewMessage,
    missing: readonly number[],
  ): Promise<Acknowledged | undefined> {
    const told = { sequence: sent.sequence, intent: sent.intent, missing: missing.join(', ') };
    const entry = { entryId: newId(call.now), by: byActor(call.actor), data: json(told) };
    const [[held]] = await tables(call).run(store.holdMessage({ ...sent, ...restingOn(target), ...entry }));
    return held && { outcome: 'held', missing, requestId: null, state: null };
  }

  /** Its turn has come: judged like any change or cancellation, and written together with its number. */
  async function take(
    call: Caller,
    target: store.ProgramTargetRow,
    files: readonly RequestFileRow[],
    body: Json,
    sent: store.NewMessage,
  ): Promise<Acknowledged | undefined> {
    const id = newId(call.now);
    const beside = [store.messageTaken({ ...sent, request: id })];
    try {
      const receipt = await (sent.intent === 'cancel'
        ? changes.cancelOnce(call, target, (body as { reason: string }).reason, id, beside)
        : propose(call, target, files, body, { ...senderOf(call), id, sentAt: sent.receivedAt }, beside));
      // Who asks twice for the end of an order gets the first answer: nothing was written.
      return receipt && (receipt.requestId === id ? taken(receipt) : takeAgain(call, target, sent, receipt));
    } catch (error) {
      if (error instanceof PlatformError && error.code === 'change.nothing') return takeAgain(call, target, sent, null);
      if (violates(error, 'api_message_taken_once')) return undefined;
      throw error;
    }
  }

  async function propose(
    call: Caller,
    target: store.ProgramTargetRow,
    files: readonly RequestFileRow[],
    body: Json,
    sent: Parameters<Changes['proposeOnce']>[1],
    beside: readonly Call[],
  ): Promise<Receipt | undefined> {
    const { content } = body as { readonly content: Json };
    const { offered, own } = await asCustomer(call, target, content);
    const said = baseOf(body) === null ? (target.said as { readonly content?: Json } | null)?.content : undefined;
    const before = said === undefined || !offered ? undefined : checkContent(own, offered, said, files).content;
    return changes.proposeOnce(call, sent, { ...target, base: before ?? target.base }, files, content, beside);
  }

  async function takeAgain(
    call: Caller,
    target: store.ProgramTargetRow,
    sent: store.NewMessage,
    receipt: Receipt | null,
  ): Promise<Acknowledged | undefined> {
    const request = receipt?.requestId ?? null;
    const [[done]] = await tables(call).run(store.messageTakenAgain({ ...sent, ...restingOn(target), request }));
    return done && { outcome: 'taken', missing: [], requestId: request, state: receipt?.state ?? null };
  }

  /** Takes what waited for the order that has just come. */
  async function takeHeldOf(call: Caller, order: string): Promise<void> {
    const [[found]] = await tables(call).run(store.claimOfOrder({ order }));
    const { customer_id: customer } = senderOf(call);
    if (found?.claim && customer !== null) await takeHeld(call, customer, found.claim);
  }

  /** What waited, as far as nothing is missing. What is refused now is kept as refused, and what follows it goes on waiting. */
  async function takeHeld(call: Caller, customer: string, claim: string): Promise<void> {
    const [waiting] = await tables(call).run(
      store.heldOf({ customer, claim, since: new Date(call.now.getTime() - heldMilliseconds) }),
    );
    let hasMoved = false;
    for (const row of waiting) {
      // One after the other: each rests on the one before it.
      // oxlint-disable-next-line no-await-in-loop
      if (!(await ended(call, customer, row))) break;
      hasMoved = true;
    }
    // What came while these were taken waits for them, and nobody else looks at it.
    if (hasMoved) await takeHeld(call, customer, claim);
  }

  /** Whether what waited is taken or refused by now; else something that comes before it is missing still. */
  async function ended(call: Caller, customer: string, row: store.MessageRow): Promise<boolean> {
    const message = messageOf(row);
    const actor = call.actor.type === 'contact' ? { ...call.actor, id: row.contact_id } : call.actor;
    const sent = { ...newMessage({ ...call, actor }, message), receivedAt: row.received_at };
    try {
      return (await untilSettled(() => receiveOnce({ ...call, actor }, message, sent))).outcome !== 'held';
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      const { code, params, details = null } = error;
      const refusal = json({ code, params, details });
      await tables(call).run(store.refuseMessage({ customer, id: row.id, refusal }));
      return true;
    }
  }

  function newMessage(call: Caller, { id, intent, reference, sequence, body }: Message): store.NewMessage {
    const { customer_id: customer, contact_id: contact } = senderOf(call);
    const claim = claimKey({ value: reference, policy: 'refuse' });
    return {
      tenant: call.shop.tenant.id,
      customer: customer ?? nobody,
      contact: contact ?? nobody,
      id,
      intent,
      claim,
      sequence,
      hash: contentHash({ intent, claim, sequence, body }),
      body: json(body),
      receivedAt: call.now,
    };
  }
}

const baseOf = (body: Json): number | null => (body as { readonly base?: number | null }).base ?? null;

const restingOn = ({ id: order, version, status, touched }: store.ProgramTargetRow) => ({
  order,
  version,
  status,
  touched,
});

const taken = ({ requestId, state }: Receipt): Acknowledged => ({
  outcome: 'taken',
  missing: [],
  requestId,
  state: shownState(state),
});

/** A message as it was sent, except that its reference is as it is compared. */
const messageOf = ({ id, intent, claim, sequence, body }: store.MessageRow): Message => ({
  id,
  intent,
  reference: claim,
  sequence,
  body,
});

/** The first answer. */
function again(
  { state, request_id: requestId, request_state, refusal }: store.MessageRow,
  { sequence }: Message,
): Acknowledged {
  if (state === 'refused') throw new PlatformError(errors['sequence.refused'], { sequence }, { details: refusal });
  return { outcome: state === 'duplicate' ? 'duplicate' : 'taken', missing: [], requestId, state: request_state };
}
