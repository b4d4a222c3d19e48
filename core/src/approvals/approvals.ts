import {
  approval,
  PlatformError,
  type Actor,
  type Approval,
  type ApprovalRecord,
  type Approver,
  type Decision,
} from '@docket/sdk';
import { dayIn } from '@docket/sdk/content';
import type { Caller } from '../access/access.ts';
import { errors } from '../errors.ts';
import { questionCalls, refuseUnfit, type AskedChange, type Writing } from './asking.ts';
import { createForwarding, type Colleagues, type Dependencies as Forwarding, type Forward } from './forwarding.ts';
import { judged, type End } from './judging.ts';
import { proofOf } from './record.ts';
import { recordingOf, type RecordedChange } from './recording.ts';
import { said, type Answer } from './rules.ts';
import { approvalOf, questionOf, type ShownQuestion, type StaffQuestion } from './shown.ts';
import { approversOf } from './store-asking.ts';
import { holdContact, holdOrders } from './store-deciding.ts';
import { emailsOf, filesOf, recordedQuestion } from './store-record.ts';
import * as store from './store.ts';
import { takingOf } from './taking.ts';

export type { Recording } from './recording.ts';
export type { ShownQuestion, StaffQuestion } from './shown.ts';
export type { EndedRow, UnfitRow } from './store-asking.ts';

/** Questions on a page. One more is read, to know whether there is a next page. */
const pageSize = 50;

/** A page of questions; `next` is what to continue after, null on the last one. */
export interface Questions<Question = ShownQuestion> {
  readonly rows: readonly Question[];
  readonly next: string | null;
}

/** Which of the waiting questions staff look for. */
export interface Wanted {
  /** The last one of the page before; null for the first page. */
  readonly after: string | null;
  /** Those alone whose day has passed at the shop. */
  readonly overdue: boolean;
}

/** A question with all that proves its answers, and whose it is. */
export interface PluginsRecord extends ApprovalRecord {
  readonly plugin: string;
}

/** One answer of several that are sent together: which question, as it was shown. */
export interface Answered {
  readonly approval: string;
  readonly hash: string;
}

/** One that was not taken, and the refusal that says why. */
export interface Untaken {
  readonly approval: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly details: unknown;
}

/** What became of answers that were sent together; each is taken or refused by itself. `decided` tells of the first answer. */
export interface Decisions {
  readonly decided: readonly ShownQuestion[];
  readonly refused: readonly Untaken[];
}

interface Dependencies extends Omit<Forwarding, 'seeing'> {
  /** Wakes the deliveries after a commit. */
  readonly wake: () => void;
}

/** Approvals: questions to customers about one exact version of something. */
export type Approvals = ReturnType<typeof createApprovals>;

export function createApprovals({ wake, ...parts }: Dependencies) {
  const { database, newId } = parts;
  const tables = (call: Caller) => database.withTenant(call.shop.tenant.id);
  const forwarding = createForwarding({ ...parts, seeing });

  return {
    /** What a plugin's write asks and voids, to run in its transaction; `told` after its commit. */
    telling: (writing: Writing, changes: readonly AskedChange[]) => questionCalls(newId, writing, changes),
    refuseUnfit,
    /** The answers that a plugin's write records; asked before its transaction. */
    recording: (writing: Writing, changes: readonly RecordedChange[]) =>
      recordingOf(
        {
          tables: database.withTenant(writing.shop.tenant.id),
          newId,
          subscribers: writing.shop.hooks.subscribers(approval.decided),
          mayTake: (row, decision) => askPlugins(writing, row, decision),
        },
        writing,
        changes,
      ),
    told: wake,

    /** A plugin's own questions about these orders, as far as whoever calls may see them: newest versions first. */
    async ofOrders(
      { plugin, shop, actor }: Pick<Writing, 'plugin' | 'shop' | 'actor'>,
      orders: readonly string[],
    ): Promise<readonly Approval[]> {
      const reader = readerOf(actor);
      if (!reader || orders.length === 0) return [];
      const [rows] = await database.withTenant(shop.tenant.id).run(store.ofPlugin({ ...reader, plugin, orders }));
      return rows.map((row) => approvalOf(row, actor));
    },

    /** A plugin's own question with all that proves its answers; null where whoever calls may not see it. */
    ownRecord: (writing: Pick<Writing, 'plugin' | 'shop' | 'actor'>, id: string) =>
      readRecord(writing, [writing.plugin], id),

    /** A question with all that proves its answers. Refused as an unknown one where whoever calls may not see it. */
    async record(call: Caller, id: string): Promise<PluginsRecord> {
      const record = await readRecord(call, call.shop.active, id);
      if (!record) throw new PlatformError(errors['not-found']);
      return record;
    },

    /** Who may approve for the customer of each order, for staff and events; see `OwnApprovals.approversOf`. */
    async approversOf(
      { shop, actor }: Pick<Writing, 'shop' | 'actor'>,
      orders: readonly string[],
      sight: string | null,
    ): Promise<Readonly<Record<string, readonly Approver[]>>> {
      if (orders.length === 0 || !(isStaff(actor) || actor.type === 'system')) return {};
      const [rows] = await database.withTenant(shop.tenant.id).run(approversOf({ orders, sight }));
      const byOrder = Map.groupBy(rows, ({ order_id: order }) => order);
      return Object.fromEntries(
        [...byOrder].map(([order, people]) => [order, people.map(({ id, name, email }) => ({ id, name, email }))]),
      );
    },

    /** What waits for the contact, newest first, after the last one of the page before. */
    async open(call: Caller, before: string | null): Promise<Questions> {
      const asked = { ...seeing(call), before: before ?? store.newest, limit: pageSize + 1 };
      const [rows] = await tables(call).run(store.openOfContact(asked));
      return pageOf(rows, (row) => questionOf(row, call.actor));
    },

    /** How many questions wait for the contact; a hundred stands for more. */
    async count(call: Caller): Promise<number> {
      const [[row]] = await tables(call).run(store.countOfContact(seeing(call)));
      return row!.open;
    },

    /** All questions about an order that the contact may see. */
    async ofOrder(call: Caller, order: string): Promise<readonly ShownQuestion[]> {
      const [rows] = await tables(call).run(store.ofOrderForCustomer({ ...seeing(call), order }));
      return rows.map((row) => questionOf(row, call.actor));
    },

    /**
     * Takes one answer to several questions, each by itself: the first answer to a question counts, and the same again is told
     * of the first; with other words or another amount it is another one. A question that several have to approve stays open until the last of them did. One question alone that cannot
     * be answered so is refused as such: `approval.changed` with the question as it is now, `approval.void`, `approval.decided`
     * with who and when, `approval.not-named` with who answers it, `approval.ticks-missing` with what is left to confirm,
     * `approval.refused` with a plugin's issues. Each names the question.
     */
    async decide(call: Caller, picks: readonly Answered[], typed: Decision): Promise<Decisions> {
      const wanted = [...new Map(picks.map((one) => [one.approval, one])).values()];
      const ends = await decideAll(call, wanted, said(typed));
      const [alone] = ends.values();
      if (picks.length === 1 && alone instanceof PlatformError) throw alone;
      const decided: ShownQuestion[] = [];
      const refused: Untaken[] = [];
      for (const { approval: id } of wanted) {
        const end = ends.get(id)!;
        if (end instanceof PlatformError) refused.push(untaken(id, end));
        else decided.push(questionOf(end, call.actor));
      }
      return { decided, refused };
    },

    /** Asks a colleague to answer. See `createForwarding`. */
    forward: (call: Caller, forward: Forward) => forwarding.forward(call, forward),

    /** A question to forward, and whom to. */
    async forwarding(call: Caller, id: string): Promise<Colleagues & { readonly question: ShownQuestion }> {
      const { row, ...colleagues } = await forwarding.of(call, id);
      return { question: questionOf(row, call.actor), ...colleagues };
    },

    /** What waits for customers of the shop, all or what is past its day; the longest first, after the last one of the page before. */
    async waiting(call: Caller, { after, overdue }: Wanted): Promise<Questions<StaffQuestion>> {
      const dueBefore = overdue ? dayIn(call.shop.tenant.timeZone, call.now) : null;
      const asked = { plugins: call.shop.active, after: after ?? store.oldest, dueBefore, limit: pageSize + 1 };
      const [rows] = await tables(call).run(store.openOfShop(asked));
      return pageOf(rows, (row) => ({
        ...questionOf(row, call.actor),
        customer: { id: row.customer_id, name: row.customer_name },
      }));
    },

    /** All questions about an order, for staff. */
    async ofOrderForStaff(call: Caller, order: string): Promise<readonly ShownQuestion[]> {
      const [rows] = await tables(call).run(store.ofOrderForStaff({ order, plugins: call.shop.active }));
      return rows.map((row) => questionOf(row, call.actor));
    },
  };

  async function readRecord(
    { shop, actor }: Pick<Writing, 'shop' | 'actor'>,
    plugins: readonly string[],
    id: string,
  ): Promise<PluginsRecord | null> {
    const reader = readerOf(actor);
    if (!reader) return null;
    const isOutside = actor.type === 'contact';
    const [[row], emails, files] = await database
      .withTenant(shop.tenant.id)
      .run(recordedQuestion({ ...reader, plugins, id }), emailsOf({ id }), filesOf({ id, shown: isOutside }));
    if (!row) return null;
    const record = approvalOf(row, actor);
    return { ...record, ...proofOf({ row, record, emails: isOutside ? [] : emails, files }), plugin: row.plugin };
  }

  /**
   * Every question with its first answer, which may be this one, or the refusal; all are read at once, and written at once.
   * Whoever comes second is judged by what the first one wrote.
   */
  async function decideAll(call: Caller, picks: readonly Answered[], decision: Decision): Promise<Ends> {
    const asked = { ...seeing(call), ids: picks.map(({ approval: id }) => id) };
    const [rows, present] = await tables(call).run(store.byIds(asked), store.presentOf(asked));
    const ends = new Map<string, End>();
    const taken: Judged[] = [];
    for (const { approval: id, hash } of picks) {
      const answer = { contact: asked.contact, hash, decision };
      const row = rows.find((one) => one.id === id);
      const end = row ? judged(row, present, answer, call.actor) : new PlatformError(errors['not-found']);
      const refusal = end ? undefined : await askPlugins(call, row!, decision);
      if (end ?? refusal) ends.set(id, (end ?? refusal)!);
      else taken.push({ row: row!, answer });
    }
    if (taken.length === 0) return ends;
    await write(call, taken);
    // Read again either way: whoever was faster has decided it, or it asks something else by now. Who is erased by now sees nothing.
    const left = picks.filter(({ approval: id }) => !ends.has(id));
    return new Map([...ends, ...(await decideAll(call, left, decision))]);
  }

  /** What a plugin has against it; nothing where it may be taken. */
  async function askPlugins(
    call: Pick<Writing, 'shop' | 'actor' | 'now'>,
    row: store.QuestionRow,
    decision: Decision,
  ): Promise<PlatformError | undefined> {
    const { issues } = await call.shop.hooks.guard(approval.mayDecide, { ...toldOf(row), decision }, call);
    const isRefused = issues.some(({ severity }) => severity === 'refuse');
    // Told at the question, as whatever else may be wrong with an answer.
    const details = { issues, question: questionOf(row, call.actor) };
    return isRefused ? new PlatformError(errors['approval.refused'], {}, { details }) : undefined;
  }

  /** Each by itself in one transaction, which holds whoever answers and locks their orders first. */
  async function write(call: Caller, taken: readonly Judged[]): Promise<void> {
    const subscribers = call.shop.hooks.subscribers(approval.decided);
    const facts = { offline: null, from: call, by: call.actor, now: call.now, subscribers };
    const [, , ...written] = await tables(call).run(
      holdContact({ contact: seeing(call).contact }),
      holdOrders({ orders: taken.map(({ row }) => row.order_id) }),
      ...taken.map((one) => takingOf(newId, { ...one, ...facts })),
    );
    if (written.flat().length > 0 && subscribers.length > 0) wake();
  }
}

/** An answer that may be taken. */
interface Judged {
  readonly row: store.QuestionRow;
  readonly answer: Answer;
}

type Ends = ReadonlyMap<string, End>;

const untaken = (id: string, { code, params, details }: PlatformError): Untaken => ({
  approval: id,
  code,
  params,
  details: details ?? null,
});

function seeing({ actor, shop }: Caller): store.Seeing {
  if (actor.type !== 'contact') throw new PlatformError(errors['sign-in.needed']);
  return { contact: actor.id, customer: actor.customerId, rights: actor.rights, plugins: shop.active };
}

/** Undefined for whom a plugin tells nothing. */
function readerOf(actor: Actor): { readonly customer: string | null; readonly rights: readonly string[] } | undefined {
  if (actor.type === 'contact') return { customer: actor.customerId, rights: actor.rights };
  if (actor.type === 'system') return { customer: null, rights: [] };
  return isStaff(actor) ? { customer: null, rights: [] } : undefined;
}

/** Whoever of the shop may see its orders. */
const isStaff = (actor: Actor): boolean => 'permissions' in actor && actor.permissions.includes('orders.read');

const toldOf = ({ id, order_id, plugin, subject, version }: store.QuestionRow) => ({
  approvalId: id,
  orderId: order_id,
  plugin,
  subject,
  version,
});

function pageOf<Row extends store.QuestionRow, Question>(
  rows: readonly Row[],
  shown: (row: Row) => Question,
): Questions<Question> {
  const page = rows.slice(0, pageSize);
  return { rows: page.map(shown), next: rows.length > pageSize ? page.at(-1)!.id : null };
}
