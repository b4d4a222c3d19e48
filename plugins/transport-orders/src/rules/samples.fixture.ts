import type { CallContext, CheckContext, FileFacts } from '@docket/sdk';
import { groupOf, type JsonGroup } from '@docket/sdk/content';
import { blankDangerous, blankDraft, blankGoods, blankStop } from './blank.ts';
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

/** A stop as it is typed. */
const stop = (id: string, action: string, typed: JsonGroup): JsonGroup => {
  const address = { ...groupOf(blankStop(id, 'collect')['address']), ...groupOf(typed['address']) };
  return { ...blankStop(id, 'collect'), action, ...typed, address };
};

/** A line of goods as it is typed. */
const line = (id: string, typed: JsonGroup): JsonGroup => ({ ...blankGoods(id), ...typed });

/** Paint from Antwerpen to Dublin, as it is typed. */
export const paint = {
  ...groupOf(blankDraft('Europe/Brussels')),
  reference: 'ACME-88123',
  service: 'groupage',
  stops: [
    stop('s1', 'collect', {
      address: {
        company: 'Acme Coatings',
        street: 'Havenweg 7',
        postcode: '2030',
        city: 'Antwerpen',
        country: 'BE',
      },
      zone: 'Europe/Brussels',
      date: '2026-06-17',
      from: '08:00',
      to: '11:00',
    }),
    stop('s2', 'deliver', {
      address: { company: 'BuildMart', street: 'Quay Road 12', postcode: 'D01 X2Y3', city: 'Dublin', country: 'IE' },
      zone: 'Europe/Dublin',
      date: '2026-06-18',
      from: '07:00',
      to: '15:00',
    }),
  ],
  goods: [
    line('g1', { quantity: '4', package: 'euro-pallet', description: 'Paint, 48 tins per pallet', gross: '1240' }),
    line('g2', { quantity: '12', package: 'carton', gross: '96,5' }),
  ],
  instructions: 'Dock 7; ring the bell.',
} satisfies JsonGroup;

/** Paint as a transport document names it, as it is typed. */
export const paintAsDangerous = {
  ...blankDangerous('d1'),
  unNumber: 'UN 1263',
  properName: 'PAINT',
  hazardClass: '3',
  packingGroup: 'III',
  tunnelCode: 'D/E',
  quantity: '480 L',
} satisfies JsonGroup;

/** The order with a stop changed, by its place. */
export const withStop = (at: number, change: JsonGroup): JsonGroup => ({
  ...paint,
  stops: paint.stops.map((one, place) => (place === at ? { ...one, ...change } : one)),
});

/** The order with the first line of goods alone, changed. */
export const withLine = (change: JsonGroup): JsonGroup => ({ ...paint, goods: [{ ...paint.goods[0], ...change }] });

/** A check's context at the carrier, on Tuesday, 16 June 2026, at 12:12 in Brussels. */
export const sampleContext = (over: Partial<TransportSettings> = {}): CheckContext => ({
  tenant: carrier,
  now: new Date('2026-06-16T10:12:00Z'),
  settings: settings.parse({ services: [{ id: 'groupage', title: 'Groupage' }], ...over }),
  origins: {},
  files: new Map<string, FileFacts>(),
});
