import type { Sample } from '../../src/rules/samples.fixture.ts';

// An order on paper, as a customer has it before typing: the samples, with the type that a draft's JSON lacks.

/** One style in one colour. */
export interface GarmentSheet {
  readonly id: string;
  readonly source: 'shop' | 'customer';
  readonly type: string;
  readonly brand: string;
  readonly style: string;
  readonly colorway: string;
  readonly fit: string;
  readonly note: string;
  readonly sizes: Readonly<Record<string, string>>;
}

/** One place that is printed or stitched. */
export interface ImprintSheet {
  readonly id: string;
  readonly location: string;
  readonly method: string;
  readonly width: string;
  readonly height: string;
  readonly unit: 'in' | 'mm';
  readonly colors: string;
  readonly inks: readonly { readonly name: string; readonly code: string }[];
  readonly placement: string;
  readonly note: string;
  readonly applies: readonly string[];
  readonly inkByGarment: Readonly<Record<string, string>>;
}

/** A whole order. */
export interface OrderSheet {
  readonly title: string;
  readonly method: string;
  readonly dueOn: string;
  readonly eventDate: string;
  readonly firm: string;
  readonly reference: string;
  readonly garments: readonly GarmentSheet[];
  readonly notes: string;
  readonly delivery: {
    readonly method: 'pickup' | 'courier' | 'shipping';
    readonly address: Readonly<Record<string, string>>;
    readonly note: string;
  };
  readonly imprints: readonly ImprintSheet[];
  readonly artNotes: string;
}

/** A sample, wanted on the same days of next year: its own days pass. */
export function sheetOf({ draft }: Sample): OrderSheet {
  const sheet = structuredClone(draft) as unknown as OrderSheet;
  return { ...sheet, dueOn: nextYear(sheet.dueOn), eventDate: nextYear(sheet.eventDate) };
}

const nextYear = (day: string): string => day.replace(/^\d{4}/, String(new Date().getFullYear() + 1));

/** Pieces of the whole order. */
export const piecesOf = ({ garments }: OrderSheet): number =>
  garments.flatMap(({ sizes }) => Object.values(sizes)).reduce((sum, typed) => sum + Number(typed), 0);
