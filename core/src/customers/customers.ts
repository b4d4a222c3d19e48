import { PlatformError, type Json, type SavedAddress } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import { byActor } from '../audit/audit.ts';
import { errors } from '../errors.ts';
import type { Database } from '../kernel/database.ts';
import type { NewId } from '../kernel/ids.ts';
import { json, type Call } from '../kernel/statement.ts';
import { slugsOf } from './slug.ts';
import * as store from './store.ts';

export { savedAddress } from './store.ts';

/** Rows of a list's page. One more is read, to know whether there is a next page. */
export const pageSize = 50;

/** Addresses that a customer may keep. */
const mostAddresses = 100;

/** A customer with all that its page shows. */
export interface CustomerPage extends Omit<store.CustomerDetailRow, 'state'> {
  /** Made for an unknown address, and neither confirmed nor proven. */
  readonly provisional: boolean;
  readonly contacts: readonly store.ContactRow[];
  readonly addresses: readonly SavedAddress[];
}

/** A new customer with its first contact. */
export interface NewCustomer {
  readonly name: string;
  readonly contactName: string;
  readonly email: string;
}

interface Dependencies {
  readonly database: Database;
  readonly newId: NewId;
}

type Rows = readonly (readonly unknown[])[];

/** What a customer's page reads, in the session's round trip. */
export const customerPreload = (id: string): readonly Call[] => [
  store.customerById({ id }),
  store.contactsOf({ customer: id }),
  store.addressesOf({ customer: id }),
];

/**
 * Runs what chooses a free slug, again when somebody else took it between choosing and writing. The work is one
 * transaction, so that a failed one leaves nothing.
 */
export async function untilSlugIsFree<T>(work: () => Promise<T>, attempts = 5): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (attempts === 1 || !isTaken(error)) throw error;
    return untilSlugIsFree(work, attempts - 1);
  }
}

/** PostgreSQL's code for a value that must be unique and is there already. */
const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === '23505';

/** A contact that has proven its address. */
export interface Proof {
  readonly contact: string;
  /** The customer's name, for its slug should it still be provisional. */
  readonly name: string;
  readonly now: Date;
  readonly auditId: string;
}

/**
 * Writes down that a contact's address is proven, in whatever transaction the caller runs (see `untilSlugIsFree`): a
 * provisional customer becomes real, and the portal shows what was sent in the contact's name. Answers the customer's slug.
 */
export const proveContact = ({ name, ...proof }: Proof): Call<{ slug: string }> =>
  store.proveContact({ ...proof, slugs: slugsOf(name) });

/** Customers: companies that buy, and the people who order for them. */
export type Customers = ReturnType<typeof createCustomers>;

export function createCustomers({ database, newId }: Dependencies) {
  const tables = (call: Caller) => database.withTenant(call.shop.tenant.id);
  const audited = (call: Caller) => ({
    tenant: call.shop.tenant.id,
    now: call.now,
    by: byActor(call.actor),
    auditId: newId(call.now),
  });

  return {
    /** A page from rows that were read with one to spare; `next` is what to continue after, null on the last page. */
    page: (rows: readonly store.CustomerRow[]) => ({
      rows: rows.slice(0, pageSize),
      next: rows.length > pageSize ? rows[pageSize - 1]!.id : null,
    }),

    /** The customer of the rows of `customerPreload`. */
    get([customers, contacts, addresses]: Rows): CustomerPage {
      const { state, ...customer } = known((customers as store.CustomerDetailRow[])[0]);
      return {
        ...customer,
        provisional: state === 'provisional',
        contacts: contacts as store.ContactRow[],
        addresses: addresses as store.AddressRow[],
      };
    },

    /** Makes a customer. The slug comes from the name and stays when the name changes: links and bookmarks hold it. */
    async create(call: Caller, { name, contactName, email }: NewCustomer): Promise<{ id: string; slug: string }> {
      const [id, contact] = [newId(call.now), newId(call.now)];
      const row = { ...audited(call), id, name, contact, contactName, email };
      const [[made]] = await untilSlugIsFree(() =>
        tables(call).run(store.insertCustomer({ ...row, slugs: slugsOf(name) })),
      );
      return made!;
    },

    /** Adds a contact; refuses an address that another contact of the customer has. */
    async addContact(
      call: Caller,
      contact: { readonly customer: string; readonly name: string; readonly email: string },
    ): Promise<{ id: string }> {
      const row = { ...audited(call), ...contact, id: newId(call.now) };
      const [[locked], [made]] = await tables(call).run(
        store.lockCustomer({ id: contact.customer }),
        store.insertContact(row),
      );
      if (!locked) throw new PlatformError(errors['not-found']);
      if (!made) throw new PlatformError(errors['contact.exists']);
      return made;
    },

    /** Keeps an address for the customer; one under the same label is replaced. */
    async saveAddress(
      call: Caller,
      { value, ...address }: { readonly customer: string; readonly label: string; readonly value: Json },
    ): Promise<{ id: string }> {
      const row = { ...audited(call), ...address, id: newId(call.now), value: json(value), most: mostAddresses };
      const [[locked], [kept]] = await tables(call).run(
        store.lockCustomer({ id: address.customer }),
        store.putAddress(row),
      );
      if (!locked) throw new PlatformError(errors['not-found']);
      if (!kept) throw new PlatformError(errors['customer.full']);
      return kept;
    },

    /** Staff vouch for a customer: a provisional one becomes real, and the portal shows all its orders. Again changes nothing. */
    async confirm(call: Caller, customer: store.CustomerDetailRow | undefined): Promise<{ slug: string }> {
      const { id, name } = known(customer);
      const [[confirmed]] = await untilSlugIsFree(() =>
        tables(call).run(store.confirmCustomer({ ...audited(call), id, slugs: slugsOf(name) })),
      );
      return known(confirmed);
    },
  };
}

function known<T>(row: T | undefined): T {
  if (row === undefined) throw new PlatformError(errors['not-found']);
  return row;
}
