import { approval, PlatformError, type Actor, type Approval, type Decision } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import { byActor } from '../audit/audit.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { json } from '../kernel/statement.ts';
import { questionCalls, type AskedChange, type Writing } from './asking.ts';
import { judge, stateAfter, unticked, type Answer } from './rules.ts';
import { decideQuestion } from './store-deciding.ts';
import * as store from './store.ts';

/** Questions on a page. One more is read, to know whether there is a next page. */
const pageSize = 50;

/** A question as a person reads it: what is shown, and what became of it. */
export interface ShownQuestion extends Approval {
  readonly plugin: string;
  readonly number: number;
  readonly prefix: string;
  /** Of the order. */
  readonly orderTitle: string;
  readonly title: string;
  readonly values: store.QuestionRow['title_values'];
  readonly lines: store.QuestionRow['lines'];
  readonly pictures: store.QuestionRow['pictures'];
  readonly ticks: store.QuestionRow['ticks'];
  readonly counter: store.QuestionRow['counter'];
  /** Id of the element of the order's page where it is answered; null for none. */
  readonly at: string | null;
}

/** The same with its customer, for staff. */
export interface StaffQuestion extends ShownQuestion {
  readonly customer: { readonly id: string; readonly name: string };
}

/** A page of questions; `next` is what to continue after, null on the last one. */
export interface Questions<Question = ShownQuestion> {
  readonly rows: readonly Question[];
  readonly next: string | null;
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

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  /** Wakes the deliveries after a commit. */
  readonly wake: () => void;
}

/** Approvals: questions to customers about one exact version of something. */
export type Approvals = ReturnType<typeof createApprovals>;

export function createApprovals({ database, newId, wake }: Dependencies) {
  const tables = (call: Caller) => database.withTenant(call.shop.tenant.id);

  return {
    /** What a plugin's write asks and voids, to run in its transaction; `told` after its commit. */
    telling: (writing: Writing, changes: readonly AskedChange[]) => questionCalls(newId, writing, changes),
    told: wake,

    /** A plugin's own questions about these orders, as far as whoever calls may see them: newest versions first. */
    async ofOrders(
      { plugin, shop, actor }: Pick<Writing, 'plugin' | 'shop' | 'actor'>,
      orders: readonly string[],
    ): Promise<readonly Approval[]> {
      const reader = readerOf(actor);
      if (!reader || orders.length === 0) return [];
      const [rows] = await database.withTenant(shop.tenant.id).run(store.ofPlugin({ ...reader, plugin, orders }));
      return rows.map(approvalOf);
    },

    /** What waits for the contact's customer, newest first, after the last one of the page before. */
    async open(call: Caller, before: string | null): Promise<Questions> {
      const asked = { ...seeing(call), before: before ?? store.newest, limit: pageSize + 1 };
      const [rows] = await tables(call).run(store.openOfCustomer(asked));
      return pageOf(rows, questionOf);
    },

    /** How many questions wait for the contact's customer; a hundred stands for more. */
    async count(call: Caller): Promise<number> {
      const [[row]] = await tables(call).run(store.countOfCustomer(seeing(call)));
      return row!.open;
    },

    /** All questions about an order that the contact may see. */
    async ofOrder(call: Caller, order: string): Promise<readonly ShownQuestion[]> {
      const [rows] = await tables(call).run(store.ofOrderForCustomer({ ...seeing(call), order }));
      return rows.map(questionOf);
    },

    /**
     * Takes one answer to several questions, each by itself: the first answer to a question counts, and the same again is told
     * of the first. One question alone that cannot be answered so is refused as such: `approval.changed` with the question as
     * it is now, `approval.void`, `approval.decided` with who and when, `approval.ticks-missing` with what is left to confirm,
     * `approval.refused` with a plugin's issues.
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
        else decided.push(questionOf(end));
      }
      return { decided, refused };
    },

    /** What waits for customers of the shop, the longest first, after the last one of the page before. */
    async waiting(call: Caller, after: string | null): Promise<Questions<StaffQuestion>> {
      const asked = { plugins: call.shop.active, after: after ?? store.oldest, limit: pageSize + 1 };
      const [rows] = await tables(call).run(store.openOfShop(asked));
      return pageOf(rows, (row) => ({
        ...questionOf(row),
        customer: { id: row.customer_id, name: row.customer_name },
      }));
    },

    /** All questions about an order, for staff. */
    async ofOrderForStaff(call: Caller, order: string): Promise<readonly ShownQuestion[]> {
      const [rows] = await tables(call).run(store.ofOrderForStaff({ order, plugins: call.shop.active }));
      return rows.map(questionOf);
    },
  };

  /**
   * Every question with its first answer, which may be this one, or the refusal; all are read at once, and written at once.
   * Whoever comes second is judged by what the first one wrote.
   */
  async function decideAll(call: Caller, picks: readonly Answered[], decision: Decision): Promise<Ends> {
    const asked = { ...seeing(call), ids: picks.map(({ approval: id }) => id) };
    const [rows, present] = await tables(call).run(store.byIds(asked), store.presentOf(asked));
    const ends = new Map<string, End>();
    const taken: store.QuestionRow[] = [];
    for (const { approval: id, hash } of picks) {
      const row = rows.find((one) => one.id === id);
      const end = row ? judged(row, present, { hash, decision }) : new PlatformError(errors['not-found']);
      const refusal = end ? undefined : await askPlugins(call, row!, decision);
      if (end ?? refusal) ends.set(id, (end ?? refusal)!);
      else taken.push(row!);
    }
    if (taken.length === 0) return ends;
    await write(call, taken, decision);
    // Read again either way: whoever was faster has decided it, or it asks something else by now.
    const left = picks.filter(({ approval: id }) => !ends.has(id));
    return new Map([...ends, ...(await decideAll(call, left, decision))]);
  }

  /** What a plugin has against it; nothing where it may be taken. */
  async function askPlugins(
    call: Caller,
    row: store.QuestionRow,
    decision: Decision,
  ): Promise<PlatformError | undefined> {
    const { issues } = await call.shop.hooks.guard(approval.mayDecide, { ...toldOf(row), decision }, call);
    const isRefused = issues.some(({ severity }) => severity === 'refuse');
    return isRefused ? new PlatformError(errors['approval.refused'], {}, { details: { issues } }) : undefined;
  }

  /** Each by itself in one transaction; orders are locked in the sequence of their ids, as by every write about several. */
  async function write(call: Caller, rows: readonly store.QuestionRow[], decision: Decision): Promise<void> {
    const subscribers = call.shop.hooks.subscribers(approval.decided);
    const inTurn = rows.toSorted((one, other) => one.order_id.localeCompare(other.order_id));
    const written = await tables(call).run(
      ...inTurn.map((row) =>
        decideQuestion({
          id: row.id,
          order: row.order_id,
          hash: row.hash,
          state: stateAfter(decision.choice),
          decision: json(decision),
          by: byActor(call.actor),
          now: call.now,
          entryId: newId(call.now),
          auditId: newId(call.now),
          outboxId: newId(call.now),
          subscribers,
        }),
      ),
    );
    if (written.flat().length > 0 && subscribers.length > 0) wake();
  }
}

/** What became of an answer: the question with the first one, or why it is not taken. */
type End = store.QuestionRow | PlatformError;
type Ends = ReadonlyMap<string, End>;

/** Nothing where the answer may be taken. */
function judged(row: store.QuestionRow, present: readonly store.QuestionRow[], answer: Answer): End | undefined {
  const judgement = judge(row, answer);
  if (judgement === 'takes') return undefined;
  if (judgement === 'stands') return row;
  if (judgement === 'approval.ticks-missing') return ticksMissing(row, answer);
  const inItsPlace = present.find(({ plugin, subject }) => plugin === row.plugin && subject === row.subject);
  return refusalOf(judgement, row, inItsPlace);
}

const untaken = (id: string, { code, params, details }: PlatformError): Untaken => ({
  approval: id,
  code,
  params,
  details: details ?? null,
});

function seeing({ actor, shop }: Caller): store.Seeing {
  if (actor.type !== 'contact') throw new PlatformError(errors['sign-in.needed']);
  return { customer: actor.customerId, rights: actor.rights, plugins: shop.active };
}

/** Undefined for whom a plugin tells nothing. */
function readerOf(actor: Actor): { readonly customer: string | null; readonly rights: readonly string[] } | undefined {
  if (actor.type === 'contact') return { customer: actor.customerId, rights: actor.rights };
  if (actor.type === 'system') return { customer: null, rights: [] };
  const mayRead = 'permissions' in actor && actor.permissions.includes('orders.read');
  return mayRead ? { customer: null, rights: [] } : undefined;
}

/** Without what says nothing: who does not approve confirms nothing. */
function said({ choice, reason, counter, ticked = [] }: Decision): Decision {
  const words = reason?.trim();
  const confirmed = choice === 'approve' ? [...new Set(ticked)] : [];
  return {
    choice,
    ...(words && { reason: words }),
    ...(counter && { counter }),
    ...(confirmed.length > 0 && { ticked: confirmed }),
  };
}

const toldOf = ({ id, order_id, plugin, subject, version }: store.QuestionRow) => ({
  approvalId: id,
  orderId: order_id,
  plugin,
  subject,
  version,
});

type Refused = Exclude<ReturnType<typeof judge>, 'takes' | 'stands' | 'approval.ticks-missing'>;

/** What is asked by now, or who has answered and when, is told with the refusal. */
function refusalOf(code: Refused, row: store.QuestionRow, present: store.QuestionRow | undefined): PlatformError {
  if (code === 'approval.void' && present) return refusalOf('approval.changed', present, undefined);
  const who = { who: row.decided_by?.name ?? '', at: row.decided_at?.toISOString() ?? '' };
  const params = code === 'approval.decided' ? who : {};
  return new PlatformError(errors[code], params, { details: { question: questionOf(row) } });
}

/** Names what is left to confirm. */
function ticksMissing(row: store.QuestionRow, { decision }: Answer): PlatformError {
  const missing = unticked(row, decision);
  const details = { question: questionOf(row), missing };
  return new PlatformError(errors['approval.ticks-missing'], { count: missing.length }, { details });
}

function pageOf<Row extends store.QuestionRow, Question>(
  rows: readonly Row[],
  shown: (row: Row) => Question,
): Questions<Question> {
  const page = rows.slice(0, pageSize);
  return { rows: page.map(shown), next: rows.length > pageSize ? page.at(-1)!.id : null };
}

const approvalOf = (row: store.QuestionRow): Approval => ({
  id: row.id,
  order: row.order_id,
  subject: row.subject,
  version: row.version,
  state: row.state,
  hash: row.hash,
  askedAt: row.asked_at.toISOString(),
  decided:
    row.decided_at && row.decided_by && row.decision
      ? { at: row.decided_at.toISOString(), by: row.decided_by, decision: row.decision }
      : null,
  voided: row.voided_at ? { at: row.voided_at.toISOString(), reason: row.void_reason ?? '' } : null,
  answers: [],
  approvers: null,
  due: null,
  turn: null,
});

const questionOf = (row: store.QuestionRow): ShownQuestion => ({
  ...approvalOf(row),
  plugin: row.plugin,
  number: row.number,
  prefix: row.prefix,
  orderTitle: row.order_title,
  title: row.title,
  values: row.title_values,
  lines: row.lines,
  pictures: row.pictures,
  ticks: row.ticks,
  counter: row.counter,
  at: row.place,
});
