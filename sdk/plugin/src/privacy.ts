/** Whom a value tells something of. */
export type PersonKind = 'contact' | 'customer' | 'staff' | 'stranger';

/** Who gets a value when a person's data are exported: the person, the shop alone, or nobody. */
export type Exported = 'to the person' | 'to the shop' | 'never';

/**
 * What erasing a person makes of a value of the person's rows. `row`: it goes with its row. `null`, `''`, `{}`, `[]`: that.
 * `name`: a word for somebody who is gone. `kept`: it stays, since it tells of somebody else.
 */
export type Erased = 'row' | 'null' | "''" | '{}' | '[]' | 'name' | 'kept';

/**
 * What a column holds. `technical`: keys, states and counters that describe nobody. `record`: what the shop must keep of its
 * business. `text`: a record in which people may have typed about themselves; erasing takes their names, addresses and
 * telephone numbers out. `personal`: something of a person.
 */
export type ColumnPrivacy =
  | { readonly class: 'technical' }
  | { readonly class: 'record' | 'text'; readonly exported: Exported }
  | {
      readonly class: 'personal';
      readonly of: readonly PersonKind[];
      readonly exported: Exported;
      readonly erased: Erased;
    };

/** What a column's value names, so that a person's rows are found by it: ids as uuid, or an e-mail address as text. */
export type Owner = 'customer' | 'contact' | 'request' | 'order' | 'file' | 'email';

/** How a table stands to people. A column that is missing here stops the start of the platform. */
export interface TablePrivacy {
  /** Columns by which rows belong to somebody; none for rows of nobody. */
  readonly owners?: Readonly<Record<string, Owner>>;
  /** What erasing does with the person's rows. */
  readonly rows: 'kept' | 'deleted';
  readonly columns: Readonly<Record<string, ColumnPrivacy>>;
}

/** Describes nobody, and leaves nowhere. */
export const technical: ColumnPrivacy = Object.freeze({ class: 'technical' });

/** Kept by the shop whoever is erased. */
export const businessRecord = (exported: Exported = 'to the person'): ColumnPrivacy => ({ class: 'record', exported });

/** Kept by the shop, without what it says of whoever is erased. */
export const freeText = (exported: Exported = 'to the person'): ColumnPrivacy => ({ class: 'text', exported });

/** Of one or more kinds of people. */
export const personal = (
  of: PersonKind | readonly PersonKind[],
  erased: Erased,
  exported: Exported = 'to the person',
): ColumnPrivacy => ({ class: 'personal', of: typeof of === 'string' ? [of] : of, exported, erased });
