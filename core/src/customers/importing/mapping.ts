/** What a column of a file may hold. The parts of an address have the names that forms give them. */
export const importFields = [
  'name',
  'link',
  'email',
  'phone',
  'note',
  'contactName',
  'contactFirstName',
  'contactLastName',
  'contactEmail',
  'contactPhone',
  'contactRights',
  'addressLabel',
  'address-company',
  'address-name',
  'address-street',
  'address-street2',
  'address-city',
  'address-region',
  'address-postcode',
  'address-country',
  'address-phone',
] as const;

export type ImportField = (typeof importFields)[number];

/** The field of each column, in their sequence; null for one that is left out. No field is there twice. */
export type Columns = readonly (ImportField | null)[];

/**
 * What columns are called, the surest word first: those of our own export and the usual ones. Fields choose in this
 * sequence, so that a word that may mean two things goes to the one that has no other.
 */
const words: Readonly<Record<ImportField, readonly string[]>> = {
  name: [
    'customer',
    'customer name',
    'company name',
    'company',
    'client',
    'client name',
    'organization',
    'organisation',
    'account name',
    'account',
    'business',
    'business name',
    'name',
  ],
  link: ['link', 'portal link', 'slug'],
  contactName: [
    'person',
    'contact person',
    'contact name',
    'contact',
    'full name',
    'person’s name',
    'attention',
    'name',
  ],
  contactFirstName: ['first name', 'given name', 'forename'],
  contactLastName: ['last name', 'surname', 'family name'],
  contactPhone: ['person’s phone', 'contact phone', 'mobile phone', 'mobile', 'cell phone', 'cell', 'direct phone'],
  contactRights: ['person’s rights', 'rights', 'permissions'],
  email: ['company e-mail', 'billing e-mail', 'e-mail', 'e-mail address', 'mail', 'customer e-mail'],
  contactEmail: ['person’s e-mail', 'contact e-mail', 'contact e-mail address', 'e-mail', 'e-mail address'],
  phone: ['company phone', 'phone', 'phone number', 'telephone', 'telephone number', 'tel', 'customer phone'],
  note: ['note', 'notes', 'comment', 'comments', 'remark', 'remarks'],
  'address-street': ['street', 'street address', 'address line 1', 'address 1', 'street 1', 'address'],
  'address-street2': ['street, second line', 'address line 2', 'address 2', 'street 2', 'suite'],
  addressLabel: ['address', 'address label', 'address name', 'label'],
  'address-company': ['address company', 'company', 'delivery company'],
  'address-name': ['recipient', 'ship to', 'addressee', 'delivery name'],
  'address-city': ['city', 'town', 'town/city'],
  'address-region': ['region', 'state', 'province', 'county', 'state/province', 'state/region'],
  'address-postcode': ['postcode', 'post code', 'postal code', 'zip', 'zip code', 'zip/postal code'],
  'address-country': ['country', 'country code', 'country/region'],
  'address-phone': ['address phone', 'delivery phone', 'shipping phone'],
};

/** Capitals, accents, spaces and marks make no other word. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** What each column holds, by its header. A file with one e-mail address only tells of the person who reads the mail. */
export function guessColumns(header: readonly string[]): Columns {
  const names = header.map(folded);
  const columns: (ImportField | null)[] = header.map(() => null);
  for (const [field, known] of Object.entries(words) as [ImportField, readonly string[]][]) {
    const ranked = known.map((word) => names.findIndex((name, at) => name === folded(word) && columns[at] === null));
    const at = ranked.find((found) => found >= 0);
    if (at !== undefined) columns[at] = field;
  }
  return columns.includes('contactEmail')
    ? columns
    : columns.map((field) => (field === 'email' ? 'contactEmail' : field));
}
