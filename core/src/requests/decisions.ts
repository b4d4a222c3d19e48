import {
  intake,
  PlatformError,
  referrals,
  refuses,
  status as statusHooks,
  type Intent,
  type IntakeRequest,
  type Issue,
} from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import { byActor } from '../audit/audit.ts';
import { callFor, checkContent, diffContent, type Change } from '../content/content.ts';
import { standing } from '../defaults/defaults.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { json, type Call } from '../kernel/statement.ts';
import { releasedAs, type Verdict } from './admission.ts';
import { overrideOf } from './overrides.ts';
import { intakeRequest, type Outcomes, type Receipt } from './outcomes.ts';
import { offeredKind } from './requests.ts';
import { senderOfRow, strangeSender, withNamesakes, type Sender } from './sender.ts';
import * as store from './store.ts';

/** How many waiting requests a page shows; a shop that has more looks at the oldest first. */
const shown = 100;

const hour = 3_600_000;

/** What the queue is narrowed to. */
export interface QueueInput {
  readonly intent?: Intent | null | undefined;
  readonly kind?: string | null | undefined;
  /** Words of the customer's name; empty for any. */
  readonly customer: string;
  /** Only what should have been decided by now. */
  readonly overdue: boolean;
  /** The last row of the page before. */
  readonly after?: string | null | undefined;
}

/** Something that waits, and when the shop means to have decided it. */
export interface QueuedRow extends store.WaitingRow {
  readonly due_at: Date;
}

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly outcomes: Outcomes;
  /** Wakes the deliveries after a commit. */
  readonly wake: () => void;
}

/** What became of requests that were released together; each is decided by itself. */
export interface Released {
  readonly released: readonly { readonly id: string; readonly number: number | null; readonly prefix: string | null }[];
  readonly refused: readonly Unreleased[];
}

/** One that stays as it was, and the refusal that says why. */
export interface Unreleased {
  readonly id: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What somebody decides who takes a request in. */
export interface Taking {
  /** Why, where a rule has put it before staff. */
  readonly override?: string | undefined;
  /** The version of the working copy that was looked at. */
  readonly version?: number | undefined;
}

/** Rows of a page of the quarantine. One more is read, to know whether there is a next page. */
const pageSize = 50;

/** What a page of the quarantine reads; `before` is the `next` of the page before. */
export const quarantinePreload = (before: string | null): readonly Call[] => [
  store.quarantinedRequests({ before, limit: pageSize + 1 }),
];

/** A page from these rows; `next` is what to continue after, null on the last page. */
export function quarantinePage(rows: Rows) {
  const found = rows[0] as readonly store.WaitingRow[];
  return { rows: found.slice(0, pageSize), next: found.length > pageSize ? found[pageSize - 1]!.id : null };
}

/** What staff decide about requests that wait. */
export type Decisions = ReturnType<typeof createDecisions>;

export function createDecisions({ database, newId, outcomes, wake }: Dependencies) {
  const tables = (call: Caller) => database.withTenant(call.shop.tenant.id);

  return {
    /** The longest waiting first, up to a hundred at a time, each with when the shop means to have decided. */
    async waiting(call: Caller, asked: QueueInput): Promise<readonly QueuedRow[]> {
      const target = Number(call.shop.settingsOf('core')['decideWithinHours']) * hour;
      const { intent = null, kind = null, after = null, customer, overdue } = asked;
      const [rows] = await tables(call).run(
        store.waitingRequests({
          intent,
          kind,
          after,
          customer: customer === '' ? null : `%${customer.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`,
          until: overdue ? new Date(call.now.getTime() - target) : null,
          limit: shown,
        }),
      );
      return rows.map((row) => ({ ...row, due_at: new Date(row.submitted_at.getTime() + target) }));
    },

    /** How many wait for a decision, and how many are in quarantine; up to a hundred each. */
    async counts(call: Caller): Promise<{ readonly waiting: number; readonly quarantined: number }> {
      const [[counts]] = await tables(call).run(store.countsOfRequests({}));
      return counts!;
    },

    /** The request of the preloaded rows with its files, and what was typed as plain lines, for whom its own view is too much. */
    page(call: Caller, rows: Rows) {
      const { request, files } = one(rows);
      const { fields = [], parts = [] } = call.shop.kinds.get(request.kind)?.kind ?? {};
      const prefilled = standing(fields, request.prefilled, request.submitted);
      return { request, files, lines: linesOf(call, request), prefilled, parts, changes: correctionsOf(call, request) };
    },

    /**
     * Takes a request of the preloaded rows in, as if nothing had stopped it: it becomes an order, or waits for a decision
     * when it would have waited. What a rule has put before staff takes a reason (`override`), and the permission that it names.
     * Staff's working copy is what is taken; refuses with `request.stale` one that a colleague has corrected since (`version`).
     */
    async release(call: Caller, rows: Rows, taking: Taking = {}): Promise<Receipt> {
      const receipt = await releaseOne(call, one(rows), taking);
      if (!receipt) throw new PlatformError(errors['request.decided']);
      return receipt;
    },

    /** The same for all of the preloaded rows that are in this state, one after the other; all else is passed over. */
    async releaseAll(call: Caller, rows: Rows, state: 'quarantined' | 'waiting'): Promise<Released> {
      const held = several(rows).filter(({ request }) => request.state === state);
      const released: Released['released'][number][] = [];
      const refused: Unreleased[] = [];
      for (const each of held) {
        const { id } = each.request;
        try {
          const receipt = await releaseOne(call, each, {});
          if (receipt) released.push({ id, number: receipt.number, prefix: receipt.prefix });
        } catch (error) {
          if (!(error instanceof PlatformError)) throw error;
          refused.push({ id, code: error.code, params: error.params });
        }
      }
      return { released, refused };
    },

    /** Throws away what is in quarantine, for as long as nobody puts it back; answers what there was of it. */
    async discard(call: Caller, ids: readonly string[]): Promise<{ readonly ids: readonly string[] }> {
      const [rows] = await tables(call).run(store.discardRequests(deciding(call, ids)));
      return { ids: rows.map(({ id }) => id) };
    },

    /** Puts back what was thrown away from quarantine. */
    async restore(call: Caller, ids: readonly string[]): Promise<{ readonly ids: readonly string[] }> {
      const [rows] = await tables(call).run(store.restoreRequests(deciding(call, ids)));
      return { ids: rows.map(({ id }) => id) };
    },

    /** Ends a waiting request of the preloaded rows with a reason. */
    async decline(call: Caller, rows: Rows, reason: string): Promise<void> {
      const { id, intent } = one(rows).request;
      if (intent !== 'create') throw new PlatformError(errors['request.not-here']);
      if ((await end(call, [id], reason)).length === 0) throw new PlatformError(errors['request.decided']);
    },

    /** The same for several, with one reason for all; answers those that it ended, all else is passed over. */
    async declineAll(
      call: Caller,
      ids: readonly string[],
      reason: string,
    ): Promise<{ readonly ids: readonly string[] }> {
      return { ids: await end(call, ids, reason) };
    },

    /** Notes that staff have opened it. A fact of its own, set by a deliberate call only. */
    async seen(call: Caller, rows: Rows): Promise<void> {
      const { id } = one(rows).request;
      await tables(call).run(store.markSeen({ id, staff: who(call).id, now: call.now }));
    },
  };

  async function end(call: Caller, ids: readonly string[], reason: string): Promise<readonly string[]> {
    const [rows] = await tables(call).run(
      store.declineRequests({
        requests: json([...new Set(ids)].map((id) => ({ id, auditId: newId(call.now), outboxId: newId(call.now) }))),
        decision: json({ by: who(call), decision: 'decline', reason, at: call.now }),
        reason,
        by: byActor(call.actor),
        subscribers: call.shop.hooks.subscribers({ ...intake.accepted, name: 'intake.declined' }),
        now: call.now,
      }),
    );
    if (rows.length > 0) wake();
    return rows.map(({ id }) => id);
  }

  function deciding(call: Caller, ids: readonly string[]) {
    const requests = json([...new Set(ids)].map((id) => ({ id, auditId: newId(call.now) })));
    return { requests, by: byActor(call.actor), now: call.now };
  }

  function releaseOne(
    call: Caller,
    { request, files, namesakes: known }: Held,
    { override, version = request.content_version }: Taking,
  ): Promise<Receipt | undefined> {
    if (version !== request.content_version) throw new PlatformError(errors['request.stale']);
    return withNamesakes(tables(call), { id: request.id, known }, (namesakes) =>
      takeIn(call, request, files, namesakes, override),
    );
  }

  /** Makes the order; nothing is made, nor answered, when the request has moved on. */
  async function takeIn(
    call: Caller,
    row: store.RequestDetailRow,
    files: readonly store.RequestFileRow[],
    namesakes: readonly store.NamesakeRow[],
    why: string | undefined,
  ): Promise<Receipt | undefined> {
    if (row.intent !== 'create') throw new PlatformError(errors['request.not-here']);
    if (row.state !== 'waiting' && row.state !== 'quarantined') return undefined;
    const offered = offeredKind(call, row.kind);
    const sender = senderOf(row, namesakes, { customer: newId(call.now), contact: newId(call.now) });
    // Staff who take it in vouch for whose it is.
    const own = await callFor(call, offered, sender.customer ?? undefined, row.content);
    const { content, issues } = checkContent(own, offered, row.content, files);
    const stored = row.issues as unknown as readonly Issue[];
    if (content === undefined || refuses(stored))
      throw new PlatformError(errors['request.refused'], {}, { details: { issues: [...issues, ...stored] } });
    // Its flow is the one that it came in under, and it came when it was sent.
    const arrived = { flow: row.flow, refers: false, receivedAt: row.submitted_at ?? call.now };
    const request = intakeRequest(row.id, offered, row, sender, content, arrived);
    const isCorrected = row.content_version > 1;
    const changes = isCorrected ? diffContent(offered.kind, row.submitted, content) : [];
    const initial = await own.shop.hooks.ask(statusHooks.initial, { kind: row.kind, request }, own);
    return outcomes.write(own, offered, row, {
      request,
      sender,
      issues: [...issues, ...referrals(stored)],
      admission: await admissionOf(own, row, request, { why, isCorrected }),
      initialStatus: initial.value?.status ?? offered.kind.pipeline.initial,
      trace: initial.trace,
      from: row.state,
      corrected: { version: row.content_version, changes },
      limits: [],
    });
  }

  /**
   * Only quarantine came before plugins were heard; what waited was put before staff by them, or by a rule. What staff corrected
   * may hold another name than before (`claim`), and plugins may refuse it.
   */
  async function admissionOf(
    call: Caller,
    { state, issues }: store.RequestDetailRow,
    request: IntakeRequest,
    { why, isCorrected }: { readonly why: string | undefined; readonly isCorrected: boolean },
  ): Promise<Verdict> {
    const found = issues as unknown as readonly Issue[];
    const override = state === 'waiting' ? overrideOf(call, found, why) : {};
    if (state === 'waiting' && !isCorrected) return { ...releasedAs(undefined), ...override };
    const { value } = await call.shop.hooks.ask(intake.admit, request, call);
    if (value?.decision === 'refuse')
      throw new PlatformError(errors['request.unavailable'], {}, { details: { reason: value.reason } });
    if (state !== 'waiting') return releasedAs(value, found);
    return { ...releasedAs(undefined), ...override, ...(value?.claim && { claim: value.claim }) };
  }
}

type Rows = readonly (readonly unknown[])[];

/** A request with what deciding about it takes. */
interface Held {
  readonly request: store.RequestDetailRow;
  readonly files: readonly store.RequestFileRow[];
  readonly namesakes: readonly store.NamesakeRow[];
}

/** What the methods above need of these requests. */
export const heldPreload = (ids: readonly string[]): readonly Call[] => [
  store.requestsForStaff({ ids }),
  store.filesOfRequests({ ids }),
  store.namesakesOfDrafts({ ids }),
];

function several(rows: Rows): readonly Held[] {
  const [requests, files = [], namesakes = []] = rows as [
    readonly store.RequestDetailRow[],
    (readonly (store.RequestFileRow & { request_id: string })[])?,
    (readonly (store.NamesakeRow & { request_id: string })[])?,
  ];
  return requests.map((request) => ({
    request,
    files: files.filter((file) => file.request_id === request.id),
    namesakes: namesakes.filter((namesake) => namesake.request_id === request.id),
  }));
}

function one(rows: Rows): Held {
  const [held] = several(rows);
  if (!held) throw new PlatformError(errors['not-found']);
  return held;
}

/** What staff corrected of it, for as long as it waits. */
const correctionsOf = ({ shop }: Caller, { kind, submitted, content }: store.RequestDetailRow): readonly Change[] =>
  submitted === null ? [] : diffContent(shop.kinds.get(kind)?.kind ?? { fields: [] }, submitted, content);

/** Every value that was typed, with the label that the kind gives it. */
const linesOf = ({ shop }: Caller, { kind, content }: store.RequestDetailRow): readonly Change[] =>
  diffContent(shop.kinds.get(kind)?.kind ?? { fields: [] }, {}, content).filter(({ after }) => after !== undefined);

/** A stranger's becomes whoever has that address by now. */
function senderOf(
  row: store.RequestDetailRow,
  namesakes: readonly store.NamesakeRow[],
  ids: { readonly customer: string; readonly contact: string },
): Sender {
  if (row.customer_id === null) return strangeSender(row.identity, namesakes, ids);
  return senderOfRow(row);
}

function who({ actor }: Caller): { readonly type: 'staff'; readonly id: string } {
  if (actor.type !== 'staff') throw new PlatformError(errors['sign-in.needed']);
  return { type: 'staff', id: actor.id };
}
