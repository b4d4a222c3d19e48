import {
  PlatformError,
  shownOf,
  type Approval,
  type ApprovalRecord,
  type Approver,
  type OwnChange,
  type OwnRows,
  type OwnStatement,
} from '@docket/sdk';
import type { EndedRow, Recording, UnfitRow } from '../approvals/approvals.ts';
import { translator, type Catalogue, type Translate } from '@docket/sdk/messages';
import { recordWords } from '@docket/sdk/record-words';
import { byActor } from '../audit/audit.ts';
import { contentHash } from '../content/content.ts';
import { errors } from '../errors.ts';
import type { Files, Settled } from '../files/files.ts';
import type { Conversation, Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import type { Asking, Reach } from '../kernel/open-call.ts';
import type { Registry } from '../kernel/registry.ts';
import { json, type Call } from '../kernel/statement.ts';
import { findOrders, lockOrders } from '../orders/orders.ts';
import type { Shop } from '../tenants/tenants.ts';
import { ownCallsOf, type OwnCalls } from './own-statements.ts';
import { tellChanges } from './store.ts';

/** One call of a plugin: whose, by whom, when. */
export interface PluginCall extends Asking {
  readonly plugin: string;
  readonly shop: Shop;
}

/** What may have to answer a number of rows, see `OwnStatement.expects`. */
type Expecting<Asked> = Asked & Pick<OwnStatement, 'expects'>;

/** Where questions to customers are kept. */
export interface Questions {
  /** What asks and voids; runs after the plugin's own statements, in their transaction, with their orders locked. */
  telling(call: PluginCall, changes: readonly OwnChange[]): readonly Expecting<Call<EndedRow | UnfitRow>>[];
  /** Refuses the write where what `telling` ran answered that somebody is asked who may not answer. */
  refuseUnfit(answered: readonly (readonly (EndedRow | UnfitRow)[])[]): void;
  /** Answers that staff write down, which go with the write; undefined where there are none. Asked before the transaction. */
  recording(call: PluginCall, changes: readonly OwnChange[]): Promise<Recording | undefined>;
  /** Called after a commit that told of any. */
  told(): void;
  /** All questions of the plugin about these orders, of those that the actor may see. */
  ofOrders(call: PluginCall, orders: readonly string[]): Promise<readonly Approval[]>;
  /** One of the plugin's questions with all that proves its answers; null where the actor may not see it. */
  ownRecord(call: PluginCall, id: string): Promise<ApprovalRecord | null>;
  /** See `OwnApprovals.approversOf`. */
  approversOf(
    call: PluginCall,
    orders: readonly string[],
    sight: string | null,
  ): Promise<Readonly<Record<string, readonly Approver[]>>>;
}

/** Moves an order for whoever acts by itself; answers whether it is there now. */
export type Moves = (call: PluginCall, order: string, to: string) => Promise<boolean>;

interface ReachDependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly registry: Pick<Registry, 'plugins'>;
  readonly questions: Questions;
  readonly files: Pick<Files, 'giving' | 'earlier' | 'drop'>;
  readonly moves: Moves;
  readonly urlOf: (shop: Shop) => Promise<string>;
  /** Catalogues of what is active there; later ones win. */
  readonly wordsOf: (shop: Shop) => readonly Catalogue[];
}

/** What plugins reach in a call: their own tables, orders, their files and questions. Decision 0031. */
export function createReach({ database, newId, registry, questions, files, moves, urlOf, wordsOf }: ReachDependencies) {
  const known = new Map(
    registry.plugins.map(
      ({ descriptor: { id, audit = {} } }) => [id, { calls: ownCallsOf(id), actions: audit }] as const,
    ),
  );

  return (shop: Shop, plugin: string, { actor, now, isPreview = false }: Asking): Reach => {
    const call: PluginCall = { plugin, shop, actor, now, isPreview };
    let words: Translate | undefined;
    const { calls, actions } = known.get(plugin) ?? { calls: ownCallsOf(plugin), actions: {} };
    return {
      data: {
        read: (...statements) => read(call, calls, statements),
        write(changes, ...statements) {
          for (const { action } of changes)
            if (!Object.hasOwn(actions, action))
              throw new TypeError(`The plugin "${plugin}" does not name the action "${action}" under audit.`);
          return write(call, changes, calls(statements), statements);
        },
      },
      orders: {
        find: (ids) => findOrders(database, shop, actor, ids),
        move(order, to) {
          if (actor.type !== 'system') throw new TypeError(`The plugin "${plugin}" moves orders at events alone.`);
          return moves(call, order, to);
        },
      },
      files: {
        ofOrders: (orders) => files.giving.ofOrders(call, plugin, orders),
        store: async (order, file) => {
          refuseOnlookers(call);
          return files.giving.store(call, { plugin, order }, file);
        },
        picture: (id) => files.giving.picture(call, plugin, id),
        earlier: (customer, asked) => files.earlier(call, customer, asked),
      },
      approvals: {
        ofOrders: async (orders) => (orders.length === 0 ? [] : questions.ofOrders(call, orders)),
        hashOf: (question) => contentHash(shownOf(question)),
        approversOf: (orders, sight) => questions.approversOf(call, orders, sight ?? null),
        record: (id) => questions.ownRecord(call, id),
        words: () => (words ??= translator(shop.face.locale, recordWords, ...wordsOf(shop))),
      },
      address: () => urlOf(shop),
    };
  };

  async function read<const Statements extends readonly OwnStatement[]>(
    { shop }: PluginCall,
    calls: OwnCalls,
    statements: Statements,
  ): Promise<OwnRows<Statements>> {
    return statements.length === 0
      ? rowsOf([])
      : rowsOf(await database.withTenant(shop.tenant.id).run(...calls(statements)));
  }

  async function write<const Statements extends readonly OwnStatement[]>(
    call: PluginCall,
    changes: readonly OwnChange[],
    calls: readonly Call[],
    statements: Statements,
  ): Promise<OwnRows<Statements>> {
    refuseOnlookers(call);
    const filesWrite = files.giving.writing(call.plugin, changes);
    let settled: Settled = { removed: [], kept: [] };
    const asks = changes.some(({ asks: questioned, voids }) => (questioned ?? []).length + (voids ?? []).length > 0);
    const recording = await questions.recording(call, changes);
    const rows = await database.withTenant(call.shop.tenant.id).converse(async (transaction) => {
      await lock(transaction, call, changes);
      const answered = calls.length === 0 ? [] : await transaction.run(...calls);
      refuseStale(statements, answered);
      if (filesWrite) {
        const [changed] = await transaction.run(filesWrite.call);
        settled = filesWrite.settled(changed);
      }
      const [open] = recording ? await transaction.run(recording.call) : [[]];
      const told = [...(changes.length > 0 ? [tellingOf(call, changes)] : []), ...(recording?.taken(open) ?? [])];
      const asked = asks ? questions.telling(call, changes) : [];
      const ends = told.length + asked.length > 0 ? await transaction.run(...told, ...asked) : [];
      // The engine answers in the sequence of the calls: those of questions come last.
      const ofQuestions = ends.slice(told.length) as (EndedRow | UnfitRow)[][];
      refuseStale(asked, ofQuestions);
      questions.refuseUnfit(ofQuestions);
      return answered;
    });
    if (asks || recording) questions.told();
    files.giving.look(call, settled.kept);
    // One that stays behind is found by the hourly sweep.
    if (settled.removed.length > 0) await files.drop(call.shop.tenant.id, settled.removed);
    return rowsOf(rows);
  }

  function tellingOf({ actor, now }: PluginCall, changes: readonly OwnChange[]): Call {
    const told = changes.map(({ order, action, before, after, history, sight }) => ({
      order_id: order,
      entry_id: newId(now),
      audit_id: newId(now),
      action,
      before,
      after,
      ...history,
      sight,
    }));
    return tellChanges({ changes: json(told), by: byActor(actor), now });
  }
}

/** The engine answers one list of rows per statement; what they are is what the plugin's statements say. */
const rowsOf = <Statements extends readonly OwnStatement[]>(answered: readonly (readonly unknown[])[]) =>
  answered as unknown as OwnRows<Statements>;

/** Orders that the actor may not see are refused like ones that are not there. */
async function lock(transaction: Conversation, { actor }: PluginCall, changes: readonly OwnChange[]): Promise<void> {
  const ids = [...new Set(changes.map(({ order }) => order))];
  if (ids.length === 0) return;
  const locking = lockOrders(actor, ids);
  const [found] = locking ? await transaction.run(locking) : [[]];
  if (found.length !== ids.length) throw new PlatformError(errors['not-found']);
}

function refuseStale(statements: readonly Expecting<object>[], answered: readonly (readonly unknown[])[]): void {
  const isStale = statements.some(({ expects }, at) => expects !== undefined && answered[at]!.length !== expects);
  if (isStale) throw new PlatformError(errors['plugin.stale']);
}

/** Whoever only looks changes nothing, whichever way the plugin was called. */
function refuseOnlookers({ actor, isPreview }: PluginCall): void {
  if (actor.type === 'operator') throw new PlatformError(errors['look.read-only']);
  if (isPreview) throw new PlatformError(errors['preview.read-only']);
}
