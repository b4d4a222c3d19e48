import type { StaffCaller } from '@docket/core/api';
import type { Json } from '@docket/sdk';
import { addressFields, addressTexts } from '@docket/ui/text/address.ts';

/** A customer as it is taken along. */
export interface TakenCustomer {
  readonly name: string;
  readonly slug: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly note: string | null;
  readonly contacts: readonly {
    readonly name: string;
    readonly email: string;
    readonly phone: string | null;
    readonly rights: readonly string[];
  }[];
  readonly addresses: readonly { readonly label: string; readonly value: Json }[];
}

const own = ['name', 'link', 'email', 'phone', 'note'] as const;
const persons = ['contactName', 'contactEmail', 'contactPhone', 'contactRights'] as const;
const places = ['addressLabel', ...addressFields.map((field) => `address-${field}` as const)] as const;

/** The columns of the file, in their sequence. */
export const customerColumns = [...own, ...persons, ...places] as const;

/** What a column of a file may be said to hold: the same, and names in two parts. */
export const importColumns = [
  ...own,
  ...persons,
  'contactFirstName',
  'contactLastName',
  ...places,
] as const satisfies readonly NonNullable<Parameters<StaffCaller['imports']['map']>[0]['columns'][number]>[];

type Cells = readonly (string | null)[];

/**
 * The lines of a customer: the first has the customer with its first person and its first address, each further line the
 * name and the link again with one more of them.
 */
export function linesOf(customer: TakenCustomer): readonly Cells[] {
  const { name, slug, email, phone, note, contacts, addresses } = customer;
  const count = Math.max(1, contacts.length, addresses.length);
  return Array.from({ length: count }, (_, at) => [
    name,
    slug,
    ...(at === 0 ? [email, phone, note] : own.slice(2).map(() => null)),
    ...personCells(contacts[at]),
    ...placeCells(addresses[at]),
  ]);
}

const personCells = (person: TakenCustomer['contacts'][number] | undefined): Cells =>
  person ? [person.name, person.email, person.phone, person.rights.join(' ') || 'none'] : persons.map(() => null);

function placeCells(place: TakenCustomer['addresses'][number] | undefined): Cells {
  if (!place) return places.map(() => null);
  const texts = addressTexts(place.value);
  return [place.label, ...addressFields.map((field) => texts[field] ?? null)];
}
