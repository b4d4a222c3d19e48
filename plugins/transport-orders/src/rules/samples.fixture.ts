import type { CallContext, CheckContext, FileFacts } from '@docket/sdk';
import type { JsonGroup } from '@docket/sdk/content';
import { settings, type TransportSettings } from '../settings.ts';

/** A carrier in Brussels. */
export const carrier: CallContext['tenant'] = {
  id: '00000000-0000-4000-8000-000000000001',
  slug: 'northway',
  name: 'Northway',
  timeZone: 'Europe/Brussels',
  currency: 'EUR',
  locale: 'en-GB',
  units: 'mm',
};

/** Paint from Antwerpen to Dublin, as it is typed. */
export const paint = {
  reference: 'ACME-88123',
  service: 'groupage',
  level: '',
  serviceName: '',
  levelName: '',
  title: 'Antwerpen → Dublin',
  collection: {
    name: 'Acme Coatings',
    street: 'Havenweg 7',
    postcode: '2030',
    town: 'Antwerpen',
    country: 'BE',
    zone: 'Europe/Brussels',
    date: '2026-06-17',
    from: '08:00',
    to: '11:00',
  },
  delivery: {
    name: 'BuildMart',
    street: 'Quay Road 12',
    postcode: 'D01 X2Y3',
    town: 'Dublin',
    country: 'IE',
    zone: 'Europe/Dublin',
    date: '2026-06-18',
    from: '07:00',
    to: '15:00',
  },
  goods: [
    { id: 'g1', quantity: '4', package: 'euro-pallet', description: 'Paint, 48 tins per pallet', weightKg: '1240' },
    { id: 'g2', quantity: '12', package: 'carton', description: '', weightKg: '96,5' },
  ],
  instructions: 'Dock 7; ring the bell.',
} satisfies JsonGroup;

/** A check's context at the carrier, on Tuesday, 16 June 2026, at 12:12 in Brussels. */
export const sampleContext = (over: Partial<TransportSettings> = {}): CheckContext => ({
  tenant: carrier,
  now: new Date('2026-06-16T10:12:00Z'),
  settings: settings.parse({ services: [{ id: 'groupage', title: 'Groupage' }], ...over }),
  origins: {},
  files: new Map<string, FileFacts>(),
});
