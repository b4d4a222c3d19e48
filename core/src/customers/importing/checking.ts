import { contactRights, ordinaryRights, type ContactRight } from '@docket/sdk';
import { valuesOf, type Fault, type FaultCode, type Values } from './cells.ts';
import type { Columns } from './mapping.ts';
import type { Row } from './reading.ts';

/** Somebody at a customer who can sign in. */
export interface DraftPerson {
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly rights: readonly ContactRight[];
}

/** An address by its parts, under the name that people know it by. */
export interface DraftAddress {
  readonly label: string;
  readonly value: Readonly<Record<string, string>>;
}

/** A customer as it stands in a file, from all of its rows. */
export interface Draft {
  /** Its rows; the first one names it. */
  readonly rows: readonly number[];
  readonly name: string;
  /** The link that it had elsewhere, and has here when it is free. */
  readonly link: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly note: string | null;
  readonly contacts: readonly DraftPerson[];
  readonly addresses: readonly DraftAddress[];
}

/** What a file comes to: customers that can be taken over whole, and what stands in the way of the other rows. */
export interface Plan {
  readonly drafts: readonly Draft[];
  /** In the sequence of the rows. */
  readonly faults: readonly Fault[];
}

/** People, and addresses, of one customer. */
const mostOfOne = 100;
const longestNote = 4000;

/**
 * Reads customers from rows. Rows with the same link are one customer, or without one those with the same name; a
 * customer with a faulty row is left out with all of its rows. The same rows always come to the same.
 */
export function planOf(rows: readonly Row[], columns: Columns): Plan {
  const read = rows.map((row) => valuesOf(row, columns));
  const faults = read.flatMap((one) => one.faults);
  const groups = Map.groupBy(
    read.map(({ values }) => values),
    keyOf,
  );
  const drafts: Draft[] = [];
  const faulty = new Set(faults.map(({ at }) => at));
  for (const [key, group] of groups) {
    const { found, faults: own } = key === '' ? nameless(group) : draftOf(group, columns);
    // What is wrong in a cell is said once.
    const more = own.filter(({ at }) => !faulty.has(at));
    const wrong = new Set([...more.map(({ at }) => at), ...group.map(({ at }) => at).filter((at) => faulty.has(at))]);
    if (found && wrong.size === 0) drafts.push(found);
    else faults.push(...more, ...group.filter(({ at }) => !wrong.has(at)).map(({ at }) => whole(at, 'with-another')));
  }
  return { drafts, faults: faults.toSorted((one, other) => one.at - other.at) };
}

const nameless = (group: readonly Values[]): Found<undefined> => ({
  found: undefined,
  faults: group.map(({ at }) => whole(at, 'name-missing')),
});

/** How many rows are left out. */
export const wrongRows = ({ faults }: Plan): number => new Set(faults.map(({ at }) => at)).size;

const whole = (at: number, code: FaultCode): Fault => ({ at, column: null, value: '', code });

/** Somebody without a company is a customer by the own name. */
const personName = ({ contactName, contactFirstName: first, contactLastName: last }: Values['texts']): string =>
  contactName ?? [first, last].filter(Boolean).join(' ');

/** What makes rows one customer; empty for a row that names none. Two people of the same name are two. */
function keyOf({ texts }: Values): string {
  const { link, name, contactEmail } = texts;
  if (link !== undefined) return `link ${link}`;
  if (name !== undefined) return `name ${name.toLowerCase()}`;
  const person = contactEmail ?? personName(texts).toLowerCase();
  return person && `person ${person}`;
}

/** What was found in the rows of a customer, and what stands in its way. */
interface Found<T> {
  readonly found: T;
  readonly faults: readonly Fault[];
}

/** A customer from its rows, as far as they agree. */
function draftOf(group: readonly Values[], columns: Columns): Found<Draft> {
  const [first] = group as readonly [Values, ...Values[]];
  const own = ownOf(group, columns);
  const name = own.found.name ?? (personName(first.texts) || first.texts.contactEmail || first.texts.link || '');
  const [people, places] = [peopleOf(group, columns), placesOf(group, columns)];
  const note = [own.found.note, ...new Set(group.flatMap((row) => withoutEmail(row, name)))].filter(Boolean).join('\n');
  const isFull = people.found.length > mostOfOne || places.found.length > mostOfOne;
  return {
    found: {
      rows: group.map(({ at }) => at),
      name,
      link: first.texts.link ?? null,
      email: own.found.email ?? null,
      phone: own.found.phone ?? null,
      note: note || null,
      contacts: people.found.map((row, nth) => personOf(row, name, nth === 0)),
      addresses: places.found,
    },
    faults: [
      ...own.faults,
      ...people.faults,
      ...places.faults,
      ...(note.length > longestNote ? [whole(first.at, 'too-long')] : []),
      ...(isFull ? [whole(first.at, 'too-many')] : []),
    ],
  };
}

const fault = ({ at, texts }: Values, columns: Columns, field: keyof Values['texts'], code: FaultCode): Fault => ({
  at,
  column: columns.indexOf(field),
  value: texts[field] ?? '',
  code,
});

const ownFields = ['name', 'email', 'phone', 'note'] as const;

/** What the rows say of the customer itself: the same, or nothing. */
function ownOf(group: readonly Values[], columns: Columns): Found<Partial<Record<(typeof ownFields)[number], string>>> {
  const found: Partial<Record<(typeof ownFields)[number], string>> = {};
  const faults: Fault[] = [];
  for (const row of group)
    for (const field of ownFields) {
      const value = row.texts[field];
      if (value !== undefined && (found[field] ??= value) !== value)
        faults.push(fault(row, columns, field, 'customer-differs'));
    }
  return { found, faults };
}

/** The rows that name the customer's people, each of them once. */
function peopleOf(group: readonly Values[], columns: Columns): Found<readonly Values[]> {
  const found = new Map<string, Values>();
  const faults: Fault[] = [];
  for (const row of group) {
    const { contactEmail: email } = row.texts;
    if (email === undefined) continue;
    const known = found.get(email);
    if (!known) found.set(email, row);
    else if (!isSamePerson(known, row)) faults.push(fault(row, columns, 'contactEmail', 'person-differs'));
  }
  return { found: [...found.values()], faults };
}

/** The customer's addresses, each of them once. */
function placesOf(group: readonly Values[], columns: Columns): Found<readonly DraftAddress[]> {
  const found = new Map<string, DraftAddress>();
  const faults: Fault[] = [];
  for (const row of group) {
    const place = placeOf(row);
    if (place === 'empty') faults.push(fault(row, columns, 'addressLabel', 'address-empty'));
    else if (place && !keep(found, place, row)) faults.push(fault(row, columns, 'addressLabel', 'address-differs'));
  }
  return { found: [...found.values()], faults };
}

/** Whoever comes first may bring in the others, unless the file says otherwise. */
const personOf = ({ texts, rights }: Values, customer: string, isFirst: boolean): DraftPerson => ({
  name: personName(texts) || customer,
  email: texts.contactEmail!,
  phone: texts.contactPhone ?? null,
  rights: rights ?? (isFirst ? contactRights : ordinaryRights),
});

const isSamePerson = (one: Values, other: Values): boolean =>
  isSilentOrSame(personName(one.texts), personName(other.texts)) &&
  isSilentOrSame(one.texts.contactPhone, other.texts.contactPhone) &&
  (other.rights === undefined || one.rights?.join() === other.rights.join());

const isSilentOrSame = (said: string | undefined, again: string | undefined): boolean => !again || again === said;

/** Who has no address for mail can sign in nowhere, and is kept as a line of the note. */
function withoutEmail({ texts }: Values, customer: string): readonly string[] {
  if (texts.contactEmail !== undefined) return [];
  const name = personName(texts);
  const told = [name === customer ? '' : name, texts.contactPhone].filter(Boolean);
  return told.length === 0 ? [] : [[name, texts.contactPhone].filter(Boolean).join(', ')];
}

/** The address of a row. Without a name of its own it is known by its first part. */
function placeOf({ texts }: Values): DraftAddress | 'empty' | undefined {
  const parts = Object.entries(texts).filter(([field]) => field.startsWith('address-'));
  if (parts.length === 0) return texts.addressLabel === undefined ? undefined : 'empty';
  const value = Object.fromEntries(parts.map(([field, text]) => [field.slice('address-'.length), text]));
  const named = texts.addressLabel ?? value['street'] ?? value['city'] ?? parts[0]![1];
  return { label: named.trim().slice(0, 80), value };
}

/** Keeps an address under its name; false when there is another one under it that the file has named so. */
function keep(places: Map<string, DraftAddress>, place: DraftAddress, { texts }: Values): boolean {
  for (let nth = 1; ; nth += 1) {
    const label = nth === 1 ? place.label : `${place.label.slice(0, 75)} ${nth}`;
    const other = places.get(label.toLowerCase());
    if (!other) places.set(label.toLowerCase(), { ...place, label });
    if (!other || JSON.stringify(other.value) === JSON.stringify(place.value)) return true;
    if (texts.addressLabel !== undefined) return false;
  }
}
