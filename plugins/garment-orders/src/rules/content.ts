import type { LengthUnit } from './lengths.ts';

// Types, not interfaces: only these are assignable to JSON. An empty text is a value that was not given.

/** A box as forms send it: empty is not ticked. */
export type Tick = 'yes' | '';

/** One style in one colour, with pieces by canonical size label. */
export type GarmentRow = {
  readonly id: string;
  readonly source: 'shop' | 'customer';
  readonly type: string;
  readonly brand: string;
  readonly style: string;
  readonly colorway: string;
  readonly fit: string;
  readonly note: string;
  readonly sizes: { readonly [label: string]: number };
};

/** An ink, thread or film: its name, and a code of a colour system such as `186 C`. */
export type Ink = { readonly name: string; readonly code: string };

/** One print or stitch: where, how large, in what, on which rows, from which files. */
export type Imprint = {
  readonly id: string;
  readonly location: string;
  /** The customer's own name of the place. */
  readonly label: string;
  /** Empty: the order's method. */
  readonly method: string;
  /** In `unit`; empty where the customer leaves it to the shop. */
  readonly width: number | '';
  readonly height: number | '';
  readonly unit: LengthUnit;
  readonly colors: number | 'full' | '';
  readonly inks: readonly Ink[];
  readonly inkType: string;
  readonly underbase: Tick;
  readonly placement: string;
  readonly note: string;
  /** Ids of garment rows; empty: all. */
  readonly applies: readonly string[];
  /** Inks that differ on one row, by its id, in words. */
  readonly inkByGarment: { readonly [garmentId: string]: string };
  readonly files: readonly string[];
};

/** Where a shipment goes. */
export type Address = {
  readonly company: string;
  readonly name: string;
  readonly street: string;
  readonly street2: string;
  readonly city: string;
  readonly region: string;
  readonly postcode: string;
  readonly country: string;
  readonly phone: string;
};

/** Exactly one way of delivery. A pickup has no address. */
export type Delivery = {
  readonly method: 'pickup' | 'courier' | 'shipping';
  readonly saved: string;
  readonly address: Address | null;
  readonly note: string;
};

/** Content that passed the check: what a request sends and an order holds. Dates are `YYYY-MM-DD`. */
export type GarmentContent = {
  readonly title: string;
  readonly method: string;
  readonly dueOn: string;
  readonly eventDate: string;
  readonly firm: Tick;
  readonly reference: string;
  readonly garments: readonly GarmentRow[];
  readonly notes: string;
  readonly delivery: Delivery;
  readonly imprints: readonly Imprint[];
  readonly artNotes: string;
  /** The due date as first sent. From then on a due date may lie in the past, but not before this one. */
  readonly sentDue: string;
};

/** Keys of an address, in the sequence of a letter. */
export const addressKeys = [
  'company',
  'name',
  'street',
  'street2',
  'city',
  'region',
  'postcode',
  'country',
  'phone',
] as readonly (keyof Address)[];

/** Pieces of a row. */
export const rowPieces = (row: Pick<GarmentRow, 'sizes'>): number =>
  Object.values(row.sizes).reduce((sum, pieces) => sum + pieces, 0);

/** Pieces of all rows. */
export const totalPieces = (content: Pick<GarmentContent, 'garments'>): number =>
  content.garments.reduce((sum, row) => sum + rowPieces(row), 0);
