import type { CheckContext, FileFacts } from '@docket/sdk';
import type { JsonGroup } from '@docket/sdk/content';
import { blankGarment, blankImprint } from './blank.ts';

/** An order as a customer types it, with what a reader of it must come to. */
export interface Sample {
  readonly name: string;
  readonly draft: JsonGroup;
  readonly pieces: number;
}

const none: JsonGroup = {
  company: '',
  name: '',
  street: '',
  street2: '',
  city: '',
  region: '',
  postcode: '',
  country: '',
  phone: '',
};
const pickup: JsonGroup = { method: 'pickup', saved: '', address: none, note: '' };

const row = (id: string, more: JsonGroup): JsonGroup => ({ ...blankGarment(id), ...more });
const print = (id: string, more: JsonGroup): JsonGroup => ({ ...blankImprint(id), ...more });
const ink = (name: string, code = ''): JsonGroup => ({ name, code });

/** A distributor's contract print: goods of the customer's, inks that differ by colour, a firm date, a shipment. */
export const distributor: Sample = {
  name: 'Distributor, customer-supplied goods',
  pieces: 204,
  draft: {
    title: 'Riverside tees',
    method: 'screen-print',
    dueOn: '2026-04-10',
    eventDate: '2026-04-11',
    firm: 'yes',
    reference: '48217',
    garments: [
      row('g1', {
        source: 'customer',
        type: 'tee',
        brand: 'Bella+Canvas',
        style: '3001',
        colorway: 'Heather Navy',
        sizes: {
          S: '12',
          M: '36',
          L: '48',
          XL: '36',
          '2XL': '12',
        },
      }),
      row('g2', {
        source: 'customer',
        type: 'tee',
        brand: 'Bella+Canvas',
        style: '3001',
        colorway: 'White',
        sizes: {
          S: '6',
          M: '18',
          L: '18',
          XL: '12',
          '2XL': '6',
        },
      }),
    ],
    notes: 'Blind shipment, packing slip attached.',
    delivery: {
      method: 'shipping',
      saved: '',
      note: 'UPS Ground, third-party account 1A2B34',
      address: {
        ...none,
        company: 'Riverside Civic Center',
        name: 'Dock 2',
        street: '1 River Street',
        city: 'Riverside',
        region: 'IL',
        postcode: '60546',
        country: 'US',
      },
    },
    imprints: [
      print('i1', {
        location: 'left-chest',
        width: '3.5',
        colors: '1',
        inkByGarment: { g2: 'PMS 289 C' },
        inks: [ink('White')],
      }),
      print('i2', {
        location: 'full-back',
        width: '12',
        height: '14',
        colors: '2',
        placement: 'top 4" below collar',
        inkByGarment: { g2: 'PMS 289 C + PMS 123 C' },
        inks: [ink('White'), ink('', 'PMS 123 C')],
      }),
    ],
    artNotes: 'Proof before production.',
  },
};

/** A school's order with youth and adult sizes under one print, and ink names without numbers. */
export const school: Sample = {
  name: 'School, youth and adult',
  pieces: 114,
  draft: {
    title: 'Lakeview Track 2026',
    method: 'screen-print',
    dueOn: '2026-03-06',
    eventDate: '',
    firm: '',
    reference: 'P2600418',
    garments: [
      row('g1', {
        type: 'tee',
        brand: 'Gildan',
        style: '64000B',
        colorway: 'Sport Grey',
        fit: 'youth',
        sizes: {
          YM: '18',
          YL: '22',
        },
      }),
      row('g2', {
        type: 'tee',
        brand: 'Gildan',
        style: '64000',
        colorway: 'Sport Grey',
        sizes: {
          S: '30',
          M: '26',
          L: '14',
          '2X': '4',
        },
      }),
    ],
    notes: '',
    delivery: pickup,
    imprints: [
      print('i1', {
        location: 'full-front',
        colors: '1',
        inks: [ink('Royal')],
      }),
      print('i2', {
        location: 'full-back',
        colors: '2',
      }),
    ],
    artNotes: '',
  },
};

/** A corporate order of stitched polos, sizes in millimetres. */
export const corporate: Sample = {
  name: 'Corporate, embroidery in millimetres',
  pieces: 90,
  draft: {
    title: 'Harbour & Vale polos',
    method: 'embroidery',
    dueOn: '2026-02-27',
    eventDate: '',
    firm: '',
    reference: '4500087123',
    garments: [
      row('g1', {
        type: 'polo',
        style: 'K500',
        colorway: 'Navy',
        fit: 'mens',
        sizes: {
          M: '24',
          L: '36',
          XL: '18',
        },
      }),
      row('g2', {
        type: 'polo',
        style: 'L500',
        colorway: 'Navy',
        fit: 'womens',
        sizes: { M: '12' },
      }),
    ],
    notes: 'Ladies to Antwerp, the rest to Rotterdam.',
    delivery: {
      ...pickup,
      method: 'courier',
      address: {
        ...none,
        company: 'Harbour & Vale',
        city: 'Rotterdam',
      },
    },
    imprints: [
      print('i1', {
        location: 'left-chest',
        width: '90',
        unit: 'mm',
        colors: '2',
        note: '7,400 stitches, repeat of HV-2019',
        placement: 'upper edge 18 cm below shoulder seam',
        inks: [ink('Madeira 1842'), ink('White', 'Madeira 1801')],
      }),
    ],
    artNotes: '',
  },
};

/** A brewery's merchandise: five rows of four garment types, toddlers and caps among them. */
export const brewery: Sample = {
  name: 'Brewery, five rows',
  pieces: 236,
  draft: {
    title: 'Spring merch',
    method: 'screen-print',
    dueOn: '2026-05-20',
    eventDate: '2026-05-22',
    firm: '',
    reference: 'RB-061',
    garments: [
      row('g1', {
        type: 'tee',
        brand: 'Comfort Colors',
        style: '1717',
        colorway: 'Pepper',
        sizes: {
          S: '10',
          M: '24',
          L: '30',
          XL: '20',
          XXL: '8',
          '3X': '2',
        },
      }),
      row('g2', {
        type: 'tee',
        brand: 'Comfort Colors',
        style: '1717',
        colorway: 'Ivory',
        sizes: {
          S: '6',
          M: '14',
          L: '18',
          XL: '10',
          XXL: '4',
        },
      }),
      row('g3', {
        type: 'hoodie',
        brand: 'Gildan',
        style: '18500',
        colorway: 'Dark Heather',
        note: 'no pocket print',
        sizes: {
          S: '4',
          M: '8',
          L: '10',
          XL: '6',
          XXL: '2',
        },
      }),
      row('g4', {
        type: 'tee',
        brand: 'Rabbit Skins',
        colorway: 'Black',
        fit: 'toddler',
        sizes: {
          '2T': '4',
          '3T': '4',
          '4T': '4',
        },
      }),
      row('g5', {
        type: 'cap',
        brand: 'Richardson',
        style: '112',
        colorway: 'Loden/Black',
        fit: 'one-size',
        note: 'leather patch or embroidery, please quote both',
        sizes: { OSFA: '48' },
      }),
    ],
    notes: '',
    delivery: pickup,
    imprints: [
      print('i1', {
        location: 'left-chest',
        width: '4',
        colors: '1',
        applies: ['g1', 'g2'],
        inks: [ink('White')],
        inkByGarment: { g2: 'brown' },
      }),
      print('i2', {
        location: 'full-back',
        width: '13',
        colors: '3',
        applies: ['g1', 'g2', 'g3'],
        inks: [ink('White'), ink('', 'PMS 7495'), ink('Gold')],
        inkByGarment: { g2: 'brown instead of white' },
      }),
      print('i3', {
        location: 'left-sleeve',
        colors: '1',
        applies: ['g3'],
        inks: [ink('White')],
      }),
      print('i4', {
        location: 'cap-front',
        method: 'patch',
        width: '3.5',
        height: '2',
        applies: ['g5'],
      }),
    ],
    artNotes: '',
  },
};

/** A team's order from a mail: no brand, no artwork, picked up. */
export const team: Sample = {
  name: 'Team, from a mail',
  pieces: 76,
  draft: {
    title: 'Softball 2026',
    method: 'screen-print',
    dueOn: '2026-06-10',
    eventDate: '2026-06-13',
    firm: 'yes',
    reference: '1092',
    garments: [
      row('g1', {
        type: 'tee',
        colorway: 'Red',
        note: 'dri fit',
        sizes: {
          S: '12',
          M: '24',
          L: '24',
          XL: '12',
          '2X': '4',
        },
      }),
    ],
    notes: 'Roster follows; names arched on ten of them.',
    delivery: pickup,
    imprints: [
      print('i1', {
        location: 'full-back',
        colors: '1',
        inks: [ink('White')],
        note: 'numbers',
      }),
    ],
    artNotes: '',
  },
};

/** Every sample. */
export const samples: readonly Sample[] = [distributor, school, corporate, brewery, team];

/** A check's context at a shop in Chicago, before every sample's date. */
export const sampleContext = (over: Partial<CheckContext> = {}): CheckContext => ({
  tenant: {
    id: '00000000-0000-4000-8000-000000000001',
    slug: 'inkwell',
    name: 'Inkwell',
    timeZone: 'America/Chicago',
    currency: 'USD',
    locale: 'en-US',
    units: 'inch',
  },
  now: new Date('2026-01-15T18:00:00Z'),
  settings: {},
  origins: {},
  files: new Map<string, FileFacts>(),
  ...over,
});
