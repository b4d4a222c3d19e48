import type { Json } from '@docket/sdk';
import type { Day } from '@docket/sdk/content';
import type { Chance } from '../chance.ts';
import { dayOf, isWorkday, timeOf, workday } from './calendar.ts';
import type { Arrival } from './carrier.ts';
import type { DemoCustomer } from './customers.ts';
import { goodsLine, isDangerous, type DemoGoods } from './goods.ts';
import { addressOf, receivers, type Place } from './places.ts';
import { services, type DemoService, type ServiceId } from './services.ts';

/** What is done at a place, on which day, and between which times of the place's clock. */
export interface PlannedStop {
  readonly id: string;
  readonly action: 'collect' | 'deliver';
  readonly place: Place;
  readonly day: Day;
  readonly window: Window;
}

type Window = readonly [from: string, to: string];

/** A transport as somebody orders it. */
export interface Transport {
  readonly content: Json;
  readonly stops: readonly PlannedStop[];
}

/** What a customer of the demo types: a whole draft of the kind `transport`. */
export function demoTransport(chance: Chance, arrival: Arrival, reference: string): Transport {
  const { of: customer, addresses } = arrival.customer;
  const at = customer.sites.length > 1 && chance.is(0.2) ? 1 : 0;
  const site = customer.sites[at]!;
  const asked = arrival.service ?? chance.weighted(customer.services);
  const isNear = (to: Place): boolean => to.country === site.country;
  const reach = receiversOf(customer, asked, site);
  const service: DemoService = services[reach.length > 0 ? asked : 'groupage'];
  const from = arrival.collectOn ?? collectionDay(chance, service, arrival.at);
  const [first, second] = twoOf(chance, reach.length > 0 ? reach : receiversOf(customer, 'groupage', site));
  const arrives = workday(from, chance.between(...service.transit));
  const isExpress = service.id === 'express';
  const stops: readonly PlannedStop[] = [
    { id: 's1', action: 'collect', place: site, day: from, window: isExpress ? noon : chance.of(mornings) },
    { id: 's2', action: 'deliver', place: first, day: arrives, window: isExpress ? evening : chance.of(openings) },
    ...(second && !isExpress && isNear(first) === isNear(second) && chance.is(0.14)
      ? [{ id: 's3', action: 'deliver', place: second, day: workday(arrives, 1), window: chance.of(openings) } as const]
      : []),
  ];
  return { stops, content: contentOf(chance, { customer, reference, service, stops, saved: addresses[at] ?? '' }) };
}

/** Across the ocean it goes by air, in a country on the day itself. */
function receiversOf({ receivers: ids }: DemoCustomer, service: ServiceId, site: Place): readonly Place[] {
  const isAcross = (to: Place): boolean => (to.country === 'US') !== (site.country === 'US');
  return ids
    .map((id) => receivers[id])
    .filter((to) => (service === 'atlantic' ? isAcross(to) : !isAcross(to)))
    .filter((to) => service !== 'express' || to.country === site.country);
}

function twoOf(chance: Chance, places: readonly Place[]): readonly [Place, Place | undefined] {
  const first = chance.of(places);
  const others = places.filter((place) => place !== first);
  return [first, others.length > 0 ? chance.of(others) : undefined];
}

/** A day that the order still makes: counted from the next working day where today has closed. */
function collectionDay(chance: Chance, { lead, closes }: DemoService, at: Date): Day {
  const today = dayOf(at);
  const isOpen = isWorkday(today) && timeOf(at) < closes;
  const days = chance.between(...lead) + (isOpen ? 0 : 1);
  return days === 0 ? today : workday(today, days);
}

const noon: Window = ['12:00', '15:00'];
const evening: Window = ['15:30', '20:00'];
const mornings: readonly Window[] = [
  ['08:00', '12:00'],
  ['07:00', '11:00'],
  ['09:00', '16:00'],
  ['13:00', '17:00'],
];
const openings: readonly Window[] = [
  ['08:00', '16:00'],
  ['09:00', '12:00'],
  ['07:30', '15:00'],
  ['10:00', '18:00'],
  // The day is all that matters there.
  ['', ''],
];

interface Typed {
  readonly customer: DemoCustomer;
  readonly reference: string;
  readonly service: DemoService;
  readonly stops: readonly PlannedStop[];
  /** Id of the saved address that the collection is filled with. */
  readonly saved: string;
}

function contentOf(chance: Chance, { customer, reference, service, stops, saved }: Typed): Json {
  const lines = linesOf(chance, customer.goods, service);
  const [collection] = stops;
  const last = stops.at(-1)!;
  return {
    reference,
    service: service.id,
    level: service.id === 'groupage' && chance.is(0.3) ? chance.of(['economy', 'priority']) : '',
    references: referencesOf(chance),
    incoterm: chance.is(0.35) ? { code: chance.of(['DAP', 'DAP', 'CPT', 'DDP']), place: last.place.city } : {},
    payer: chance.weighted([
      ['prepaid', 6],
      ['', 3],
      ['collect', 1],
    ]),
    equipment: chance.is(0.18) ? [chance.of(['tail-lift', 'tail-lift', 'pallet-jack', 'lashing'])] : [],
    stops: stops.map((stop) => typedStop(chance, stop, stop === collection ? saved : '')),
    goods: lines.map((line, at) => ({
      ...goodsLine(chance, line, { id: `g${at + 1}`, full: service.id === 'truck' }),
      ...(stops.length > 2 && { to: at === 0 ? last.id : 's2' }),
    })),
    instructions: chance.is(0.15) ? chance.of(notes) : '',
  };
}

function linesOf(chance: Chance, of: readonly DemoGoods[], service: DemoService): readonly DemoGoods[] {
  const carried = service.id === 'groupage' ? of : of.filter((one) => !isDangerous(one));
  const count = chance.weighted([
    [1, 6],
    [2, 3],
    [3, 1],
  ]);
  return carried
    .map((one) => [chance.share(), one] as const)
    .toSorted(([a], [b]) => a - b)
    .slice(0, service.id === 'truck' ? 1 : count)
    .map(([, one]) => one);
}

const referencesOf = (chance: Chance): readonly Json[] => [
  ...(chance.is(0.5) ? [{ id: 'r1', type: 'order', value: `45${chance.between(100_000, 999_999)}` }] : []),
  ...(chance.is(0.2) ? [{ id: 'r2', type: 'delivery-note', value: `DN ${chance.between(20_000, 89_999)}` }] : []),
];

function typedStop(chance: Chance, { id, action, place, day, window }: PlannedStop, saved: string): Json {
  const isKnown = chance.is(0.6);
  return {
    id,
    action,
    saved,
    address: addressOf(place),
    zone: place.zone,
    date: day,
    from: window[0],
    to: window[1],
    contact: isKnown ? chance.of(people) : '',
    dock: chance.is(0.3) ? `Dock ${chance.between(1, 14)}` : '',
    instructions: chance.is(0.15) ? chance.of(hintsForDrivers) : '',
  };
}

const people = [
  'Goods in',
  'J. Adams',
  'M. Vermeulen',
  'S. Okoye',
  'Dispatch office',
  'P. Lemaire',
  'T. Novak',
  'K. Brandt',
];
const hintsForDrivers = [
  'Report at gate 2 with the reference.',
  'Low bridge: come by the ring road.',
  'No deliveries between 12:00 and 13:00.',
  'Call half an hour before.',
  'Safety shoes and vest are needed on site.',
];
const notes = [
  'Please send the proof of delivery the same day.',
  'Pallets are exchanged at the receiver.',
  'Do not stack, whatever the label says.',
  'Customs papers travel with the driver.',
];
