import { createHash } from 'node:crypto';
import type { Actor } from '@docket/sdk';
import { untilSlugIsFree } from '../customers/customers.ts';
import type { Gate } from '../kernel/database.ts';
import { namesakesOfDraft, type NamesakeRow, type RequestDetailRow, type RequestRow } from './store.ts';

/** Whose a request becomes, decided before it is written. */
export interface Sender {
  readonly customer: string | null;
  readonly contact: string | null;
  readonly proof: 'none' | 'session' | 'key';
  /** True when the customer's portal may show it at once. */
  readonly inPortal: boolean;
  readonly newCustomer: { readonly name: string; readonly slug: string; readonly email: string } | null;
  readonly newContact: { readonly name: string; readonly email: string } | null;
}

/** A signed-in contact sends for the own customer; so does a program with a key of the contact. */
export const knownSender = (actor: Extract<Actor, { type: 'contact' }>, isProgram = false): Sender => ({
  customer: actor.customerId,
  contact: actor.id,
  proof: isProgram ? 'key' : 'session',
  inPortal: true,
  newCustomer: null,
  newContact: null,
});

/** Who sent what is there already stays who sent it: a known contact's order shows in the portal, an unproven address's does not. */
export const senderOfRow = ({
  customer_id: customer,
  contact_id: contact,
  proof,
}: Pick<RequestDetailRow, 'customer_id' | 'contact_id' | 'proof'>): Sender => ({
  customer,
  contact,
  proof,
  inPortal: proof !== 'none',
  newCustomer: null,
  newContact: null,
});

/**
 * An address that nothing has proven. One customer's contact: staff see it there, the portal does not until the
 * address is proven (G-08). A provisional customer of that address: the same again. Else a new provisional one, also
 * when the address belongs to contacts of several customers: nobody picks for them.
 */
export function strangeSender(
  identity: RequestRow['identity'],
  namesakes: readonly NamesakeRow[],
  ids: { readonly customer: string; readonly contact: string },
): Sender {
  const active = namesakes.filter(({ state }) => state === 'active');
  const customers = new Set(active.map(({ customer_id }) => customer_id));
  const attached = customers.size === 1 ? active[0] : namesakes.find(({ state }) => state === 'provisional');
  const unproven = { proof: 'none', inPortal: false } as const;
  if (attached)
    return {
      customer: attached.customer_id,
      contact: attached.contact_id,
      ...unproven,
      newCustomer: null,
      newContact: null,
    };
  const [name, email] = [identity.name ?? '', identity.email ?? ''];
  return {
    ...ids,
    ...unproven,
    newCustomer: { name: identity.company || name, slug: provisionalSlug(email), email },
    newContact: { name, email },
  };
}

/**
 * Runs what may make a provisional customer, once more when another request of the same address made it between reading
 * and writing: then it is found. `known` are the namesakes read already.
 */
export function withNamesakes<T>(
  tables: Gate,
  { id, known }: { readonly id: string; readonly known: readonly NamesakeRow[] },
  work: (namesakes: readonly NamesakeRow[]) => Promise<T>,
): Promise<T> {
  let first: readonly NamesakeRow[] | undefined = known;
  return untilSlugIsFree(async () => {
    const namesakes = first ?? (await tables.run(namesakesOfDraft({ id })))[0];
    first = undefined;
    return work(namesakes);
  }, 2);
}

/** One provisional customer per address: the unique slug decides between two submits at the same moment. */
const provisionalSlug = (email: string): string =>
  `new-${createHash('sha256').update(email.toLowerCase()).digest('hex').slice(0, 20)}`;
