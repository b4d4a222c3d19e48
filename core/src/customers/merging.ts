import { customers as hooks, PlatformError } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import { errors } from '../errors.ts';
import type { Call } from '../kernel/statement.ts';
import { addressesOf, type AddressRow } from './store-addresses.ts';
import { contactsOf, type ContactRow } from './store-contacts.ts';
import * as store from './store-merging.ts';
import { lockMerge, lockMovedOrders, undoMerge, type PartedRow } from './store-parting.ts';
import { customerById, type CustomerDetailRow } from './store.ts';
import { known, writingOf, type Dependencies } from './writing.ts';

/** For how long a merge can be undone. */
const undoDays = 30;

/** Orders that were being sent while their customer was merged arrive within this time. */
const latecomerSeconds = 120;

/** Brings what arrived late over to the surviving customer: the subscriber of `customers.merged` that the core itself is. */
export const latecomersSubscriber = 'core:customers';

/** Two customers, and what the surviving one is called from then on: where they differ, staff decide. */
export interface Merging {
  readonly id: string;
  readonly into: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly note: string | null;
}

type Rows = readonly (readonly unknown[])[];

/** What `mergePlan` reads, in the session's round trip. */
export const mergePlanPreload = (id: string, into: string): readonly Call[] => [
  customerById({ id }),
  customerById({ id: into }),
  contactsOf({ customer: id }),
  contactsOf({ customer: into }),
  addressesOf({ customer: id }),
  addressesOf({ customer: into }),
  store.mergeCounts({ merged: id }),
];

/** A merge as a customer's page tells of it; it can be undone until `until`. */
export function mergesFrom(customer: string, rows: readonly store.MergeRow[], now: Date) {
  const until = (at: Date): Date => new Date(at.getTime() + undoDays * 24 * 3600 * 1000);
  const into = rows.find(({ merged_id: id }) => id === customer);
  return {
    mergedInto: into ? { id: into.surviving_id, name: into.surviving_name } : null,
    merges: rows
      .filter(({ surviving_id: id, at }) => id === customer && until(at) > now)
      .map(({ id, at, merged_id, merged_name }) => ({
        id,
        at,
        until: until(at),
        merged: { id: merged_id, name: merged_name },
      })),
  };
}

/** Refuses what is no pair of two customers that can become one. */
function refusePair([one, other]: readonly store.LockedRow[], surviving: string): void {
  if (!one || !other || one.state === 'erased' || other.state === 'erased')
    throw new PlatformError(errors['not-found']);
  if (one.state === 'merged' || other.state === 'merged') throw new PlatformError(errors['customer.merged']);
  const { state } = one.id === surviving ? one : other;
  if (state !== 'active') throw new PlatformError(errors['customer.unconfirmed']);
}

/** Customers that turn out to be one and the same. */
export function createMerging(parts: Dependencies) {
  const { newId } = parts;
  const { tables, audited } = writingOf(parts);
  const told = (call: Caller, hook: typeof hooks.merged) => ({
    outboxId: newId(call.now),
    subscribers: call.shop.hooks.subscribers(hook),
  });

  return {
    /** What would move from one customer to the other, from the rows of `mergePlanPreload`; plugins say their own figures. */
    async mergePlan(call: Caller, rows: Rows) {
      const [[from], [into], people, others, places, otherPlaces, [counts]] = rows as [
        CustomerDetailRow[],
        CustomerDetailRow[],
        ContactRow[],
        ContactRow[],
        AddressRow[],
        AddressRow[],
        store.MergeCountsRow[],
      ];
      refusePair([known(from), known(into)], into!.id);
      const figures = await call.shop.hooks.gather(hooks.figures, { customerId: from!.id }, call);
      const emails = new Set(others.map(({ email }) => email.toLowerCase()));
      const labels = new Map(otherPlaces.map(({ label, value }) => [label.toLowerCase(), JSON.stringify(value)]));
      const twins = places.filter(({ label }) => labels.has(label.toLowerCase()));
      const equal = twins.filter(({ label, value }) => labels.get(label.toLowerCase()) === JSON.stringify(value));
      return {
        from: profileOf(from!),
        into: profileOf(into!),
        counts: { ...counts!, orders: from!.orders, contacts: people.length, addresses: places.length - equal.length },
        joined: people
          .filter(({ email }) => emails.has(email.toLowerCase()))
          .map(({ name, email }) => ({ name, email })),
        renamed: twins.filter((place) => !equal.includes(place)).map(({ label }) => label),
        figures: figures.answers.flatMap(({ value }) => value),
        partial: figures.partial,
      };
    },

    /**
     * Moves everything of customer `id` to customer `into`, in one transaction. The former one is in no list any more, its
     * link leads its own people on, and its people stay signed in. Refuses when one of the two was merged meanwhile.
     */
    async merge(call: Caller, { id: merged, into: surviving, ...profile }: Merging): Promise<{ id: string }> {
      const id = newId(call.now);
      const pair = { merged, surviving };
      const later = new Date(call.now.getTime() + latecomerSeconds * 1000);
      const row = { ...audited(call), ...pair, ...profile, id, ...told(call, hooks.merged), later };
      const [locked, , [made]] = await tables(call).run(
        store.lockPair(pair),
        store.lockOrders({ merged }),
        store.mergeCustomers({ ...row, latecomers: latecomersSubscriber }),
      );
      refusePair(locked, surviving);
      parts.wake?.();
      return known(made);
    },

    /** Undoes a merge of the last thirty days. What was changed since stays as it is, and is answered. */
    async undoMerge(call: Caller, id: string): Promise<PartedRow> {
      const since = new Date(call.now.getTime() - undoDays * 24 * 3600 * 1000);
      const row = { ...audited(call), id, since, ...told(call, hooks.parted) };
      const [locked, , [parted]] = await tables(call).run(lockMerge({ id }), lockMovedOrders({ id }), undoMerge(row));
      if (locked.length === 0) throw new PlatformError(errors['not-found']);
      if (!parted) throw new PlatformError(errors['merge.gone']);
      parts.wake?.();
      return parted;
    },

    /** Handles one delivery for `latecomersSubscriber`. The same again changes nothing. */
    async takeLatecomers(tenant: string, { mergedId }: { readonly mergedId: string }): Promise<void> {
      await parts.database.withTenant(tenant).run(store.takeLatecomers({ merged: mergedId }));
    },
  };
}

const profileOf = ({ id, name, slug, email, phone, note, state }: CustomerDetailRow) => ({
  id,
  name,
  slug,
  email,
  phone,
  note,
  provisional: state === 'provisional',
});
