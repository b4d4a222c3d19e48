import type { CustomerPicker } from '../settings/form-context.ts';
import type { SettingSchema } from '../settings/setting-fields.ts';

/** Settings with one of each control, as a print shop's plugin would bring them. */
export const schema: SettingSchema = {
  type: 'object',
  required: ['pipeline', 'limits'],
  properties: {
    reply: { type: 'string', title: 'Reply address', help: 'Customers answer to this address.' },
    greeting: { type: 'string', control: 'textarea', title: 'Greeting', help: 'Stands above the order form.' },
    pipeline: { type: 'string', enum: ['quote', 'order'], title: 'New requests land as' },
    lead: { type: 'integer', title: 'Lead time in working days', default: 10 },
    surcharge: {
      type: 'number',
      title: 'Rush surcharge in percent',
      help: 'Added when the due date is inside the lead time.',
    },
    paused: { type: 'boolean', title: 'Pause new orders', help: 'The form stays readable and says that you are full.' },
    answer: { type: 'boolean', title: 'Answer by itself meanwhile', needs: 'paused' },
    from: { type: 'string', format: 'date', title: 'Closed from' },
    until: { type: 'string', control: 'time', title: 'Taken until' },
    band: { type: 'string', control: 'color', title: 'Colour of the band', default: '#0c5c68' },
    key: { type: 'string', visibility: 'secret', title: 'API key' },
    services: {
      type: 'array',
      items: { type: 'string', enum: ['Screen print', 'Embroidery', 'Transfer'] },
      title: 'Services',
    },
    copies: { type: 'array', items: { type: 'string' }, title: 'Copies of every order go to' },
    buyers: { type: 'array', items: { type: 'string' }, control: 'customers', title: 'Only for these customers' },
    rush: { type: 'object', title: 'Rush', properties: { days: { type: 'integer', title: 'Days' } } },
    limits: {
      type: 'array',
      title: 'Largest print by place',
      help: 'In inches. The smallest garment of a run sets the limit.',
      items: {
        type: 'object',
        required: ['place', 'width'],
        properties: {
          place: { type: 'string', title: 'Place' },
          width: { type: 'number', title: 'Width' },
          sizes: { type: 'string', enum: ['Adult', 'Youth'], title: 'Sizes' },
          on: { type: 'boolean', title: 'Offered' },
        },
      },
    },
  },
};

/** Values that fill every control of the schema. */
export const values = {
  reply: 'orders@northfield.test',
  greeting: 'Hello!\nTell us what you need.',
  pipeline: 'order',
  lead: 10,
  surcharge: 12.5,
  paused: true,
  answer: true,
  from: '2026-12-24',
  until: '14:30',
  band: '#0c5c68',
  services: ['Screen print', 'Transfer'],
  copies: ['ana@northfield.test', 'floor@northfield.test'],
  buyers: ['c1', 'c2'],
  rush: { days: 3 },
  limits: [
    { place: 'Left chest', width: 4, sizes: 'Adult', on: true },
    { place: 'Full front', width: 12, sizes: 'Youth', on: false },
  ],
};

/** Customers to choose from; whoever looks for nobody is answered that the search failed. */
export const customers: CustomerPicker = {
  names: { c1: 'Northfield Athletics', c2: 'Ruiz Events' },
  find: async ({ words }) => {
    if (words === 'nobody') throw new TypeError('No connection');
    const all = [
      { id: 'c1', name: 'Northfield Athletics' },
      { id: 'c3', name: 'Ruiz & Daughters', hint: 'ana@ruiz.test' },
      { id: 'c4', name: 'Riverside School' },
    ];
    return { customers: all.filter(({ name }) => name.toLowerCase().includes(words)), more: false };
  },
};
