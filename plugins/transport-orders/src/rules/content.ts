// Types, not interfaces: only these are assignable to JSON. An empty text is a value that was not given.

/** Where goods are collected or delivered, and when. Day and times are as typed: local to `zone`. */
export type Stop = {
  readonly name: string;
  readonly street: string;
  readonly postcode: string;
  readonly town: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** IANA zone. */
  readonly zone: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** `HH:MM`; empty where any time of the day will do. */
  readonly from: string;
  readonly to: string;
};

/** Goods of one kind. */
export type GoodsLine = {
  readonly id: string;
  readonly quantity: number;
  /** Id of a package type. */
  readonly package: string;
  readonly description: string;
  /** Gross, of the whole line. */
  readonly weightKg: number;
};

/** Content that passed the check: what a request sends and an order holds. */
export type TransportContent = {
  /** From where to where: what the order is called. */
  readonly title: string;
  readonly reference: string;
  /** Id of a service. */
  readonly service: string;
  /** Id of one of the service's levels; empty where none was chosen. */
  readonly level: string;
  /** What service and level are called, as the shop called them when the order was checked last. */
  readonly serviceName: string;
  readonly levelName: string;
  readonly collection: Stop;
  readonly delivery: Stop;
  readonly goods: readonly GoodsLine[];
  readonly instructions: string;
};

/** The two stops of an order, in the sequence of the way. */
export const stopKeys = ['collection', 'delivery'] as const;
export type StopKey = (typeof stopKeys)[number];

/** What an order between two towns is called; empty while neither is known. */
export const titleOf = (from: string, to: string): string => (from === '' && to === '' ? '' : `${from} → ${to}`);

/** Packages of all lines. */
export const totalPackages = ({ goods }: Pick<TransportContent, 'goods'>): number =>
  goods.reduce((sum, { quantity }) => sum + quantity, 0);
