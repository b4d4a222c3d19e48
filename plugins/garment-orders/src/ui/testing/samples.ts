import type { FormFile, FormProps, Json, ReusableFile, ViewProps } from '@docket/sdk';
import { settings } from '../../settings.ts';

/** A small picture: what a file's preview is on the pages of the tests. */
const picture = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 100"><path fill="#123a66" d="M10 90 45 8l35 82H62L45 46 28 90Z"/><circle cx="45" cy="78" r="11" fill="#c8a028"/></svg>',
)}`;

const logo: FormFile = {
  id: 'f1',
  name: 'northwind-crest.png',
  bytes: 482_113,
  state: 'stored',
  facts: {
    kind: 'png',
    security: { block: false, reasons: [], warnings: [] },
    raster: { width: 900, height: 1000, frames: 1, hasAlpha: true, space: 'srgb' },
    colours: { distinct: 2, photoLike: false, swatches: [] },
    preview: { width: 450, height: 500, bytes: 9000, mime: 'image/png' },
  },
  href: '/files/f1/northwind-crest.png',
  preview: picture,
};

/** A file that inspection has not looked at yet. */
const back: FormFile = { ...logo, id: 'f2', name: 'tour-back.pdf', bytes: 1_204_000, state: 'pending', facts: null };

/** A draft as a customer leaves it half way. */
export const draft = {
  title: 'Spring merch',
  method: 'screen-print',
  dueOn: '2027-05-20',
  eventDate: '2027-05-22',
  firm: 'yes',
  reference: 'RB-061',
  garments: [
    {
      id: 'g1',
      source: 'shop',
      type: 'tee',
      brand: 'Comfort Colors',
      style: '1717',
      colorway: 'Pepper',
      fit: 'adult',
      note: '',
      sizes: { S: '10', M: '24', L: '30', XL: '20', '2XL': '8', '3XL': '2' },
    },
    {
      id: 'g2',
      source: 'customer',
      type: 'tee',
      brand: 'Gildan',
      style: '64000B',
      colorway: 'Ivory',
      fit: 'youth',
      note: 'Arrives with the next delivery from S&S.',
      sizes: { YS: '6', YM: '14', YL: '18' },
    },
  ],
  notes: '',
  delivery: {
    method: 'shipping',
    saved: '',
    address: {
      company: 'Ridgeline Brewing Co',
      name: 'Ana Ortiz',
      street: '118 Mill Street',
      street2: '',
      city: 'Bend',
      region: 'OR',
      postcode: '97701',
      country: 'United States',
      phone: '',
    },
    note: 'Dock 2 at the back.',
  },
  imprints: [
    {
      id: 'i1',
      location: 'left-chest',
      label: '',
      method: '',
      width: '3.5',
      height: '4',
      unit: 'in',
      colors: '2',
      inks: [
        { name: 'Gold', code: '7555 C' },
        { name: 'White', code: '' },
      ],
      inkType: 'plastisol',
      underbase: 'yes',
      placement: '7 inches below the shoulder seam',
      note: '',
      applies: [],
      inkByGarment: { g2: 'Brown instead of white' },
      files: ['f1'],
    },
    {
      id: 'i2',
      location: 'full-back',
      label: '',
      method: 'dtf',
      width: '12',
      height: '',
      unit: 'in',
      colors: 'full',
      inks: [],
      inkType: '',
      underbase: '',
      placement: '',
      note: '',
      applies: ['g1'],
      inkByGarment: {},
      files: ['f2'],
    },
  ],
  artNotes: '',
} satisfies Json;

/** What a page gives a part of the form, about the draft. */
export const formProps = (part: string, change: Partial<FormProps> = {}): FormProps => ({
  part,
  content: draft,
  settings: settings.parse({}),
  offers: null,
  aside: [],
  issues: [],
  files: [logo, back],
  door: 'portal',
  addresses: [
    { id: 'a1', label: 'Taproom', value: draft.delivery.address },
    { id: 'a2', label: 'Warehouse', value: { ...draft.delivery.address, street: '9 Rail Way', city: 'Redmond' } },
  ],
  today: '2027-04-12',
  units: 'inch',
  changed: () => {},
  ...change,
});

/** What a page gives the view, about the same order. */
export const viewProps = (change: Partial<ViewProps> = {}): ViewProps => ({
  content: draft,
  settings: formProps('basics').settings,
  files: [logo, back],
  audience: 'staff',
  units: 'inch',
  ...change,
});

/** A file of an earlier order, with the print that it was used for. */
export const earlierDesign: ReusableFile = {
  id: '0190a000-0000-7000-8000-0000000000a1',
  name: 'crest.svg',
  bytes: 2048,
  state: 'stored',
  facts: null,
  href: '/files/a1/crest.svg',
  preview: '/files/a1/preview',
  order: { number: 1042, prefix: '', title: 'Spring staff polos' },
  as: {
    location: 'left-chest',
    method: 'embroidery',
    width: '3',
    height: '',
    unit: 'in',
    inks: [{ name: 'White', code: '' }],
  },
};
