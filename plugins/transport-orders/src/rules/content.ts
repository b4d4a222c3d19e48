import type { ChargeableWeight } from './goods/chargeable-weight.ts';
import type { Stacking } from './goods/load.ts';

// Types, not interfaces: only these are assignable to JSON. An empty text is a value that was not given.

/** A postal address, by the fields that saved addresses have. */
export type Address = {
  readonly company: string;
  readonly name: string;
  readonly street: string;
  readonly street2: string;
  readonly city: string;
  readonly region: string;
  readonly postcode: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly phone: string;
};

/** What is done at a stop. */
export const stopActions = ['collect', 'deliver', 'transship', 'return'] as const;
export type StopAction = (typeof stopActions)[number];

/** Which is meant of a time that the clock shows twice. */
export type PickedTime = '' | 'first' | 'second';

/** A place on the way, what is done there and when. Days and times are as typed: local to `zone`. */
export type Stop = {
  /** Stays through edits: goods and events refer to it. */
  readonly id: string;
  readonly action: StopAction;
  /** Id of the saved address that it was filled with. */
  readonly saved: string;
  readonly address: Address;
  /** IANA zone. */
  readonly zone: string;
  readonly contact: string;
  readonly phone: string;
  readonly dock: string;
  readonly openingHours: string;
  readonly instructions: string;
  /** `YYYY-MM-DD`, the earliest day, and `HH:MM`; without a time, from the start of the day. */
  readonly date: string;
  readonly from: string;
  /** The latest day, empty for the same, and time; without a time, until the end of the day. */
  readonly dateTo: string;
  readonly to: string;
  readonly fromPick: PickedTime;
  readonly toPick: PickedTime;
  /** `date` where whole days are asked for. */
  readonly precision: 'date' | 'time';
  /** Instants (ISO 8601, UTC) of both ends. */
  readonly earliest: string;
  readonly latest: string;
  readonly serviceMinutes: number | null;
};

/** Dangerous goods of a line, with what a transport document says of them (ADR 5.4.1). */
export type DangerousLine = {
  readonly id: string;
  /** Four digits. */
  readonly unNumber: string;
  readonly properName: string;
  readonly technicalName: string;
  readonly hazardClass: string;
  /** Further dangers, with commas between them. */
  readonly subsidiary: string;
  readonly packingGroup: string;
  readonly tunnelCode: string;
  /** In total, with its unit: `480 L`. */
  readonly quantity: string;
  readonly limited: '' | 'limited' | 'excepted';
  /** Environmentally hazardous. */
  readonly environment: boolean;
  readonly emergencyContact: string;
};

/** Goods of one kind. */
export type GoodsLine = {
  readonly id: string;
  readonly quantity: number;
  /** Id of a package type. */
  readonly package: string;
  readonly description: string;
  /** Sides of one package, in `sizeUnit`. */
  readonly length: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly sizeUnit: 'cm' | 'mm' | 'm' | 'in' | 'ft';
  /** Of the whole line, in `weightUnit`. */
  readonly gross: number;
  readonly net: number | null;
  readonly weightUnit: 'kg' | 't' | 'lb';
  /** Cubic metres, entered instead of what the sides give. */
  readonly volume: number | null;
  /** Metres of the loading floor, entered instead of what the sides give. */
  readonly loadingMetres: number | null;
  /** What counts, entered or by the sides: kilograms, cubic metres, loading metres; null where nobody knows. */
  readonly grossKg: number;
  readonly volumeM3: number | null;
  readonly ldm: number | null;
  readonly stacking: Stacking;
  readonly palletsExchanged: boolean;
  /** Serial shipping container codes, 18 digits each. */
  readonly sscc: readonly string[];
  /** °C. */
  readonly temperatureMin: number | null;
  readonly temperatureMax: number | null;
  readonly temperatureSet: number | null;
  /** Minor units of `currency` (ISO 4217). A text is read in major units, as people type it. */
  readonly value: number | null;
  readonly currency: string;
  /** Of the Harmonized System: 6, 8 or 10 digits. */
  readonly hsCode: string;
  /** Ids of the stops between which it travels; empty for the first collection and the last delivery. */
  readonly from: string;
  readonly to: string;
  readonly dangerous: readonly DangerousLine[];
};

/** A reference that somebody gave to the goods or their order. */
export type TypedReference = { readonly id: string; readonly type: string; readonly value: string };

/** Content that passed the check: what a request sends and an order holds. */
export type TransportContent = {
  /** From where to where: what the order is called. */
  readonly title: string;
  /** `YYYY-MM-DD`, by the shop's clock: the last day of the delivery that ends first. A day that was asked for as a day stays it. */
  readonly dueOn: string;
  readonly reference: string;
  readonly references: readonly TypedReference[];
  /** Id of a service. */
  readonly service: string;
  /** Id of one of the service's levels; empty where none was chosen. */
  readonly level: string;
  /** What service, level and equipment are called, as the shop called them when the order was checked last. */
  readonly serviceName: string;
  readonly levelName: string;
  /** A term of Incoterms 2020 with the place that it names. */
  readonly incoterm: { readonly code: string; readonly place: string };
  readonly payer: '' | 'prepaid' | 'collect' | 'third-party';
  /** Ids of the shop's list, and what they are called, in the same sequence. */
  readonly equipment: readonly string[];
  readonly equipmentNames: readonly string[];
  /** In the sequence of the way. */
  readonly stops: readonly Stop[];
  readonly goods: readonly GoodsLine[];
  readonly chargeableKg: number;
  readonly chargeableBy: ChargeableWeight['by'];
  readonly instructions: string;
};

/** How many of each an order may have. */
export const most = { stops: 50, goods: 200, references: 20, dangerous: 5, sscc: 200 } as const;

/** Who pays for the carriage. */
export const payers = ['prepaid', 'collect', 'third-party'] as const;

/** Goods in small amounts, for which part of the rules is waived (ADR 3.4, 3.5). */
export const smallAmounts = ['limited', 'excepted'] as const;

/** Packages of all lines. */
export const totalPackages = ({ goods }: Pick<TransportContent, 'goods'>): number =>
  goods.reduce((sum, { quantity }) => sum + quantity, 0);
