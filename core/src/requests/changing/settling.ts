import { intake, type Claim, type Issue, type Json, type TraceStep } from '@docket/sdk';
import type { Caller } from '../../access/access.ts';
import { byActor } from '../../audit/audit.ts';
import { contentHash, searchText } from '../../content/content.ts';
import type { Database } from '../../kernel/database.ts';
import type { NewId } from '../../kernel/ids.ts';
import { json, type Call } from '../../kernel/statement.ts';
import type { OfferedKind } from '../../tenants/tenants.ts';
import type { Reason } from '../admission.ts';
import type { Override } from '../overrides.ts';
import { claimKey, claimTaken, isClaimTaken, violates } from '../claims.ts';
import { settle, type Settlement, type TargetRow } from './store-changing.ts';

/** A change or cancellation, as it was sent. */
export interface Wish {
  readonly id: string;
  readonly intent: 'change' | 'cancel';
  readonly door: string;
  readonly customer: string | null;
  readonly contact: string | null;
  readonly proof: string;
  readonly baseVersion: number | null;
  readonly from: Settlement['from'];
  /** When it had arrived. */
  readonly sentAt: Date;
  /** As received; of a cancellation its reason. */
  readonly submitted: Json;
}

/** Why it was decided as it was. `reason` is in the words of a person or plugin, `reasons` are codes of the core. */
export interface Decided {
  readonly decision: 'accept' | 'wait' | 'decline' | 'withdraw';
  readonly reason: string;
  readonly reasons?: readonly Reason[];
  readonly override?: Override;
  readonly [more: string]: Json | undefined | readonly Reason[] | Override;
}

/** What becomes of a wish and of its order. */
export interface Outcome {
  readonly state: Settlement['state'];
  readonly decided: Decided;
  readonly issues: readonly Issue[];
  readonly trace: readonly TraceStep[];
  /** The order's new content. */
  readonly content?: Json;
  /** The status that it moves to. */
  readonly to?: string;
  readonly claim?: Claim | undefined;
  /** Others that end with it, and as what. */
  readonly ends?: readonly {
    readonly id: string;
    readonly state: 'superseded' | 'withdrawn';
    readonly reason: Reason;
  }[];
  readonly entries: readonly { readonly type: string; readonly data: Json }[];
  readonly events: readonly { readonly name: string; readonly payload: Json; readonly without?: string }[];
  /** What staff did; absent when the customer did it. */
  readonly audit?: { readonly action: 'changes.decide' | 'changes.reject'; readonly after: Json };
}

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  /** Wakes the deliveries after a commit. */
  readonly wake: () => void;
}

/** Writes what becomes of changes and cancellations. */
export type Settling = ReturnType<typeof createSettling>;

export function createSettling({ database, newId, wake }: Dependencies) {
  /**
   * One statement in one round trip, under the lock of the order; `beside` is written in its transaction. Answers the order's version; nothing when order or request
   * have moved on since they were judged: then they are judged again.
   */
  async function write(
    call: Caller,
    offered: OfferedKind,
    target: TargetRow,
    wish: Wish,
    outcome: Outcome,
    beside: readonly Call[] = [],
  ): Promise<number | undefined> {
    const tables = database.withTenant(call.shop.tenant.id);
    try {
      const [[row]] = await tables.run(settle(settlement(call, offered, target, wish, outcome)), ...beside);
      if (row) wake();
      return row?.version;
    } catch (cause) {
      if (violates(cause, 'request_waits_for_order')) return undefined;
      if (!isClaimTaken(cause) || !outcome.claim) throw cause;
      if (outcome.claim.policy === 'warn') {
        return write(call, offered, target, wish, { ...outcome, claim: undefined }, beside);
      }
      throw (await claimTaken(tables, target.customer_id, outcome.claim)) ?? cause;
    }
  }

  function settlement(
    call: Caller,
    { kind }: OfferedKind,
    target: TargetRow,
    wish: Wish,
    { state, decided, issues, trace, claim, to, audit, ...outcome }: Outcome,
  ): Settlement {
    const { now } = call;
    const by = byActor(call.actor);
    const { from, submitted, sentAt: _, ...sent } = wish;
    const decisionOf = (made: Json): Json => ({
      by: JSON.parse(by) as Json,
      ...(made as object),
      at: now.toISOString(),
    });
    return {
      tenant: call.shop.tenant.id,
      ...sent,
      kind: target.kind,
      flow: target.flow,
      order: target.id,
      from,
      state,
      submitted: json(submitted),
      hash: contentHash(submitted),
      kindVersion: kind.version,
      issues: json(issues),
      decision: json(decisionOf(decided as Json)),
      trace: json(trace),
      version: target.version,
      status: target.status,
      touched: target.touched,
      ...newVersion(kind, outcome.content),
      claim: claim ? claimKey(claim) : null,
      to: to ?? null,
      final: kind.pipeline.statuses.find(({ id }) => id === to)?.final ?? false,
      ends: json(
        (outcome.ends ?? []).map(({ id, state: ended, reason }) => ({
          id,
          state: ended,
          decision: decisionOf({ decision: ended, reason: '', reasons: [reason as Json] }),
        })),
      ),
      entries: json(outcome.entries.map((entry) => ({ id: newId(now), ...entry }))),
      auditId: audit ? newId(now) : null,
      action: audit?.action ?? '',
      after: json(audit?.after ?? null),
      events: json(
        outcome.events.map(({ name: event, payload, without }) => ({
          id: newId(now),
          event,
          payload,
          subscribers: call.shop.hooks
            .subscribers({ ...intake.accepted, name: event })
            .filter((name) => name !== without),
        })),
      ),
      by,
      now,
    };
  }

  return { write };
}

/** What lists and searches know of an order's new content; nothing of it where the order stays as it is. */
function newVersion(kind: OfferedKind['kind'], content: Json | undefined) {
  if (content === undefined)
    return {
      content: null,
      contentHash: null,
      title: null,
      reference: null,
      dueOn: null,
      quantity: null,
      search: null,
      files: json([]),
    };
  const summary = kind.summary(content);
  return {
    content: json(content),
    contentHash: contentHash(content),
    title: summary.title,
    reference: summary.reference ?? null,
    dueOn: summary.dueOn ?? null,
    quantity: summary.quantity,
    search: searchText(summary),
    files: json(kind.files(content)),
  };
}
