import type { ContactRight } from '@docket/sdk';
import type { DemoGoods } from './goods.ts';
import { be, uk, us, type Place, type ReceiverId } from './places.ts';
import type { ServiceId } from './services.ts';

/** Somebody who orders for a customer; the first one of a customer has all rights. */
export interface DemoContact {
  readonly name: string;
  readonly email: string;
  readonly rights?: readonly ContactRight[];
}

/** A customer of the carrier: who orders, from where to where, and what. */
export interface DemoCustomer {
  readonly name: string;
  readonly phone: string;
  readonly contacts: readonly DemoContact[];
  /** Where its goods are collected, the first mostly; kept as saved addresses. */
  readonly sites: readonly (Place & { readonly label: string })[];
  readonly receivers: readonly ReceiverId[];
  readonly goods: readonly DemoGoods[];
  /** Which services it orders, by weight. */
  readonly services: readonly (readonly [ServiceId, number])[];
  /** Letters of its own references. */
  readonly letters: string;
  /** Of all orders, in relation to the others. */
  readonly share: number;
}

const all: readonly ContactRight[] = ['order', 'approve', 'pay', 'charges', 'contacts'];
const without = (...rights: readonly ContactRight[]): readonly ContactRight[] =>
  all.filter((right) => right !== 'contacts' && !rights.includes(right));

/** Ten customers by three clocks. All names are made up; telephone numbers are from ranges for fiction where there are any. */
export const demoCustomers: readonly DemoCustomer[] = [
  {
    name: 'Scheldt Coatings',
    phone: '+32 3 555 01 20',
    contacts: [
      { name: 'Lotte Peeters', email: 'lotte@scheldtcoatings.example' },
      { name: 'Bram Wouters', email: 'bram@scheldtcoatings.example', rights: without('charges') },
      { name: 'Warehouse Havenweg', email: 'warehouse@scheldtcoatings.example', rights: ['order'] },
    ],
    sites: [
      { label: 'Plant Havenweg', ...be('Scheldt Coatings', 'Havenweg 7', '2030', 'Antwerpen') },
      { label: 'Store Mechelen', ...be('Scheldt Coatings', 'Blarenberglaan 22', '2800', 'Mechelen') },
    ],
    receivers: ['gent', 'koeln', 'rotterdam', 'dublin', 'namur', 'lille', 'london'],
    goods: ['paint', 'resin', 'thinner', 'primer'],
    services: [
      ['groupage', 8],
      ['express', 1],
      ['truck', 1],
    ],
    letters: 'SC',
    share: 20,
  },
  {
    name: 'Brasserie de l’Ourthe',
    phone: '+32 4 555 01 31',
    contacts: [
      { name: 'Élise Lambert', email: 'elise@ourthe.example' },
      { name: 'Marc Dubois', email: 'marc@ourthe.example', rights: without('approve') },
    ],
    sites: [{ label: 'Brewery', ...be('Brasserie de l’Ourthe', 'Quai de l’Ourthe 14', '4020', 'Liège') }],
    receivers: ['paris', 'hamburg', 'utrecht', 'manchester', 'antwerpHub'],
    goods: ['beer', 'kegs', 'emptyKegs'],
    services: [
      ['groupage', 6],
      ['truck', 3],
    ],
    letters: 'BO',
    share: 13,
  },
  {
    name: 'Duinbakker',
    phone: '+32 59 555 01 44',
    contacts: [
      { name: 'Sofie Verhelst', email: 'sofie@duinbakker.example' },
      { name: 'Planning', email: 'planning@duinbakker.example' },
    ],
    sites: [{ label: 'Bakery', ...be('Duinbakker', 'Zandvoordestraat 350', '8400', 'Oostende') }],
    receivers: ['utrecht', 'paris', 'lille', 'hamburg', 'manchester', 'antwerpHub'],
    goods: ['biscuits', 'tins'],
    services: [
      ['groupage', 7],
      ['express', 1],
    ],
    letters: 'DB',
    share: 12,
  },
  {
    name: 'Kempen Farma',
    phone: '+32 14 555 01 52',
    contacts: [
      { name: 'Nele Janssens', email: 'nele@kempenfarma.example' },
      { name: 'Quality Desk', email: 'quality@kempenfarma.example', rights: without('pay', 'approve') },
    ],
    sites: [{ label: 'Cold store', ...be('Kempen Farma', 'Slachthuisstraat 30', '2300', 'Turnhout') }],
    receivers: ['hasselt', 'lyon', 'cork', 'eindhoven', 'philadelphia'],
    goods: ['vaccines', 'infusions'],
    services: [
      ['cool', 8],
      ['express', 2],
      ['atlantic', 1],
    ],
    letters: 'KF',
    share: 11,
  },
  {
    name: 'Harrow & Finch Furniture',
    phone: '020 7946 0131',
    contacts: [
      { name: 'Imogen Hart', email: 'imogen@harrowfinch.example' },
      { name: 'Callum Reid', email: 'callum@harrowfinch.example' },
    ],
    sites: [
      { label: 'Workshop', ...uk('Harrow & Finch Furniture', '11 Fish Island Yard', 'E3 2NT', 'London') },
      { label: 'Returns', ...uk('Harrow & Finch Furniture', 'Unit 3, Thames Road', 'IG11 0HQ', 'Barking') },
    ],
    receivers: ['berlin', 'gent', 'lille', 'dublin', 'kortrijk', 'brooklyn'],
    goods: ['chairs', 'tables'],
    services: [
      ['groupage', 6],
      ['truck', 1],
      ['atlantic', 1],
    ],
    letters: 'HF',
    share: 9,
  },
  {
    name: 'Pennine Cycle Parts',
    phone: '0113 496 0175',
    contacts: [{ name: 'Ravi Shah', email: 'ravi@penninecycle.example' }],
    sites: [{ label: 'Leeds', ...uk('Pennine Cycle Parts', '90 Gelderd Road', 'LS12 6EY', 'Leeds') }],
    receivers: ['birmingham', 'amsterdam', 'muenster', 'edinburgh'],
    goods: ['wheels', 'chains'],
    services: [
      ['groupage', 8],
      ['express', 1],
    ],
    letters: 'PCP',
    share: 10,
  },
  {
    name: 'Cotswold Creamery',
    phone: '0117 496 0148',
    contacts: [
      { name: 'Beth Malone', email: 'beth@cotswoldcreamery.example' },
      { name: 'Tom Ashby', email: 'tom@cotswoldcreamery.example', rights: without('charges') },
    ],
    sites: [{ label: 'Dairy', ...uk('Cotswold Creamery', 'Old Mill Lane 2', 'BS16 7FR', 'Bristol') }],
    receivers: ['manchester', 'dublinFood', 'paris', 'hamburg', 'lille'],
    goods: ['cheese', 'butter'],
    services: [['cool', 1]],
    letters: 'CC',
    share: 8,
  },
  {
    name: 'Hudson Valve Works',
    phone: '212-555-0164',
    contacts: [
      { name: 'Dana Kowalski', email: 'dana@hudsonvalve.example' },
      { name: 'Luis Ortega', email: 'luis@hudsonvalve.example', rights: without('approve') },
    ],
    sites: [{ label: 'Newark works', ...us('Hudson Valve Works', '455 Doremus Avenue', '07105', 'Newark', 'NJ') }],
    receivers: ['stuttgart', 'glasgow', 'rotterdam', 'airport'],
    goods: ['valves', 'flanges'],
    services: [['atlantic', 1]],
    letters: 'HVW',
    share: 7,
  },
  {
    name: 'Brooklyn Loom & Thread',
    phone: '718-555-0119',
    contacts: [{ name: 'Maya Stein', email: 'maya@brooklynloom.example' }],
    sites: [{ label: 'Loft', ...us('Brooklyn Loom & Thread', '63 Flushing Avenue', '11205', 'Brooklyn', 'NY') }],
    receivers: ['kortrijk', 'london', 'airport'],
    goods: ['fabric', 'samples'],
    services: [['atlantic', 1]],
    letters: 'BLT',
    share: 5,
  },
  {
    name: 'Back Bay Instruments',
    phone: '617-555-0182',
    contacts: [
      { name: 'Owen Fitzgerald', email: 'owen@backbay.example' },
      { name: 'Accounts', email: 'accounts@backbay.example', rights: ['pay', 'charges'] },
    ],
    sites: [{ label: 'Boston', ...us('Back Bay Instruments', '18 Drydock Avenue', '02210', 'Boston', 'MA') }],
    receivers: ['eindhoven', 'lyon', 'airport'],
    goods: ['instruments', 'spares'],
    services: [['atlantic', 1]],
    letters: 'BBI',
    share: 5,
  },
];
