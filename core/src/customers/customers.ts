import { contactRights, PlatformError, customers as hooks, type Figure, type SavedAddress } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import { errors } from '../errors.ts';
import type { Call } from '../kernel/statement.ts';
import { createAddresses } from './addresses.ts';
import { createContacts } from './contacts.ts';
import { createExporting } from './exporting.ts';
import { createImporting } from './importing/importing.ts';
import { createMerging, mergesFrom } from './merging.ts';
import { anotherSlugOf, readableSlug, slugsOf } from './slug.ts';
import { addressesOf, type AddressRow } from './store-addresses.ts';
import { contactsOf, type ContactRow } from './store-contacts.ts';
import { mergesOf, type MergeRow } from './store-merging.ts';
import { rotateLink, type RetiredRow } from './store-links.ts';
import * as store from './store.ts';
import { known, untilSlugIsFree, writingOf, type Dependencies } from './writing.ts';

export { importsSubscriber } from './importing/importing.ts';
export { latecomersSubscriber } from './merging.ts';
export { savedAddresses } from './store-addresses.ts';
export { contactsOf, type ContactRow } from './store-contacts.ts';
export { untilSlugIsFree } from './writing.ts';

/** Rows of a list's page. One more is read, to know whether there is a next page. */
export const pageSize = 50;

/** A customer with all that is kept of it. `orders` counts all of them, `active` those that are not done yet. */
export interface CustomerPage extends Omit<store.CustomerDetailRow, 'state' | 'entry_key'> {
  /** Made for an unknown address, and neither confirmed nor proven. */
  readonly provisional: boolean;
  /** Nothing is left of it but its orders' figures. */
  readonly erased: boolean;
  readonly contacts: readonly ContactRow[];
  readonly addresses: readonly SavedAddress[];
  /** The end of its long link, 128 bits of chance: good for as long as the shop lets people in by an address alone. */
  readonly entryKey: string;
  /** Where everything of it is now; null for a customer that was not merged into another one. */
  readonly mergedInto: { readonly id: string; readonly name: string } | null;
  /** Customers that were merged into it, as long as that can be undone. */
  readonly merges: ReturnType<typeof mergesFrom>['merges'];
}

/** Figures of plugins about a customer; `partial` when one could not be asked. */
export interface Figures {
  readonly figures: readonly Figure[];
  readonly partial: boolean;
}

/** A new customer; its first contact, when there is an address. */
export interface NewCustomer {
  readonly name: string;
  readonly phone?: string | null | undefined;
  /** Absent: the customer's name. */
  readonly contactName?: string | undefined;
  /** Where the first contact gets codes to sign in. Absent: nobody can sign in yet. */
  readonly email?: string | null | undefined;
}

/** What staff write down of a customer. Its own e-mail and phone are to reach it; they sign nobody in. */
export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly note: string | null;
}

/** A link to be replaced: the slug that it has, and the wanted one; without it, one that nobody can guess. */
export interface Replacement {
  readonly id: string;
  readonly current: string;
  readonly wanted?: string | undefined;
}

type Rows = readonly (readonly unknown[])[];

/** What a customer's page reads, in the session's round trip. */
export const customerPreload = (id: string): readonly Call[] => [
  store.customerById({ id }),
  contactsOf({ customer: id }),
  addressesOf({ customer: id }),
  mergesOf({ customer: id }),
];

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

export function createCustomers(parts: Dependencies) {
  const { newId } = parts;
  const { tables, audited } = writingOf(parts);

  return {
    ...createContacts(parts),
    ...createAddresses(parts),
    ...createMerging(parts),
    ...createExporting(parts),
    ...createImporting(parts),

    /** A page from rows that were read with one to spare; `next` is what to continue after, null on the last page. */
    page: (rows: readonly store.CustomerRow[]) => ({
      rows: rows.slice(0, pageSize),
      next: rows.length > pageSize ? rows[pageSize - 1]!.id : null,
    }),

    /** The customer of the rows of `customerPreload`. */
    get({ now }: Caller, [customers, contacts, addresses, merges]: Rows): CustomerPage {
      const { state, entry_key: entryKey, ...customer } = known((customers as store.CustomerDetailRow[])[0]);
      return {
        ...customer,
        entryKey,
        provisional: state === 'provisional',
        erased: state === 'erased',
        contacts: contacts as ContactRow[],
        addresses: addresses as AddressRow[],
        ...mergesFrom(customer.id, merges as MergeRow[], now),
      };
    },

    /** What active plugins count of the customer, in their sequence. */
    async figures(call: Caller, customerId: string): Promise<Figures> {
      const { answers, partial } = await call.shop.hooks.gather(hooks.figures, { customerId }, call);
      return { figures: answers.flatMap(({ value }) => value), partial };
    },

    /** Makes a customer. The slug comes from the name and stays when the name changes: links and bookmarks hold it. */
    async create(call: Caller, { name, phone = null, contactName = name, email = null }: NewCustomer) {
      const [id, contact] = [newId(call.now), newId(call.now)];
      // Whoever comes first may bring in the others.
      const row = { ...audited(call), id, name, phone, contact, contactName, email, rights: contactRights };
      const [[made]] = await untilSlugIsFree(() =>
        tables(call).run(store.insertCustomer({ ...row, slugs: slugsOf(name) })),
      );
      return made!;
    },

    /** Changes what is written down of a customer. Its link stays. */
    async update(call: Caller, profile: Profile): Promise<void> {
      const [[updated]] = await tables(call).run(store.updateCustomer({ ...audited(call), ...profile }));
      known(updated);
    },

    /**
     * Replaces a customer's link. The former one explains itself from then on and never becomes another customer's; the
     * customer may have its own back. Refuses a wanted slug that is or was somebody's. When the link is no longer the
     * current one, somebody has replaced it already and nothing changes.
     */
    async rotate(call: Caller, { id, current, wanted }: Replacement): Promise<{ slug: string }> {
      const slugs = wanted === undefined ? [anotherSlugOf(current)] : [readableSlug(wanted)];
      const [[rotated]] = await untilSlugIsFree(() =>
        tables(call).run(rotateLink({ ...audited(call), id, current, slugs })),
      );
      const { former, slug } = known(rotated);
      if (slug === null && former === current) throw new PlatformError(errors['link.taken']);
      return { slug: slug ?? former };
    },

    /** Where a link leads that was replaced; every other slug, known or not, has nothing to say. Only a contact of the customer itself is told. */
    replaced(call: Caller, row: RetiredRow | undefined): { readonly replaced: boolean; readonly by: string | null } {
      return { replaced: row !== undefined, by: call.actor.type === 'contact' ? (row?.own ?? null) : null };
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
