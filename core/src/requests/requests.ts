import { intake, PlatformError, status as statusHooks, type Issue, type Json } from '@docket/sdk';
import { mostOf, type Caller } from '../access/access.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Call } from '../kernel/statement.ts';
import type { OfferedKind } from '../tenants/tenants.ts';
import { standardAdmission } from './admission.ts';
import { intakeRequest, type Outcomes, type Prepared, type Receipt, type SubmitLimit } from './outcomes.ts';
import { checkContextOf, contentHash } from '../content/content.ts';
import { knownSender, strangeSender, withNamesakes, type Sender } from './sender.ts';
import * as store from './store.ts';

export { requestById, type RequestRow } from './store.ts';

/** A submit: the draft's id, and the content when it does not lie in the draft. */
export interface Submission {
  readonly id: string;
  readonly kind?: string | undefined;
  readonly content?: Json | undefined;
}

/** Reads that a submit needs, made in the round trip that knows the session. */
export interface SubmitReads {
  readonly draft: store.RequestRow | undefined;
  readonly files: readonly store.RequestFileRow[];
  readonly namesakes: readonly store.NamesakeRow[];
  /** Submits so far, by the key that they are counted under. */
  readonly hits: ReadonlyMap<string, number>;
  /** False when only the counters were read: the content came along, so that most likely nothing else is there. */
  readonly isWhole: boolean;
}

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly outcomes: Outcomes;
}

/** Requests: what came in and what became of it. */
export type Requests = ReturnType<typeof createRequests>;

export function createRequests({ database, newId, outcomes }: Dependencies) {
  const tables = (call: Caller) => database.withTenant(call.shop.tenant.id);

  return { submit, reads: submitReads };

  /** Takes a submit in, whole, or refuses it with every reason. */
  async function submit(
    call: Caller,
    owner: Buffer | null,
    reads: SubmitReads,
    submission: Submission,
    limit: SubmitLimit,
  ): Promise<Receipt> {
    if (reads.isWhole) return submitKnown(call, owner, reads, submission, limit);
    const receipt = await submitFresh(call, reads, submission, limit);
    if (receipt) return receipt;
    const rows = await tables(call).run(...submitPreload(submission.id, [limit.key], limit.windowStart));
    return submitKnown(call, owner, submitReads(rows), submission, limit);
  }

  /**
   * A contact's content under an id that is new, as integrations send it: nothing is read that is not there. No answer
   * when it is not that simple after all; nothing is written then.
   */
  async function submitFresh(
    call: Caller,
    reads: SubmitReads,
    submission: Submission,
    limit: SubmitLimit,
  ): Promise<Receipt | undefined> {
    const { actor } = call;
    if (actor.type !== 'contact' || !actor.rights.includes('order') || submission.kind === undefined) return undefined;
    try {
      const offered = offeredKind(call, submission.kind);
      refuseBeyondLimit(call, reads, limit);
      const prepared = await prepare(call, offered, reads, submission);
      return await outcomes.write(call, offered, undefined, { ...prepared, from: 'nothing', limit });
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
    limit: SubmitLimit,
  ): Promise<Receipt> {
    const { draft } = reads;
    const kind = draft ? draft.kind : submission.kind;
    if (draft ? !owns(call, draft, owner) : call.actor.type !== 'contact' || kind === undefined)
      throw new PlatformError(errors['not-found']);
    const offered = offeredKind(call, kind);
    if (call.actor.type === 'contact' && !call.actor.rights.includes('order'))
      throw new PlatformError(errors['right.missing']);
    if (draft && draft.state !== 'draft') return again(call, offered, draft, reads, submission);
    refuseBeyondLimit(call, reads, limit);
    const receipt = await withNamesakes(
      tables(call),
      { id: submission.id, known: reads.namesakes },
      async (namesakes) => {
        const prepared = await prepare(call, offered, { ...reads, namesakes }, submission);
        return outcomes.write(call, offered, draft, { ...prepared, from: draft ? 'draft' : 'nothing', limit });
      },
    );
    if (receipt) return receipt;
    const [[sent]] = await tables(call).run(store.requestById({ id: submission.id }));
    if (!sent) throw new PlatformError(errors['not-found']);
    return again(call, offered, sent, reads, submission);
  }

  /** Everything that is decided before a byte is written. */
  async function prepare(
    call: Caller,
    offered: OfferedKind,
    reads: SubmitReads,
    submission: Submission,
  ): Promise<Omit<Prepared, 'from' | 'limit'>> {
    const { draft, files, namesakes } = reads;
    const checked = offered.kind.check(
      submission.content ?? draft?.content ?? null,
      checkContextOf(call, offered, files),
    );
    if (checked.content === undefined) throw refused(checked.issues);
    const sender = senderOf(call, draft, namesakes);
    const request = intakeRequest(submission.id, offered, draft, sender, checked.content);
    const guarded = await call.shop.hooks.guard(intake.validate, request, call);
    const issues = [...checked.issues, ...guarded.issues];
    if (guarded.issues.some(({ severity }) => severity === 'refuse')) throw refused(issues);
    const admitted = await call.shop.hooks.ask(intake.admit, request, call);
    const admission = admitted.value ?? standardAdmission(arrival(call, draft));
    if (admission.decision === 'refuse')
      throw new PlatformError(errors['request.unavailable'], {}, { details: { reason: admission.reason } });
    const initial = await call.shop.hooks.ask(statusHooks.initial, { kind: offered.kind.id, request }, call);
    const initialStatus = initial.value?.status ?? offered.kind.pipeline.initial;
    return {
      request,
      sender,
      issues,
      admission,
      initialStatus,
      trace: [...guarded.trace, ...admitted.trace, ...initial.trace],
    };
  }

  function senderOf(
    call: Caller,
    draft: store.RequestRow | undefined,
    namesakes: readonly store.NamesakeRow[],
  ): Sender {
    if (call.actor.type === 'contact') return knownSender(call.actor);
    return strangeSender(draft?.identity ?? {}, namesakes, { customer: newId(call.now), contact: newId(call.now) });
  }
}

/** True for the contact who began the draft, or the browser that holds its cookie. */
export function owns(call: Caller, draft: store.RequestRow, owner: Buffer | null): boolean {
  if (draft.contact_id !== null && draft.draft_token_hash === null) {
    return call.actor.type === 'contact' && call.actor.id === draft.contact_id;
  }
  return owner !== null && draft.draft_token_hash !== null && owner.equals(draft.draft_token_hash);
}

/** The kind a shop offers under this name; one that is unknown or switched off is not there. */
export function offeredKind(call: Caller, id: string | undefined): OfferedKind {
  const offered = id === undefined ? undefined : call.shop.kinds.get(id);
  if (!offered) throw new PlatformError(errors['kind.unknown']);
  return offered;
}

const refused = (issues: readonly Issue[]): PlatformError =>
  new PlatformError(errors['request.refused'], {}, { details: { issues } });

const hour = 3_600_000;

/** The hour that submits of this moment are counted in. */
export const hourOf = (now: Date): Date => new Date(Math.floor(now.getTime() / hour) * hour);

function refuseBeyondLimit(call: Caller, { hits }: SubmitReads, { key, windowStart }: SubmitLimit): void {
  if ((hits.get(key) ?? 0) < allowedPerHour(call)) return;
  const minutes = Math.ceil((windowStart.getTime() + hour - call.now.getTime()) / 60_000);
  throw new PlatformError(errors['limit.reached'], { minutes });
}

const allowedPerHour = ({ shop, actor }: Caller): number =>
  mostOf(shop, actor.type === 'contact' ? 'submitsPerHour' : 'publicSubmitsPerHour');

/** The rows of `submitPreload`, named. */
function submitReads(rows: readonly (readonly unknown[])[]): SubmitReads {
  const hits = new Map((rows.at(-1) as store.HitRow[]).map(({ key, count }) => [key, count]));
  if (rows.length === 1) return { draft: undefined, files: [], namesakes: [], hits, isWhole: false };
  const [drafts, files, namesakes] = rows as [store.RequestRow[], store.RequestFileRow[], store.NamesakeRow[]];
  return { draft: drafts[0], files, namesakes, hits, isWhole: true };
}

/**
 * What a submit must know, besides the session. Who sends it is not known yet, so the counters of all who it may be
 * are read. Without an id only the counters.
 */
export const submitPreload = (id: string | undefined, keys: readonly string[], windowStart: Date): readonly Call[] => [
  ...(id === undefined
    ? []
    : [store.requestById({ id }), store.filesOfRequest({ id }), store.namesakesOfDraft({ id })]),
  store.hitsOf({ keys, windowStart }),
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
    const checked = offered.kind.check(content, checkContextOf(call, offered, files));
    const same = checked.content !== undefined && contentHash(checked.content) === sent.submitted_hash;
    if (!same) throw new PlatformError(errors['request.other-content']);
  }
  return { requestId: sent.id, state: sent.state, orderId: sent.outcome_id, number: sent.order_number };
}

const arrival = (call: Caller, draft: store.RequestRow | undefined) => ({
  door: draft?.door ?? 'portal',
  trap: draft !== undefined && 'trap' in draft.identity,
  begun: draft?.created_at ?? call.now,
  now: call.now,
});
