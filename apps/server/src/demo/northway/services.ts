import type { Json } from '@docket/sdk';

/** A service as orders of the demo are made for it. */
export interface DemoService {
  readonly id: string;
  readonly title: string;
  /** What of it differs from the shop. */
  readonly settings: Readonly<Record<string, Json>>;
  /** Working days from the order to the collection, and from there to the last delivery. */
  readonly lead: readonly [number, number];
  readonly transit: readonly [number, number];
  /** Nobody orders it later than this on the carrier's clock for a day that it still makes. */
  readonly closes: string;
}

/** Every way in which a service can close: not at all, the day before by calendar and by working days, the day itself. */
export const services = {
  groupage: {
    id: 'groupage',
    title: 'Groupage Europe',
    settings: {
      cutoffMode: 'day-before',
      cutoffTime: '16:00',
      cutoffDays: 'business',
      dangerousGoods: true,
      levels: [
        { id: 'economy', title: 'Economy', cutoffMode: 'none' },
        { id: 'priority', title: 'Priority, next working day', cutoffMode: 'day-before', cutoffTime: '14:00' },
      ],
    },
    lead: [1, 4],
    transit: [1, 3],
    closes: '14:00',
  },
  express: {
    id: 'express',
    title: 'Same-day express',
    settings: { cutoffMode: 'same-day', cutoffTime: '11:00' },
    lead: [0, 1],
    transit: [0, 0],
    closes: '11:00',
  },
  cool: {
    id: 'cool',
    title: 'Temperature controlled',
    settings: { cutoffMode: 'day-before', cutoffTime: '12:00', initialStatus: 'quote', kgPerLoadingMetre: 2000 },
    lead: [2, 6],
    transit: [1, 2],
    closes: '12:00',
  },
  truck: {
    id: 'truck',
    title: 'Full truck',
    settings: { cutoffMode: 'none', initialStatus: 'quote' },
    lead: [3, 9],
    transit: [1, 3],
    closes: '18:00',
  },
  atlantic: {
    id: 'atlantic',
    title: 'Transatlantic air',
    // In the air a loading metre weighs nothing: volume does.
    settings: {
      cutoffMode: 'day-before',
      cutoffTime: '15:00',
      kgPerCubicMetre: 167,
      kgPerLoadingMetre: 1,
      visibleTo: 'named',
    },
    lead: [1, 4],
    transit: [2, 4],
    closes: '15:00',
  },
} as const satisfies Readonly<Record<string, DemoService>>;

export type ServiceId = keyof typeof services;

/** What holds for the whole carrier. */
export const carrierSettings = (holidays: readonly string[]): Readonly<Record<string, Json>> => ({
  services: Object.values(services).map(({ id, title }) => ({ id, title, off: false })),
  initialStatus: 'to-plan',
  holidays: [...holidays],
  equipment: [
    { id: 'tail-lift', title: 'Tail lift', off: false },
    { id: 'pallet-jack', title: 'Pallet jack on board', off: false },
    { id: 'lashing', title: 'Lashing straps', off: false },
    { id: 'second-driver', title: 'Second driver', off: false },
  ],
});

/** What customers ask later waits for the dispatcher; new orders come in by themselves. */
export const importSettings: Readonly<Record<string, Json>> = {
  creation: true,
  createAutomatically: true,
  updates: true,
  applyChanges: false,
  applyCancellations: false,
  updateLimit: [{ status: 'transport.in-transit' }],
};
