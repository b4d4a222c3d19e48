import type { Conversation } from '../kernel/database.ts';
import * as store from './store-person.ts';
import { patternOf } from './pattern.ts';

/** A person, or a customer with all its people, and everything that is theirs. */
export interface Person {
  readonly customer: store.CustomerRow;
  readonly people: readonly store.ContactRow[];
  readonly own: store.Belongings;
  readonly orders: readonly store.OrderRow[];
  /** Files of its orders that the shop keeps to itself. */
  readonly hiddenFiles: ReadonlySet<string>;
  /** Finds names, addresses and telephone numbers. */
  readonly pattern: string;
}

/**
 * Reads whose data are meant and what belongs to them; `held`: nobody adds anything until the transaction ends. Undefined
 * for what the shop does not have.
 */
export async function readPerson(
  transaction: Conversation,
  tenant: string,
  subject: store.Subject,
  held = false,
): Promise<Person | undefined> {
  const asked = { tenant, ...subject };
  const [found, people] = held
    ? await transaction.run(store.holdCustomers(asked), store.holdPeople(asked))
    : await transaction.run(store.customersMeant(asked), store.peopleMeant(asked));
  const [customer] = found;
  if (!customer || (subject.contact !== null && people.length === 0)) return undefined;
  const isWhole = subject.contact === null;
  const customers = isWhole ? found.map(({ id }) => id) : [];
  const contacts = people.map(({ id }) => id);
  const addresses = [...people.map(({ email }) => email), ...(isWhole ? found.map(({ email }) => email) : [])].filter(
    (email) => email !== null,
  );
  const written = [...new Set(addresses.map((email) => email.toLowerCase()))];
  const whose = { tenant, customers, contacts };
  const [own] = await transaction.run(store.ownEmails({ tenant, contacts, emails: written }));
  const emails = own.map(({ email }) => email);
  const [sent, orders, former] = await transaction.run(
    store.requestsSent({ ...whose, emails }),
    store.ordersPlaced(whose),
    store.formerNames(whose),
  );
  const requests = sent.map(({ id }) => id);
  const placed = orders.map(({ id }) => id);
  const [files, outside] = await transaction.run(
    store.filesAbout({ tenant, requests, orders: placed }),
    store.namesOutside({ tenant, orders: isWhole ? placed : [] }),
  );
  return {
    customer,
    people,
    orders,
    own: {
      customers,
      contacts,
      requests,
      emails,
      orders: placed,
      files: files.map(({ id }) => id),
    },
    hiddenFiles: new Set(files.filter(({ hidden }) => hidden).map(({ id }) => id)),
    pattern: patternFor({ customers: found, people, sent, former, outside, isWhole }),
  };
}

type Named = { readonly name: string | null; readonly email: string | null; readonly phone: string | null };

interface Called {
  readonly customers: readonly store.CustomerRow[];
  readonly people: readonly Named[];
  readonly sent: readonly store.SentRow[];
  readonly former: readonly store.FormerRow[];
  /** Who answered for the whole customer, and is none of its contacts. */
  readonly outside: readonly { readonly name: string }[];
  readonly isWhole: boolean;
}

/** What a customer is called stays while one of its people goes, even when both are called alike. */
function patternFor({ customers, people, sent, former, outside, isWhole }: Called): string {
  const all: readonly Named[] = [...(isWhole ? customers : []), ...people, ...former];
  const typed = sent.flatMap(({ identity: { name, email, company } }) => [name, email, isWhole ? company : undefined]);
  const called = [...all.flatMap(({ name, email }) => [name, email]), ...outside.map(({ name }) => name)];
  const texts = [...called, ...typed].filter((text) => typeof text === 'string');
  const phones = all.map(({ phone }) => phone).filter((phone) => phone !== null);
  const spared = new Set(
    isWhole
      ? []
      : customers.flatMap(({ name, email, phone }) => [name, email, phone]).map((text) => text?.toLowerCase()),
  );
  const isGone = (text: string): boolean => !spared.has(text.toLowerCase());
  return patternOf(texts.filter(isGone), phones.filter(isGone));
}

/** The person as seen from the whole customer: where others may have written of them. */
export async function readHouse(
  transaction: Conversation,
  tenant: string,
  customer: string,
): Promise<store.Belongings> {
  const house = await readPerson(transaction, tenant, { customer, contact: null });
  return house!.own;
}
