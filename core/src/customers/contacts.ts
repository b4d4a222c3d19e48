import { contactRights, ordinaryRights, PlatformError, type ContactRight } from '@docket/sdk';
import type { Caller } from '../access/access.ts';
import { errors } from '../errors.ts';
import type { Conversation } from '../kernel/database.ts';
import { lockCustomer } from './store.ts';
import * as store from './store-contacts.ts';
import { known, writingOf, type Dependencies } from './writing.ts';

/** People whom a customer may have. */
const mostContacts = 100;

/** For how long a removed contact can be brought back. */
const undoMinutes = 60;

/** What is written down of a contact. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly phone?: string | null | undefined;
  /** Absent: those of an ordinary contact. */
  readonly rights?: readonly ContactRight[] | undefined;
}

export interface OneContact {
  readonly customer: string;
  readonly id: string;
}

/** Somebody who is to get rights: known by the address, and by the name where nobody has it yet. */
export interface Wanted {
  readonly customer: string;
  readonly name: string;
  readonly email: string;
  readonly rights: readonly string[];
}

/** Refusals of what was not done. */
const refusals = {
  taken: errors['contact.exists'],
  full: errors['customer.full'],
  above: errors['right.missing'],
  last: errors['contact.last'],
} as const;

/** A contact changes people within its own rights, staff beyond them. */
const reachOf = ({ actor }: Caller) =>
  actor.type === 'contact' ? { mine: actor.rights, self: actor.id } : { mine: null, self: null };

const rowOf = ({ phone = null, rights = ordinaryRights, ...person }: Person) => ({ ...person, phone, rights });

/** The people of customers. Who is a contact changes nobody with a right of which they have none, and gives no such right. */
export function createContacts(parts: Dependencies) {
  const { tables, audited } = writingOf(parts);
  const run = async (call: Caller, customer: string, write: ReturnType<typeof store.removeContact>): Promise<void> => {
    const [[locked], [row]] = await tables(call).run(lockCustomer({ id: customer }), write);
    known(locked);
    refuseUndone(row);
  };

  return {
    /** Adds a contact. Refuses an address that another contact of the customer has, and more than a hundred. */
    async addContact(call: Caller, { customer, ...person }: Person & { readonly customer: string }) {
      const id = parts.newId(call.now);
      const row = { ...audited(call), ...reachOf(call), ...rowOf(person), customer, id, most: mostContacts };
      await run(call, customer, store.insertContact(row));
      return { id };
    },

    /**
     * Changes a contact. With another address its sessions and open codes end, and the new one has to be proven. A
     * contact who is the only one to manage people keeps that right.
     */
    updateContact: (call: Caller, { customer, id, ...person }: Person & OneContact): Promise<void> =>
      run(call, customer, store.updateContact({ ...audited(call), ...reachOf(call), ...rowOf(person), customer, id })),

    /**
     * Gives somebody rights in the caller's transaction: whoever of the customer has the address already, or a new contact with
     * these rights alone. Refuses what `addContact` and `updateContact` refuse; whether who calls may let people in, the caller says.
     */
    async letIn(transaction: Conversation, call: Caller, { customer, rights, ...wanted }: Wanted): Promise<void> {
      const [[locked], people] = await transaction.run(lockCustomer({ id: customer }), store.contactsOf({ customer }));
      known(locked);
      const email = wanted.email.toLowerCase();
      const found = people.find((person) => person.email.toLowerCase() === email);
      const given = contactRights.filter((right) => rights.includes(right) || found?.rights.includes(right));
      const row = {
        ...audited(call),
        ...reachOf(call),
        ...wanted,
        phone: null,
        ...found,
        customer,
        email,
        rights: given,
      };
      const [[done]] = await transaction.run(
        found
          ? store.updateContact({ ...row, id: found.id })
          : store.insertContact({ ...row, id: parts.newId(call.now), most: mostContacts }),
      );
      refuseUndone(done);
    },

    /** Removes a contact; its sessions and open codes end with it. */
    removeContact: (call: Caller, one: OneContact): Promise<void> =>
      run(call, one.customer, store.removeContact({ ...audited(call), ...reachOf(call), ...one })),

    /** Takes the removal of a contact back, within an hour. */
    restoreContact(call: Caller, one: OneContact): Promise<void> {
      const since = new Date(call.now.getTime() - undoMinutes * 60_000);
      const row = { ...audited(call), ...reachOf(call), ...one, since, most: mostContacts };
      return run(call, one.customer, store.restoreContact(row));
    },
  };
}

function refuseUndone(row: store.Outcome | undefined): void {
  const { outcome } = known(row);
  if (outcome !== 'done') throw new PlatformError(refusals[outcome]);
}
