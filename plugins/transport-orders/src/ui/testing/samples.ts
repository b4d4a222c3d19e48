import type { FormProps, Json, PluginSettingsProps, SavedAddress, ViewProps } from '@docket/sdk';
import { fields } from '#rules/fields.ts';
import { paint, paintAsDangerous } from '#rules/samples.fixture.ts';
import type { Simulation } from '#rules/simulation.ts';
import type { TransportOffers } from '#rules/offers.ts';

const open = { date: '2026-06-16', closes: '', time: '', day: '', place: '' };
const closing = (time: string, date: string) => ({
  date,
  closes: `${date}T12:00:00.000Z`,
  time,
  day: date,
  place: 'Brussels',
});

const tariff = { kgPerCubicMetre: 333, kgPerLoadingMetre: 1850 };

/** What a carrier offers: two services, one of them with levels and without dangerous goods, and what vehicles may have. */
export const offers: TransportOffers = {
  services: [
    { id: 'groupage', title: 'Groupage', next: open, levels: [], dangerousGoods: true, ...tariff },
    {
      id: 'express',
      title: 'Express',
      next: closing('14:00', '2026-06-16'),
      levels: [
        { id: 'am', title: 'Before noon', next: closing('10:00', '2026-06-17') },
        { id: 'day', title: 'Same day', next: closing('14:00', '2026-06-16') },
      ],
      dangerousGoods: false,
      ...tariff,
    },
  ],
  equipment: [
    { id: 'tail-lift', title: 'Tail lift' },
    { id: 'crane', title: 'Crane' },
  ],
  now: '2026-06-16T10:48:00.000Z',
  zone: 'Europe/Brussels',
  currency: 'EUR',
};

/** The same order with everything that may be given: three stops, a term, other figures, goods that are dangerous. */
export const full = {
  ...paint,
  title: 'Antwerpen → Dublin',
  references: [{ id: 'r1', type: 'booking', value: 'BK-77' }],
  incoterm: { code: 'DAP', place: 'Dublin' },
  payer: 'prepaid',
  equipment: ['tail-lift'],
  stops: [
    { ...paint.stops[0], contact: 'Kim', dock: 'Dock 7', serviceMinutes: '30' },
    { ...paint.stops[1], id: 's3', action: 'transship', date: '2026-06-17', dateTo: '2026-06-18', from: '', to: '' },
    paint.stops[1]!,
  ],
  goods: [
    {
      ...paint.goods[0],
      length: '120',
      width: '80',
      height: '145',
      stacking: 'yes',
      palletsExchanged: 'yes',
      loadingMetres: '1,6',
      temperatureMin: '5',
      value: '12500',
      currency: 'EUR',
      sscc: '340123450000000017\n340123450000000024',
      from: 's1',
      to: 's2',
      dangerous: [paintAsDangerous],
    },
    paint.goods[1]!,
  ],
};

/** What the customer keeps: an address as people type it. */
export const addresses: readonly SavedAddress[] = [
  {
    id: '00000000-0000-4000-8000-0000000000ad',
    label: 'BuildMart, Dublin',
    value: { company: 'BuildMart', street: 'Quay Road 12', city: 'Dublin', postcode: 'D01 X2Y3', country: 'Ireland' },
  },
];

/** Where optional fields stand until the shop says otherwise. */
export const aside = fields.filter(({ optional }) => optional === 'aside').map(({ path }) => path);

/** What a page gives a part of the form, about a draft as a customer leaves it half way. */
export const formProps = (part: string, change: Partial<FormProps> = {}): FormProps => ({
  part,
  content: paint,
  settings: {},
  offers,
  aside,
  issues: [],
  files: [],
  door: 'portal',
  addresses: [],
  today: '2026-06-16',
  units: 'mm',
  changed: () => {},
  ...change,
});

/** What a page gives the view, about the same order. */
export const viewProps = (change: Partial<ViewProps> = {}): ViewProps => ({
  content: { ...paint, serviceName: 'Groupage' },
  settings: {},
  files: [],
  audience: 'staff',
  units: 'mm',
  ...change,
});

const simulation: Simulation = {
  services: offers.services.map(({ id, title, levels }) => ({ id, title, levels })),
  now: { day: '2026-06-16', time: '12:12' },
  zone: 'Europe/Brussels',
  issues: [],
  result: {
    becomes: 'refused',
    status: { id: 'to-plan', by: 'service' },
    isAvailable: true,
    outcome: 'late',
    deadline: { day: '2026-06-16', time: '14:00', place: 'Brussels' },
    next: '2026-06-17',
    rules: [
      { rule: 'service.available', params: {}, decides: false },
      { rule: 'status.service', params: {}, decides: false },
      { rule: 'zone.tenant', params: { zone: 'Europe/Brussels', today: '2026-06-16' }, decides: false },
      {
        rule: 'service.same-day',
        params: { time: '14:00', day: '2026-06-16', place: 'Brussels', skipped: '' },
        decides: true,
      },
    ],
  },
};

/** What the plugin's own page gives the simulator, with an answer. */
export const simulatorProps = (change: Partial<Simulation> = {}): PluginSettingsProps => ({
  settings: {},
  asked: { service: 'express', date: '2026-06-16', sentOn: '2026-06-16', sentAt: '14:00' },
  answer: { ...simulation, ...change } as unknown as Json,
  customers: [{ id: '00000000-0000-4000-8000-00000000000a', name: 'Acme Coatings' }],
});
