import { canonicalSize } from '../../src/rules/sizes.ts';
import { readInkCode } from '../../src/rules/inks.ts';
import type { GarmentSheet, ImprintSheet, OrderSheet } from './order-sheet.ts';
import { piecesOf } from './order-sheet.ts';
import { customer } from './shop.ts';
import type { ShownGarment, ShownJob, ShownPrint } from './staff.ts';
import { labelOf, say } from './words.ts';

/** Through which door it came, and from whom. */
interface Arrival {
  /** As the admin calls it. */
  readonly door: string;
  readonly customer: string;
  readonly sender: string;
  /** Names of the files of each print location. */
  readonly files: readonly (readonly string[])[];
}

/** Ann of the customer, through the portal. */
export const fromPortal = (files: Arrival['files']): Arrival => ({
  door: 'Customer portal',
  customer: customer.name,
  sender: customer.contact.email,
  files,
});

/** What the job's page must say, word for word, when an order was typed as it stands on the sheet. */
export function expectedJob(sheet: OrderSheet, arrival: Arrival): ShownJob {
  const { delivery } = sheet;
  const { company, name, street, street2, city, region, postcode, country, phone } = delivery.address;
  const town = [city, region, postcode].filter(Boolean).join(' ');
  const lines = [company, name, street, street2, town, country, phone].filter(
    (line) => line !== undefined && line !== '',
  );
  return {
    title: sheet.title,
    status: say('status.garment.quote'),
    ticket: {
      Customer: arrival.customer,
      Due: day(sheet.dueOn),
      Quantity: String(piecesOf(sheet)),
      'Looks after it': 'Nobody in particular Change',
      ...(sheet.reference && { 'Customer’s reference': sheet.reference }),
    },
    sender: arrival.sender,
    door: arrival.door,
    basics: given({
      [labelOf('title')]: sheet.title,
      [labelOf('method')]: say(`garment.method.${sheet.method}`),
      [labelOf('dueOn')]: day(sheet.dueOn),
      [labelOf('eventDate')]: sheet.eventDate && day(sheet.eventDate),
      [labelOf('firm')]: sheet.firm && say('garment.ui.view.yes'),
      [labelOf('reference')]: sheet.reference,
    }),
    garments: sheet.garments.map(expectedGarment),
    total: String(piecesOf(sheet)),
    notes: sheet.notes,
    prints: sheet.imprints.map((imprint, index) => expectedPrint(sheet, imprint, arrival.files[index] ?? [])),
    artNotes: sheet.artNotes,
    delivery: {
      method: say(`garment.delivery.${delivery.method}`),
      address: delivery.method === 'pickup' ? [] : (lines as string[]),
      note: delivery.note,
    },
  };
}

/** What a garment is called on every page. */
export function garmentNameOf({ brand, style, type, colorway }: GarmentSheet): string {
  const goods = [brand, style].filter(Boolean).join(' ') || say(`garment.type.${type}`);
  return [goods, colorway].filter(Boolean).join(', ');
}

function expectedGarment(garment: GarmentSheet): ShownGarment {
  const { source, type, brand, style, fit, note } = garment;
  const sizes = Object.entries(garment.sizes).map(([size, pieces]) => [canonicalSize(size, fit), pieces] as const);
  return {
    name: garmentNameOf(garment),
    facts: [
      ...(source === 'customer' ? [say('garment.source.customer')] : []),
      ...(brand || style ? [say(`garment.type.${type}`)] : []),
      say(`garment.fit.${fit}`),
    ],
    note,
    sizes: Object.fromEntries(sizes),
    total: String(sizes.reduce((sum, [, pieces]) => sum + Number(pieces), 0)),
  };
}

function expectedPrint({ garments, method }: OrderSheet, imprint: ImprintSheet, files: readonly string[]): ShownPrint {
  const unit = say(`garment.unit.${imprint.unit}`);
  const nameOf = (id: string): string => garmentNameOf(garments.find((garment) => garment.id === id)!);
  const length = (typed: string): string => typed && `${typed} ${unit}`;
  return {
    place: say(`garment.location.${imprint.location}`),
    facts: given({
      [labelOf('imprints.width')]: length(imprint.width),
      [labelOf('imprints.height')]: length(imprint.height),
      [labelOf('imprints.method')]: say(`garment.method.${imprint.method || method}`),
      [labelOf('imprints.colors')]: imprint.colors,
      [labelOf('imprints.placement')]: imprint.placement,
      [labelOf('imprints.note')]: imprint.note,
    }),
    // A Pantone code is kept as the books write it, whatever it was typed as.
    inks: imprint.inks.map(({ name, code }) =>
      [name, method === 'embroidery' ? code : (readInkCode(code)?.code ?? code)].filter(Boolean).join(' '),
    ),
    on: imprint.applies.map(nameOf),
    otherInks: Object.entries(imprint.inkByGarment).map(([id, ink]) => `${nameOf(id)}: ${ink}`),
    files,
  };
}

const given = (facts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== ''));

/** A day as English pages write it. */
export const day = (iso: string): string =>
  new Intl.DateTimeFormat('en-US', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(iso));
