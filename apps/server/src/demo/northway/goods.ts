import type { Json } from '@docket/sdk';
import type { Chance } from '../chance.ts';

interface Line {
  readonly package: string;
  readonly description: string;
  /** How many packages there are of it, and what one of them weighs. */
  readonly quantity: readonly [number, number];
  readonly weight: readonly [number, number];
  readonly weightUnit?: 'kg' | 'lb';
  /** Length, width and height of a package, where it has no standard size or its height matters. */
  readonly sides?: readonly [number, number, number];
  readonly sizeUnit?: 'cm' | 'in';
  readonly stacking?: 'yes' | 'top-only';
  /** From the lowest to the highest, °C. */
  readonly degrees?: readonly [number, number];
  /** Of one package, in whole units of the currency. */
  readonly value?: readonly [number, number];
  readonly currency?: 'EUR' | 'GBP' | 'USD';
  readonly hsCode?: string;
  readonly dangerous?: Dangerous;
}

/** As a transport document names it; `litres` is what one package holds. */
interface Dangerous {
  readonly unNumber: string;
  readonly properName: string;
  readonly hazardClass: string;
  readonly packingGroup: string;
  readonly tunnelCode: string;
  readonly litres: number;
}

const flammable = { hazardClass: '3', packingGroup: 'III', tunnelCode: 'D/E' } as const;

const goods = {
  paint: {
    package: 'euro-pallet',
    description: 'Wall paint, 48 tins per pallet',
    quantity: [1, 6],
    weight: [290, 420],
    sides: [120, 80, 135],
    dangerous: { ...flammable, unNumber: 'UN 1263', properName: 'PAINT', litres: 480 },
  },
  resin: {
    package: 'drum',
    description: 'Alkyd resin, drums of 200 l',
    quantity: [2, 8],
    weight: [205, 225],
    sides: [60, 60, 90],
    dangerous: { ...flammable, unNumber: 'UN 1866', properName: 'RESIN SOLUTION', litres: 200 },
  },
  thinner: {
    package: 'ibc',
    description: 'Thinner in IBC',
    quantity: [1, 3],
    weight: [860, 940],
    sides: [120, 100, 116],
    dangerous: {
      ...flammable,
      unNumber: 'UN 1263',
      properName: 'PAINT RELATED MATERIAL',
      packingGroup: 'II',
      litres: 1000,
    },
  },
  primer: {
    package: 'euro-pallet',
    description: 'Water-based primer',
    quantity: [1, 5],
    weight: [310, 450],
    sides: [120, 80, 120],
    stacking: 'top-only',
  },
  beer: {
    package: 'euro-pallet',
    description: 'Abbey beer, crates of 24',
    quantity: [4, 18],
    weight: [640, 720],
    sides: [120, 80, 155],
  },
  kegs: {
    package: 'euro-pallet',
    description: 'Kegs of 30 l, full',
    quantity: [2, 12],
    weight: [430, 480],
    sides: [120, 80, 115],
    stacking: 'yes',
  },
  emptyKegs: {
    package: 'euro-pallet',
    description: 'Kegs of 30 l, empty, returned',
    quantity: [2, 10],
    weight: [130, 150],
    sides: [120, 80, 115],
    stacking: 'yes',
  },
  biscuits: {
    package: 'euro-pallet',
    description: 'Butter biscuits in cartons',
    quantity: [2, 14],
    weight: [180, 260],
    sides: [120, 80, 180],
  },
  tins: {
    package: 'half-pallet',
    description: 'Gift tins, seasonal',
    quantity: [2, 12],
    weight: [70, 110],
    sides: [80, 60, 140],
    stacking: 'top-only',
  },
  vaccines: {
    package: 'half-pallet',
    description: 'Vaccines, insulated half pallets',
    quantity: [1, 5],
    weight: [60, 95],
    sides: [80, 60, 110],
    degrees: [2, 8],
    value: [9000, 24_000],
    hsCode: '300241',
  },
  infusions: {
    package: 'euro-pallet',
    description: 'Infusion solutions',
    quantity: [1, 6],
    weight: [420, 510],
    sides: [120, 80, 145],
    degrees: [15, 25],
    value: [1500, 4200],
    hsCode: '300490',
  },
  chairs: {
    package: 'crate',
    description: 'Dining chairs, four to a crate',
    quantity: [2, 8],
    weight: [34, 46],
    sides: [110, 70, 105],
    stacking: 'yes',
    value: [480, 760],
    currency: 'GBP',
  },
  tables: {
    package: 'crate',
    description: 'Oak tables, flat packed',
    quantity: [1, 6],
    weight: [58, 92],
    sides: [210, 100, 18],
    stacking: 'yes',
    value: [700, 1900],
    currency: 'GBP',
  },
  wheels: {
    package: 'pallet',
    description: 'Wheel sets, 12 boxes per pallet',
    quantity: [1, 5],
    weight: [70, 95],
    sides: [120, 100, 180],
  },
  chains: {
    package: 'pallet',
    description: 'Chains and cassettes, mixed pallet',
    quantity: [1, 4],
    weight: [380, 620],
    sides: [120, 100, 110],
    stacking: 'top-only',
  },
  cheese: {
    package: 'euro-pallet',
    description: 'Farmhouse Cheddar, waxed',
    quantity: [1, 8],
    weight: [420, 560],
    sides: [120, 80, 125],
    degrees: [2, 6],
    hsCode: '040690',
  },
  butter: {
    package: 'euro-pallet',
    description: 'Butter, cartons of 10 kg',
    quantity: [1, 6],
    weight: [600, 760],
    sides: [120, 80, 130],
    degrees: [-2, 4],
    hsCode: '040510',
  },
  valves: {
    package: 'crate',
    description: 'Gate valves, stainless',
    quantity: [1, 8],
    weight: [180, 420],
    weightUnit: 'lb',
    sides: [48, 40, 36],
    sizeUnit: 'in',
    value: [1800, 6200],
    currency: 'USD',
    hsCode: '848180',
  },
  flanges: {
    package: 'pallet',
    description: 'Flanges and gaskets',
    quantity: [1, 4],
    weight: [700, 1500],
    sides: [48, 40, 30],
    sizeUnit: 'in',
    weightUnit: 'lb',
    value: [900, 2600],
    currency: 'USD',
    hsCode: '730721',
  },
  fabric: {
    package: 'roll',
    description: 'Upholstery fabric, rolls of 50 yd',
    quantity: [4, 30],
    weight: [55, 80],
    weightUnit: 'lb',
    sides: [60, 14, 14],
    sizeUnit: 'in',
    stacking: 'yes',
    value: [350, 900],
    currency: 'USD',
    hsCode: '580137',
  },
  samples: {
    package: 'carton',
    description: 'Sample books',
    quantity: [2, 16],
    weight: [12, 22],
    weightUnit: 'lb',
    sides: [24, 18, 10],
    sizeUnit: 'in',
  },
  instruments: {
    package: 'crate',
    description: 'Spectrometers, shock watched',
    quantity: [1, 3],
    weight: [140, 310],
    weightUnit: 'lb',
    sides: [42, 36, 40],
    sizeUnit: 'in',
    value: [18_000, 64_000],
    currency: 'USD',
    hsCode: '902730',
  },
  spares: {
    package: 'carton',
    description: 'Spare parts for instruments',
    quantity: [1, 10],
    weight: [6, 28],
    weightUnit: 'lb',
    sides: [20, 16, 12],
    sizeUnit: 'in',
    value: [300, 2400],
    currency: 'USD',
    hsCode: '902790',
  },
} as const satisfies Readonly<Record<string, Line>>;

/** Something that customers of the demo have carried. */
export type DemoGoods = keyof typeof goods;

/** True for goods that only a service for dangerous goods carries. */
export const isDangerous = (of: DemoGoods): boolean => 'dangerous' in goods[of];

/** What a trailer takes: pallets side by side, and kilograms. */
const trailer = { packages: 33, weight: 23_500 } as const;

/** A line of it, as a customer types it; `full` fills a trailer. */
export function goodsLine(
  chance: Chance,
  of: DemoGoods,
  { id, full }: { readonly id: string; readonly full: boolean },
) {
  const line: Line = goods[of];
  const each = chance.between(...line.weight);
  const some = chance.between(...line.quantity);
  const quantity = full ? Math.min(trailer.packages, Math.floor(trailer.weight / each)) : some;
  const [length, width, height] = line.sides ?? ['', '', ''];
  return {
    id,
    quantity: `${quantity}`,
    package: line.package,
    description: line.description,
    length: `${length}`,
    width: `${width}`,
    height: `${height}`,
    sizeUnit: line.sizeUnit ?? 'cm',
    gross: `${quantity * each}`,
    weightUnit: line.weightUnit ?? 'kg',
    stacking: line.stacking ?? 'no',
    ...(line.degrees && { temperatureMin: `${line.degrees[0]}`, temperatureMax: `${line.degrees[1]}` }),
    ...(line.value && { value: `${quantity * chance.between(...line.value)}`, currency: line.currency ?? 'EUR' }),
    ...(line.hsCode && { hsCode: line.hsCode }),
    ...(line.dangerous && { dangerous: [declared(line.dangerous, quantity)] }),
  };
}

function declared({ litres, ...named }: Dangerous, packages: number): Json {
  return { id: 'd1', ...named, quantity: `${litres * packages} L`, emergencyContact: '+32 3 555 01 99' };
}
