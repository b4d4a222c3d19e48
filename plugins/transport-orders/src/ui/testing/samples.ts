import type { FormProps, Json, PluginSettingsProps, ViewProps } from '@docket/sdk';
import { paint } from '#rules/samples.fixture.ts';
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

/** What a carrier offers: two services, one of them with levels. */
export const offers: TransportOffers = {
  services: [
    { id: 'groupage', title: 'Groupage', next: open, levels: [] },
    {
      id: 'express',
      title: 'Express',
      next: closing('14:00', '2026-06-16'),
      levels: [
        { id: 'am', title: 'Before noon', next: closing('10:00', '2026-06-17') },
        { id: 'day', title: 'Same day', next: closing('14:00', '2026-06-16') },
      ],
    },
  ],
};

/** What a page gives a part of the form, about a draft as a customer leaves it half way. */
export const formProps = (part: string, change: Partial<FormProps> = {}): FormProps => ({
  part,
  content: paint,
  settings: {},
  offers,
  aside: [],
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
