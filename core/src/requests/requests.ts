import { intake, PlatformError, status as statusHooks, type Issue, type Json } from '@docket/sdk';
import {
  limitOf,
  refuseBeyond,
  windowsOf,
  type Caller,
  type HitRow,
  type Limit,
  type LooseCounts,
} from '../access/access.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { json, type Call } from '../kernel/statement.ts';
import type { OfferedKind } from '../tenants/tenants.ts';
import { suspicionsOf, verdictOf } from './admission.ts';
import { arrivalOf, intakeRequest, shownState, type Outcomes, type Prepared, type Receipt } from './outcomes.ts';
import type { Changes } from './changing/changes.ts';
import { flowOf } from './flow.ts';
import { isSolved, makePuzzle } from './puzzle.ts';
import { callFor, checkContent, contentHash } from '../content/content.ts';
import { knownSender, strangeSender, withNamesakes, type Sender } from './sender.ts';
import { allCounted, isPast, type SubmitLimits } from './submit-limits.ts';
import * as store from './store.ts';

export { requestById, type RequestRow } from './store.ts';

/** A submit: the draft's id, and the content when it does not lie in the draft. */
export interface Submission {
  readonly id: string;
  readonly kind?: string | undefined;
  readonly content?: Json | undefined;
  /** The draft's puzzle with its solution, where the page's script solved one. */
  readonly work?: string | undefined;
}

/** Reads that a submit needs, made in the round trip that knows the session. */
export interface SubmitReads {
  readonly draft: store.RequestRow | undefined;
  readonly files: readonly store.RequestFileRow[];
  readonly namesakes: readonly store.NamesakeRow[];
  /** Submits so far in the windows that they are counted in. */
  readonly hits: readonly HitRow[];
  /** False when only the counters were read: the content came along, so that most likely nothing else is there. */
  readonly isWhole: boolean;
}

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly outcomes: Outcomes;
  readonly changes: Pick<Changes, 'submit'>;
  readonly counts: LooseCounts;
  /** Signs puzzles, so that nothing of them is stored. */
  readonly puzzleKey: Buffer;
}

/** Requests: what came in and what became of it. */
export type Requests = ReturnType<typeof createRequests>;

export function createRequests({ database, newId, outcomes, changes, counts, puzzleKey }: Dependencies) {
  const tables = (call: Caller) => database.withTenant(call.shop.tenant.id);

  return { submit, puzzle, reads: submitReads };

  /** Takes a submit in, whole, or refuses it with every reason. */
  async function submit(
    call: Caller,
    owner: Buffer | null,
    reads: SubmitReads,
    submission: Submission,
    limits: SubmitLimits,
  ): Promise<Receipt> {
    if (reads.isWhole) return submitKnown(call, owner, reads, submission, limits);
    const receipt = await submitFresh(call, reads, submission, limits);
    if (receipt) return receipt;
    const rows = await tables(call).run(...submitPreload(submission.id, limits.counted, call.now));
    return submitKnown(call, owner, submitReads(rows), submission, limits);
  }

  /**
   * A contact's content under an id that is new, as integrations send it: nothing is read that is not there. No answer
   * when it is not that simple after all; nothing is written then.
   */
  async function submitFresh(
    call: Caller,
    reads: SubmitReads,
    submission: Submission,
    limits: SubmitLimits,
  ): Promise<Receipt | undefined> {
    const { actor } = call;
    if (actor.type !== 'contact' || !actor.rights.includes('order') || submission.kind === undefined) return undefined;
    try {
      const offered = offeredKind(call, submission.kind);
      refuseBeyondLimits(call, reads, limits);
      const own = await callFor(call, offered, actor.customerId, submission.content ?? null);
      const prepared = await prepare(own, offered, reads, submission, limits);
      return await outcomes.write(own, offered, undefined, { ...prepared, from: 'nothing', limits: limits.counted });
    } catch (error) {
      if (error instanceof PlatformError) return undefined;
      throw error;
    }
  }

  async function submitKnown(
    call: Caller,
    owner: Buffer | null,
    reads: SubmitReads,
    submission: Submission,
    limits: SubmitLimits,
  ): Promise<Receipt> {
    const { draft } = reads;
    const kind = draft ? draft.kind : submission.kind;
    if (draft ? !owns(call, draft, owner) : call.actor.type !== 'contact' || kind === undefined)
      throw new PlatformError(errors['not-found']);
    const offered = offeredKind(call, kind);
    if (call.actor.type === 'contact' && !call.actor.rights.includes('order'))
      throw new PlatformError(errors['right.missing']);
    if (draft?.intent === 'change' && draft.state === 'draft')
      return changes.submit(call, draft, reads.files, submission.content ?? draft.content, limits.counted);
    const own = await callFor(call, offered, provenCustomer(call), submission.content ?? draft?.content ?? null);
    if (draft && draft.state !== 'draft') return again(own, offered, draft, reads, submission);
    refuseBeyondLimits(call, reads, limits);
    const receipt = await withNamesakes(
      tables(call),
      { id: submission.id, known: reads.namesakes },
      async (namesakes) => {
        const prepared = await prepare(own, offered, { ...reads, namesakes }, submission, limits);
        const from = draft ? 'draft' : 'nothing';
        return outcomes.write(own, offered, draft, { ...prepared, from, limits: allCounted(call, draft, limits) });
      },
    );
    if (receipt) return receipt;
    const [[sent]] = await tables(call).run(store.requestById({ id: submission.id }));
    if (!sent) throw new PlatformError(errors['not-found']);
    return again(own, offered, sent, reads, submission);
  }

  /** Everything that is decided before a byte is written. */
  async function prepare(
    call: Caller,
    offered: OfferedKind,
    reads: SubmitReads,
    submission: Submission,
    limits: SubmitLimits,
  ): Promise<Omit<Prepared, 'from' | 'limits'>> {
    const { draft, files, namesakes } = reads;
    const checked = checkContent(call, offered, submission.content ?? draft?.content ?? null, files);
    if (checked.content === undefined) throw refused(checked.issues);
    const sender = senderOf(call, draft, namesakes);
    const flow = await flowOf(call, offered, { intent: 'create', ...arrivalOf(draft, sender) });
    const arrived = { ...flow, receivedAt: call.now };
    const request = intakeRequest(submission.id, offered, draft, sender, checked.content, arrived);
    const guarded = await call.shop.hooks.guard(intake.validate, request, call);
    const issues = [...checked.issues, ...guarded.issues];
    if (guarded.issues.some(({ severity }) => severity === 'refuse')) throw refused(issues);
    const admitted = await call.shop.hooks.ask(intake.admit, request, call);
    const admission = verdictOf(suspicions(call, reads, submission, limits), admitted.value, issues);
    if (admission.decision === 'refuse')
      throw new PlatformError(errors['request.unavailable'], {}, { details: { reason: admission.reason } });
    const initial = await call.shop.hooks.ask(statusHooks.initial, { kind: offered.kind.id, request }, call);
    const initialStatus = initial.value?.status ?? offered.kind.pipeline.initial;
    counts.take(call.shop.tenant.id, limitOf(call.shop, 'submitsPerShop'), call.now);
    return {
      request,
      sender,
      issues,
      admission,
      initialStatus,
      trace: [...guarded.trace, ...admitted.trace, ...initial.trace],
    };
  }

  /** A contact is known; of a stranger the form, the clock and the puzzle speak. */
  function suspicions(call: Caller, { draft, hits }: SubmitReads, { work }: Submission, limits: SubmitLimits) {
    if (call.actor.type === 'contact' || !draft) return [];
    const owesWork = isPast(limits.free, hits, call.now) && !isSolved(puzzleKey, puzzleOf(call, draft.id), work);
    return suspicionsOf({
      trap: 'trap' in draft.identity,
      begun: draft.created_at,
      now: call.now,
      owesWorkBeyond: owesWork ? limits.free?.most : undefined,
    });
  }

  /**
   * The puzzle that this draft's page has to solve before it sends; null while none is asked for. The page starts a little
   * early, since others behind the same network may send meanwhile. A foreign draft answers like an unknown one.
   */
  function puzzle(call: Caller, owner: Buffer | null, reads: SubmitReads, limits: SubmitLimits): string | null {
    const { draft, hits } = reads;
    if (!draft || !owns(call, draft, owner)) throw new PlatformError(errors['not-found']);
    const isAsked = draft.state === 'draft' && isPast(limits.early, hits, call.now);
    return isAsked ? makePuzzle(puzzleKey, puzzleOf(call, draft.id)) : null;
  }

  function senderOf(
    call: Caller,
    draft: store.RequestRow | undefined,
    namesakes: readonly store.NamesakeRow[],
  ): Sender {
    if (call.actor.type === 'contact') return knownSender(call.actor, call.isProgram);
    return strangeSender(draft?.identity ?? {}, namesakes, { customer: newId(call.now), contact: newId(call.now) });
  }
}

/** True for the contact who began the draft, or the browser that holds its cookie. */
export function owns(call: Caller, draft: store.RequestRow, owner: Buffer | null): boolean {
  // What a person writes is not for programs to send.
  if (call.isProgram && draft.door !== 'api') return false;
  if (draft.contact_id !== null && draft.draft_token_hash === null) {
    return call.actor.type === 'contact' && call.actor.id === draft.contact_id;
  }
  return owner !== null && draft.draft_token_hash !== null && owner.equals(draft.draft_token_hash);
}

/** Whose settings hold: nothing of a customer's holds for an address that nobody has proven. */
export const provenCustomer = ({ actor }: Caller): string | undefined =>
  actor.type === 'contact' ? actor.customerId : undefined;

/** The kind a shop offers under this name; one that is unknown or switched off is not there. */
export function offeredKind(call: Caller, id: string | undefined): OfferedKind {
  const offered = id === undefined ? undefined : call.shop.kinds.get(id);
  if (!offered) throw new PlatformError(errors['kind.unknown']);
  return offered;
}

const refused = (issues: readonly Issue[]): PlatformError =>
  new PlatformError(errors['request.refused'], {}, { details: { issues } });

const puzzleOf = ({ shop, now }: Caller, draft: string) => ({ tenant: shop.tenant.id, draft, now });

/** Spares the work where it is clear already; when many come at once, the statement that counts them decides. */
const refuseBeyondLimits = (call: Caller, { hits }: SubmitReads, { counted }: SubmitLimits): void =>
  refuseBeyond(
    counted,
    hits.map(({ key, count }) => ({ key, count: count + 1 })),
    call.now,
  );

/** The rows of `submitPreload`, named. */
function submitReads(rows: readonly (readonly unknown[])[]): SubmitReads {
  const hits = rows.at(-1) as HitRow[];
  if (rows.length === 1) return { draft: undefined, files: [], namesakes: [], hits, isWhole: false };
  const [drafts, files, namesakes] = rows as [store.RequestRow[], store.RequestFileRow[], store.NamesakeRow[]];
  return { draft: drafts[0], files, namesakes, hits, isWhole: true };
}

/**
 * What a submit must know, besides the session. Who sends it is not known yet, so the counters of all who it may be
 * are read. Without an id only the counters.
 */
export const submitPreload = (id: string | undefined, limits: readonly Limit[], now: Date): readonly Call[] => [
  ...(id === undefined
    ? []
    : [store.requestById({ id }), store.filesOfRequest({ id }), store.namesakesOfDraft({ id })]),
  store.hitsOf({ hits: json(windowsOf(limits, now)) }),
];

/** The same submit again: the first answer. Other content under the same id is refused, the first stays. */
function again(
  call: Caller,
  offered: OfferedKind,
  sent: store.RequestRow,
  { files }: SubmitReads,
  { content }: Submission,
): Receipt {
  if (content !== undefined) {
    const checked = checkContent(call, offered, content, files);
    const same = checked.content !== undefined && contentHash(checked.content) === sent.submitted_hash;
    if (!same) throw new PlatformError(errors['request.other-content']);
  }
  const { order_number: number, order_prefix: prefix } = sent;
  return { requestId: sent.id, state: shownState(sent.state), orderId: sent.outcome_id, number, prefix };
}
