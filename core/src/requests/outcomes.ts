import {
  intake,
  issue,
  PlatformError,
  prefixOf,
  type IntakeRequest,
  type Issue,
  type Json,
  type TraceStep,
} from '@docket/sdk';
import { refuseBeyond, windowsOf, type Caller, type Limit } from '../access/access.ts';
import { byActor } from '../audit/audit.ts';
import { searchText, contentHash, type Change } from '../content/content.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { ownRows } from '../kernel/own-rows.ts';
import { json, type Call } from '../kernel/statement.ts';
import type { OfferedKind } from '../tenants/tenants.ts';
import type { Verdict } from './admission.ts';
import { claimKey, claimTaken, isClaimTaken } from './claims.ts';
import { tellCorrected } from './correcting/store-correcting.ts';
import { referenceOf } from './flow.ts';
import type { Sender } from './sender.ts';
import * as store from './store.ts';

/** What a sender is told: the same whenever the same is sent again. */
export interface Receipt {
  readonly requestId: string;
  readonly state: string;
  readonly orderId: string | null;
  /** The order's number, as it is now; null while the request waits. */
  readonly number: number | null;
  /** Letters before the number, see `orderLabel`; null while the request waits. */
  readonly prefix: string | null;
}

/** Everything that was decided of a request before a byte is written. */
export interface Prepared {
  readonly request: IntakeRequest;
  readonly sender: Sender;
  readonly issues: readonly Issue[];
  readonly admission: Verdict;
  readonly initialStatus: string;
  readonly trace: readonly TraceStep[];
  /** The state it must be in; `nothing` when it must not be there. */
  readonly from: 'nothing' | 'draft' | 'waiting' | 'quarantined';
  /** What staff decided about: the version of their working copy, and what of it differs from what was sent. */
  readonly corrected?: { readonly version: number; readonly changes: readonly Change[] };
  /** What it is counted by; nothing when staff decide: their work is not counted. */
  readonly limits: readonly Limit[];
}

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  /** Wakes the deliveries after a commit. */
  readonly wake: () => void;
}

/** Writes what becomes of a request. */
export type Outcomes = ReturnType<typeof createOutcomes>;

/** Events by what became of a request. Those that wait are told to the core's own notices; no plugin's contract holds them yet. */
const eventOf = {
  accept: intake.accepted.name,
  wait: 'intake.waiting',
  quarantine: 'intake.quarantined',
} as const;

export function createOutcomes({ database, newId, wake }: Dependencies) {
  return { write };

  /** One statement in one round trip. Nothing is written, and nothing answered, when the request has moved on. */
  async function write(
    call: Caller,
    offered: OfferedKind,
    draft: store.RequestRow | undefined,
    prepared: Prepared,
  ): Promise<Receipt | undefined> {
    try {
      return await writeOnce(call, offered, draft, prepared);
    } catch (cause) {
      if (!isClaimTaken(cause)) throw cause;
      return write(call, offered, draft, await secondComer(call, prepared, cause));
    }
  }

  async function writeOnce(
    call: Caller,
    offered: OfferedKind,
    draft: store.RequestRow | undefined,
    prepared: Prepared,
  ): Promise<Receipt | undefined> {
    const { request, admission, limits } = prepared;
    const decision = admission.decision as keyof typeof eventOf;
    const accepted = decision === 'accept';
    const order = accepted ? newId(call.now) : null;
    const own = accepted ? await call.shop.hooks.within(intake.writing, request, call) : [];
    const row = {
      ...submitRow(call, offered, draft, prepared),
      order,
      entryId: newId(call.now),
      outboxId: newId(call.now),
      event: eventOf[decision],
      subscribers: call.shop.hooks.subscribers({ ...intake.accepted, name: eventOf[decision] }),
      hits: json(windowsOf(limits, call.now)),
    };
    const calls: [Call<store.SubmittedRow>, ...Call[]] = [
      store.submitRequest(row),
      ...own.flatMap((rows) =>
        ownRows(rows, { condition: 'exists (select from core.orders where id = $2)', value: order! }),
      ),
      ...(call.actor.type === 'staff' ? [released(call, row, order)] : []),
      ...correction(call, prepared, order),
    ];
    const [[written]] = await unlessErased(call, database.withTenant(call.shop.tenant.id).run(...calls));
    refuseBeyond(limits, written!.counted, call.now);
    if (!written!.taken) return undefined;
    wake();
    const { number } = written!;
    const prefix = number === null ? null : row.prefix;
    return { requestId: request.id, state: shownState(row.state), orderId: order, number, prefix };
  }

  /** Somebody else holds the name: refused, or taken in without it and with a warning, as the plugin said. */
  async function secondComer(call: Caller, prepared: Prepared, cause: unknown): Promise<Prepared> {
    const { claim, ...admission } = prepared.admission;
    const { customer } = prepared.sender;
    if (claim === undefined || customer === null) throw cause;
    const taken = await claimTaken(database.withTenant(call.shop.tenant.id), customer, claim);
    if (claim.policy === 'refuse') throw taken ?? new PlatformError(errors['request.in-flight'], {}, { cause });
    const warning = issue('warn', taken?.code ?? 'claim.taken', '', { value: claim.value, ...taken?.params });
    return { ...prepared, admission, issues: [...prepared.issues, warning] };
  }

  /** What the order's history says of it: nothing where it is as it was sent, or makes no order. */
  function correction(call: Caller, { corrected }: Prepared, order: string | null): readonly Call[] {
    if (!corrected || corrected.changes.length === 0 || order === null) return [];
    const changes = json(corrected.changes);
    return [tellCorrected({ order, entryId: newId(call.now), changes, by: byActor(call.actor), now: call.now })];
  }

  function released(call: Caller, { id, from, by }: ReturnType<typeof submitRow>, order: string | null): Call {
    const audited = { auditId: newId(call.now), by: byActor(call.actor), onBehalf: by, now: call.now };
    return store.auditRelease({ id, order, from, ...audited });
  }
}

/** A state as its sender is told it: what seems to be a machine is not told that it was found out. */
export const shownState = (state: string): string => (state === 'quarantined' ? 'waiting' : state);

/**
 * A sender who was erased between the look-up of the session and this: the row that it points at is gone. Strangers are
 * taken for new ones when they send again.
 */
async function unlessErased<T>({ actor }: Caller, writing: Promise<T>): Promise<T> {
  try {
    return await writing;
  } catch (cause) {
    if (!pointsAtErased(cause)) throw cause;
    throw new PlatformError(errors[actor.type === 'contact' ? 'sign-in.needed' : 'request.in-flight'], {}, { cause });
  }
}

/** A row of the core that points at what is not there any more; one of a plugin is the plugin's fault. */
const pointsAtErased = (cause: unknown): boolean =>
  cause instanceof Error &&
  'code' in cause &&
  cause.code === foreignKeyViolation &&
  'schema' in cause &&
  cause.schema === 'core';

/** PostgreSQL's code for it. */
const foreignKeyViolation = '23503';

/** Through which door it comes, and for which customer. */
export const arrivalOf = (
  draft: store.RequestRow | undefined,
  { customer, proof }: Pick<Sender, 'customer' | 'proof'>,
): Pick<IntakeRequest, 'door' | 'customerId'> => ({
  door: proof === 'key' ? 'api' : draft?.door === 'public' ? 'public' : 'portal',
  ...(customer !== null && { customerId: customer }),
});

/** A request as hooks see it before it is decided. */
export function intakeRequest(
  id: string,
  { kind }: OfferedKind,
  draft: store.RequestRow | undefined,
  sender: Sender,
  content: Json,
  arrived: Pick<IntakeRequest, 'flow' | 'refers' | 'receivedAt'>,
): IntakeRequest {
  return {
    id,
    intent: 'create',
    kind: kind.id,
    ...arrivalOf(draft, sender),
    ...(sender.contact !== null && { contactId: sender.contact }),
    proof: sender.proof,
    content,
    ...arrived,
    ...referenceOf(kind.fields, kind.summary(content)),
  };
}

const stateOf = { accept: 'accepted', wait: 'waiting', quarantine: 'quarantined' } as const;

function submitRow(
  call: Caller,
  { kind }: OfferedKind,
  draft: store.RequestRow | undefined,
  { request, sender, admission, issues, trace, initialStatus, from, corrected }: Prepared,
) {
  const decision = admission.decision as keyof typeof stateOf;
  const summary = kind.summary(request.content);
  // What waits in quarantine makes no customer; staff do when they release it.
  const people =
    decision === 'quarantine' && sender.proof === 'none'
      ? { customer: null, contact: null, newCustomer: null, newContact: null }
      : peopleOf(sender);
  return {
    tenant: call.shop.tenant.id,
    id: request.id,
    kind: kind.id,
    flow: request.flow,
    door: request.door,
    state: stateOf[decision],
    from,
    looked: corrected?.version ?? null,
    ...people,
    identity: json(draft?.identity ?? {}),
    proof: sender.proof,
    content: json(request.content),
    hash: contentHash(request.content),
    kindVersion: kind.version,
    issues: json(issues),
    decision: json({ by: decidedBy(call), ...admission, at: call.now }),
    trace: json(trace),
    // In somebody else's name nobody takes a reference away.
    claim: admission.claim && sender.proof !== 'none' ? claimKey(admission.claim) : null,
    now: call.now,
    inPortal: sender.inPortal,
    status: initialStatus,
    prefix: prefixOf(kind.pipeline, initialStatus),
    title: summary.title,
    reference: summary.reference ?? null,
    dueOn: summary.dueOn ?? null,
    quantity: summary.quantity,
    search: searchText(summary),
    by: byActor(sentBy(call, draft)),
    files: json(kind.files(request.content)),
    firstNumber: Number(call.shop.settingsOf('core')['firstOrderNumber']),
  };
}

const peopleOf = ({ customer, contact, newCustomer, newContact }: Sender) => ({
  customer,
  contact,
  newCustomer: newCustomer && json(newCustomer),
  newContact: newContact && json(newContact),
});

const decidedBy = ({ actor }: Caller): Json =>
  actor.type === 'staff' ? { type: 'staff', id: actor.id } : { type: 'policy' };

/** Staff who release a request are not its sender. */
const sentBy = ({ actor }: Caller, draft: store.RequestRow | undefined): Caller['actor'] => {
  if (actor.type === 'contact' || !draft) return actor;
  if (draft.contact_id !== null) {
    return { type: 'contact', id: draft.contact_id, customerId: draft.customer_id ?? '', rights: [] };
  }
  return { type: 'stranger', name: draft.identity.name ?? '', email: draft.identity.email ?? '' };
};
