import { intake, PlatformError, status as statusHooks } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import { byActor } from '../audit/audit.ts';
import { checkContextOf } from '../content/content.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { json } from '../kernel/statement.ts';
import { intakeRequest, type Outcomes, type Receipt } from './outcomes.ts';
import { offeredKind } from './requests.ts';
import { strangeSender, withNamesakes, type Sender } from './sender.ts';
import * as store from './store.ts';

/** How many waiting requests a page shows; a shop that has more looks at the oldest first. */
const shown = 100;

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
  readonly outcomes: Outcomes;
  /** Wakes the deliveries after a commit. */
  readonly wake: () => void;
}

/** What staff decide about requests that wait. */
export type Decisions = ReturnType<typeof createDecisions>;

export function createDecisions({ database, newId, outcomes, wake }: Dependencies) {
  const tables = (call: Caller) => database.withTenant(call.shop.tenant.id);

  return {
    async waiting(call: Caller): Promise<readonly store.WaitingRow[]> {
      const [rows] = await tables(call).run(store.waitingRequests({ limit: shown }));
      return rows;
    },

    /** The request of the preloaded rows with its files. */
    page(rows: readonly (readonly unknown[])[]) {
      const [request, files] = named(rows);
      return { request, files };
    },

    /** Takes a waiting request in: it becomes an order, as if nothing had stopped it. */
    async release(call: Caller, rows: readonly (readonly unknown[])[]): Promise<Receipt> {
      const [row, files, known] = named(rows);
      const receipt = await withNamesakes(tables(call), { id: row.id, known }, (namesakes) =>
        takeIn(call, row, files, namesakes),
      );
      if (!receipt) throw new PlatformError(errors['request.decided']);
      return receipt;
    },

    /** Ends a waiting request of the preloaded rows with a reason. */
    async decline(call: Caller, rows: readonly (readonly unknown[])[], reason: string): Promise<void> {
      const [{ id }] = named(rows);
      const decision = json({ by: who(call), decision: 'decline', reason, at: call.now });
      const [[declined]] = await tables(call).run(
        store.declineRequest({
          id,
          decision,
          reason,
          by: byActor(call.actor),
          auditId: newId(call.now),
          outboxId: newId(call.now),
          subscribers: call.shop.hooks.subscribers({ ...intake.accepted, name: 'intake.declined' }),
          now: call.now,
        }),
      );
      if (!declined) throw new PlatformError(errors['request.decided']);
      wake();
    },

    /** Notes that staff have opened it. A fact of its own, set by a deliberate call only. */
    async seen(call: Caller, rows: readonly (readonly unknown[])[]): Promise<void> {
      const [{ id }] = named(rows);
      await tables(call).run(store.markSeen({ id, staff: who(call).id, now: call.now }));
    },
  };

  /** Makes the order; nothing is made, nor answered, when the request has moved on. */
  async function takeIn(
    call: Caller,
    row: store.RequestDetailRow,
    files: readonly store.RequestFileRow[],
    namesakes: readonly store.NamesakeRow[],
  ): Promise<Receipt | undefined> {
    if (row.state !== 'waiting' && row.state !== 'quarantined') return undefined;
    const offered = offeredKind(call, row.kind);
    const { content, issues } = offered.kind.check(row.content, checkContextOf(call, offered, files));
    if (content === undefined) throw new PlatformError(errors['request.refused'], {}, { details: { issues } });
    const sender = senderOf(row, namesakes, { customer: newId(call.now), contact: newId(call.now) });
    const request = intakeRequest(row.id, offered, row, sender, content);
    const initial = await call.shop.hooks.ask(statusHooks.initial, { kind: row.kind, request }, call);
    return outcomes.write(call, offered, row, {
      request,
      sender,
      issues,
      admission: { decision: 'accept', reason: 'Staff released it.' },
      initialStatus: initial.value?.status ?? offered.kind.pipeline.initial,
      trace: initial.trace,
      from: row.state,
    });
  }
}

type Rows = readonly [store.RequestDetailRow, readonly store.RequestFileRow[], readonly store.NamesakeRow[]];

function named(rows: readonly (readonly unknown[])[]): Rows {
  const [found, files, namesakes] = rows as [store.RequestDetailRow[], store.RequestFileRow[], store.NamesakeRow[]];
  if (!found[0]) throw new PlatformError(errors['not-found']);
  return [found[0], files, namesakes ?? []];
}

/** Who sent it stays who sent it: a known contact's order shows in the portal, an unproven address's does not. */
function senderOf(
  row: store.RequestDetailRow,
  namesakes: readonly store.NamesakeRow[],
  ids: { readonly customer: string; readonly contact: string },
): Sender {
  if (row.customer_id === null) return strangeSender(row.identity, namesakes, ids);
  const { customer_id: customer, contact_id: contact, proof } = row;
  return { customer, contact, proof, inPortal: proof === 'session', newCustomer: null, newContact: null };
}

function who({ actor }: Caller): { readonly type: 'staff'; readonly id: string } {
  if (actor.type !== 'staff') throw new PlatformError(errors['sign-in.needed']);
  return { type: 'staff', id: actor.id };
}
