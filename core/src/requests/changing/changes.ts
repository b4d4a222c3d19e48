import { cancelledStatuses, PlatformError, type Json, type Obstacle } from '@docket/sdk';
import { countHits, refuseBeyond, type Caller, type Limit } from '../../access/access.ts';
import { checkContent } from '../../content/content.ts';
import { errors } from '../../errors.ts';
import type { Database } from '../../kernel/database.ts';
import type { NewId } from '../../kernel/ids.ts';
import { json, type Call } from '../../kernel/statement.ts';
import { referred, type Reason } from '../admission.ts';
import { shownState, type Receipt } from '../outcomes.ts';
import { insertDraft, requestById, type RequestFileRow, type RequestRow } from '../store.ts';
import { untilSettled } from './attempts.ts';
import { eligibility } from './eligibility.ts';
import { judge, keptOf, rebase, wishRequest } from './judging.ts';
import { cancelled, changed, waits, withdrawn } from './outcomes-of-wishes.ts';
import {
  asCustomer,
  ownRequest,
  ownTarget,
  receipt,
  receiptOf,
  refuseObstacle,
  senderOf,
  wishOf,
  type Sent,
} from './own-orders.ts';
import type { Settling } from './settling.ts';
import * as store from './store-changing.ts';

/** What a customer may do with an order, and what became of what it asked for. */
export interface WishesPage {
  readonly change: { readonly obstacle: Obstacle | null };
  readonly cancel: { readonly obstacle: Obstacle | null };
  /** True while a change waits, and from its taking on until somebody of the shop has opened it. */
  readonly awaiting: boolean;
  readonly wishes: readonly ShownWish[];
}

/** One of them, with what its customer may read of the decision. */
export interface ShownWish {
  readonly id: string;
  readonly intent: 'change' | 'cancel';
  readonly state: string;
  readonly at: Date;
  /** Why it was cancelled, in the customer's own words; empty for a change. */
  readonly asked: string;
  /** Nothing of it while it waits. */
  readonly decision: Json;
}

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly settling: Settling;
}

type Rows = readonly (readonly unknown[])[];

/** What customers ask to be done with orders that are there: changes and cancellations. */
export type Changes = ReturnType<typeof createChanges>;

export function createChanges({ database, newId, settling }: Dependencies) {
  const tables = (call: Caller) => database.withTenant(call.shop.tenant.id);

  return { begin, submit, cancel, withdraw, ofOrder, proposeOnce, cancelOnce };

  /** What the order of the preloaded rows still allows, and what was asked of it; someone else's answers like an unknown one. */
  async function ofOrder(call: Caller, rows: Rows): Promise<WishesPage> {
    const [targets, sent] = rows as [store.TargetRow[], store.WishRow[]];
    const target = ownTarget(call, targets[0]);
    const { offered, own } = await asCustomer(call, target, target.content);
    const [change, cancelling] = [
      await eligibility(own, offered, target, { intent: 'change', door: 'portal' }),
      await eligibility(own, offered, target, { intent: 'cancel', door: 'portal' }),
    ];
    const isAwaiting = ({ intent, state, seen_at }: store.WishRow): boolean =>
      intent === 'change' && (state === 'waiting' || (state === 'accepted' && seen_at === null));
    return {
      change: { obstacle: change.obstacle },
      cancel: { obstacle: cancelling.obstacle },
      awaiting: sent.some(isAwaiting),
      wishes: sent.map(shownWish),
    };
  }

  /**
   * A draft of a change: the one that the contact has already, what waits of an earlier change, or the order as it is. Answers
   * its id.
   */
  async function begin(call: Caller, rows: Rows): Promise<string> {
    const target = ownTarget(call, (rows[0] as store.TargetRow[])[0]);
    const { actor } = call;
    if (actor.type !== 'contact') throw new PlatformError(errors['sign-in.needed']);
    const { offered, own } = await asCustomer(call, target, target.content);
    await refuseObstacle(own, offered, target, 'change');
    const [[draft], [waiting]] = await tables(call).run(
      store.draftOfChange({ order: target.id, contact: actor.id }),
      store.waitingChange({ order: target.id }),
    );
    if (draft) return draft.id;
    const id = newId(call.now);
    await tables(call).run(
      insertDraft({
        tenant: call.shop.tenant.id,
        id,
        kind: target.kind,
        flow: target.flow,
        door: 'portal',
        customer: actor.customerId,
        contact: actor.id,
        identity: json({}),
        proof: 'session',
        owner: null,
        content: json(waiting?.content ?? target.content),
        prefilled: null,
        kindVersion: offered!.kind.version,
        intent: 'change',
        order: target.id,
        baseVersion: waiting?.base_version ?? target.version,
        now: call.now,
      }),
    );
    return id;
  }

  /**
   * Sends a draft of a change. It is taken at once, waits, or is refused with every reason; sent again it gets the first answer
   * from whoever called this.
   */
  async function submit(
    call: Caller,
    draft: RequestRow,
    ownFiles: readonly RequestFileRow[],
    typed: Json,
    limits: readonly Limit[],
  ): Promise<Receipt> {
    return untilSettled(async (at) => {
      const [[target], files, [sent], hits] = await tables(call).run(
        store.targetOfRequest({ request: draft.id }),
        store.filesOfTarget({ request: draft.id }),
        requestById({ id: draft.id }),
        countHits(call.shop.tenant.id, at === 0 ? limits : [], call.now),
      );
      refuseBeyond(limits, hits, call.now);
      if (!sent) throw new PlatformError(errors['not-found']);
      if (sent.state !== 'draft') return receiptOf(sent);
      const allFiles = [...ownFiles, ...files];
      return proposeOnce(call, { ...sent, sentAt: call.now }, ownTarget(call, target), allFiles, typed);
    });
  }

  /**
   * Judges a change and writes what becomes of it; nothing when the order has moved on meanwhile. A program says anew what the whole
   * order is: what it did not mean to change stays as others left it, and `beside` is written in the same transaction.
   */
  async function proposeOnce(
    call: Caller,
    sent: Sent,
    target: store.TargetOfRequestRow,
    files: readonly RequestFileRow[],
    typed: Json,
    beside?: readonly Call[],
  ): Promise<Receipt | undefined> {
    const { offered, own } = await asCustomer(call, target, typed);
    const possible = await refuseObstacle(own, offered, target, 'change');
    const checked = checkContent(own, offered!, typed, files);
    if (checked.content === undefined)
      throw new PlatformError(errors['request.refused'], {}, { details: { issues: checked.issues } });
    const { content, merge, conflicts } = rebase(own, offered!, target, checked.content, files);
    const wish = beside
      ? wishOf(sent, 'change', merge.whole, target.version, 'nothing')
      : wishOf(sent, 'change', checked.content, target.base_version);
    const asked = await wishRequest(own, offered!, wish, target, conflicts.length > 0 ? merge.whole : content);
    const { admission, issues, trace } = await judge(own, asked, checked.issues);
    const reasons = [...conflictOf(conflicts), ...referred(issues)];
    const takes = reasons.length === 0 && (admission?.decision ?? 'accept') === 'accept';
    const said = {
      decided: {
        decision: takes ? 'accept' : 'wait',
        ...keptOf(admission),
        reasons,
        ...(target.base_version !== target.version && { merged: merge.merges.map(({ path }) => path) }),
      } as const,
      issues,
      trace: [...possible, ...trace],
      claim: admission?.claim,
    };
    const outcome = takes ? changed(target, wish, content, said) : waits(target, wish, said);
    const version = await settling.write(own, offered!, target, wish, outcome, beside);
    return version === undefined ? undefined : receipt(wish, target, outcome.state);
  }

  /**
   * Asks for the end of the order of the preloaded rows. It ends at once, or the wish waits. Whoever asks again gets the first
   * answer.
   */
  async function cancel(call: Caller, rows: Rows, reason: string): Promise<Receipt> {
    const first = ownTarget(call, (rows[0] as store.TargetRow[])[0]);
    return untilSettled(async (at) => {
      const [target] = at === 0 ? [first] : (await tables(call).run(store.targetById({ id: first.id })))[0];
      return cancelOnce(call, ownTarget(call, target), reason, newId(call.now));
    });
  }

  /** Judges a cancellation and writes what becomes of it under the id; nothing when the order has moved on meanwhile. */
  async function cancelOnce(
    call: Caller,
    target: store.TargetRow,
    reason: string,
    id: string,
    beside?: readonly Call[],
  ): Promise<Receipt | undefined> {
    const [[asked]] = await tables(call).run(store.cancellationOf({ id: target.id }));
    const { offered, own } = await asCustomer(call, target, target.content);
    const isOver = offered !== undefined && cancelledStatuses(offered.kind.pipeline).includes(target.status);
    if (asked && (asked.state === 'waiting' || isOver)) return receipt(asked, target, asked.state);
    const possible = await refuseObstacle(own, offered, target, 'cancel');
    const sent = { id, sentAt: call.now, ...senderOf(call) };
    const wish = wishOf(sent, 'cancel', { reason }, null, 'nothing');
    const { admission, issues, trace } = await judge(
      own,
      await wishRequest(own, offered!, wish, target, target.content),
      [],
    );
    const takes = (admission?.decision ?? 'accept') === 'accept';
    const said = {
      decided: { decision: takes ? 'accept' : 'wait', ...keptOf(admission) } as const,
      issues,
      trace: [...possible, ...trace],
    };
    const outcome = takes ? cancelled(offered!, target, wish, reason, said) : waits(target, wish, said);
    const version = await settling.write(own, offered!, target, wish, outcome, beside);
    return version === undefined ? undefined : receipt(wish, target, outcome.state);
  }

  /** Takes back what waits: a request for an order, a change or a cancellation. */
  async function withdraw(call: Caller, rows: Rows): Promise<void> {
    const [requests, targets] = rows as [RequestRow[], store.TargetOfRequestRow[]];
    const request = ownRequest(call, requests[0]);
    const isWithdrawn = await untilSettled(async (at) => {
      const [[now], [target]] =
        at === 0
          ? [[request], targets]
          : await tables(call).run(requestById({ id: request.id }), store.targetOfRequest({ request: request.id }));
      if (!now || shownState(now.state) !== 'waiting') return false;
      return (target ? withdrawWish(call, now, target) : withdrawRequest(call, now)).then((done) => done || undefined);
    });
    if (!isWithdrawn) throw new PlatformError(errors['request.decided']);
  }

  async function withdrawRequest(call: Caller, { id, state: from }: RequestRow): Promise<boolean> {
    const by = call.actor.type === 'contact' ? { type: 'contact', id: call.actor.id } : {};
    const decision = json({ by, decision: 'withdraw', reason: '', reasons: [{ code: 'withdrawn' }], at: call.now });
    const [[done]] = await tables(call).run(store.withdrawRequest({ id, from, decision, now: call.now }));
    return done !== undefined;
  }

  async function withdrawWish(call: Caller, request: RequestRow, target: store.TargetOfRequestRow): Promise<boolean> {
    const { offered } = await asCustomer(call, target, target.content);
    if (!offered) throw new PlatformError(errors['kind.unknown']);
    const intent = request.intent === 'cancel' ? 'cancel' : 'change';
    // It is judged by nobody any more.
    const wish = wishOf({ ...request, sentAt: call.now }, intent, request.content, target.base_version, 'waiting');
    const decided = { decision: 'withdraw', reason: '', reasons: [{ code: 'withdrawn' }] } as const;
    const outcome = withdrawn(wish, { decided, issues: [], trace: [] });
    return (await settling.write(call, offered, target, wish, outcome)) !== undefined;
  }
}

const conflictOf = (groups: readonly string[]): readonly Reason[] =>
  groups.length > 0 ? [{ code: 'conflicted', params: { groups: groups.join(', ') } }] : [];

/** What staff keep for themselves, such as settings and a plugin's reason to have it wait, stays inside. */
function shownWish({ id, intent, state, decision, submitted, submitted_at: at }: store.WishRow): ShownWish {
  const { reason = '', reasons = [], obstacle = null, rejected = [] } = (decision ?? {}) as Record<string, Json>;
  const asked = intent === 'cancel' ? (submitted as { readonly reason?: string }).reason : undefined;
  const isOver = state !== 'waiting' && state !== 'accepted';
  const told: Json = isOver ? { reason, reasons, obstacle, rejected } : state === 'accepted' ? { rejected } : {};
  return { id, intent, state, at, asked: asked ?? '', decision: told };
}
