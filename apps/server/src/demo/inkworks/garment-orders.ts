import type { Json } from '@docket/sdk';
import type { Chance } from '../chance.ts';

/** Words and shares of one real shop's year: most orders are 15 to 60 pieces, a quarter brings its own garments. */
const garmentTypes = [
  ['tee', 'Gildan', ['5000', '64000']],
  ['tee', 'Bella+Canvas', ['3001']],
  ['tee', 'Comfort Colors', ['1717']],
  ['hoodie', 'Gildan', ['18500']],
  ['polo', 'Port Authority', ['K500']],
] as const;
const colorways = ['Black', 'White', 'Navy', 'Sport Grey', 'Heather Navy', 'Royal', 'Red', 'Forest', 'Pepper', 'Ivory'];
const inks = [
  ['White', ''],
  ['Black', ''],
  ['Navy', '289 C'],
  ['Gold', '123 C'],
  ['Red', '186 C'],
  ['Sage', '7495 C'],
] as const;
const places = [
  ['left-chest', '3.5', '3.5'],
  ['full-front', '11', '13'],
  ['full-back', '12', '14'],
  ['left-sleeve', '3', '3'],
] as const;
const curve: readonly (readonly [string, number])[] = [
  ['S', 0.13],
  ['M', 0.27],
  ['L', 0.29],
  ['XL', 0.2],
  ['2XL', 0.11],
];

/** What a customer of the demo shop might type: a whole draft of the kind `garment`. */
export function demoGarmentOrder(chance: Chance, title: string, dueOn: string): Json {
  const [lines, pieces] = [rows(chance), piecesOf(chance)];
  const garments = Array.from({ length: lines }, (_, at) => garment(chance, at, Math.round(pieces / lines)));
  const method = chance.weighted([
    ['screen-print', 7],
    ['embroidery', 2],
    ['dtf', 1],
  ]);
  return {
    title,
    method,
    dueOn,
    eventDate: '',
    firm: '',
    reference: chance.is(0.6) ? `PO-${chance.between(1000, 9999)}` : '',
    garments,
    notes: chance.is(0.2) ? 'Please fold and box by size.' : '',
    delivery: { method: 'pickup', saved: '', address: {}, note: '' },
    imprints: imprints(
      chance,
      garments.map(({ id }) => id),
    ),
    artNotes: '',
  };
}

const rows = (chance: Chance): number =>
  chance.is(0.55)
    ? 1
    : chance.weighted([
        [2, 6],
        [3, 3],
        [5, 1],
      ] as const);

interface Garment {
  readonly [key: string]: Json;
  readonly id: string;
}

function garment(chance: Chance, at: number, pieces: number): Garment {
  const [type, brand, styles] = chance.of(garmentTypes);
  return {
    id: `g${at + 1}`,
    source: chance.is(0.25) ? 'customer' : 'shop',
    type,
    brand,
    style: chance.of(styles),
    colorway: chance.of(colorways),
    fit: 'adult',
    note: '',
    sizes: sizeRun(pieces),
  };
}

/** Of an order: median 28 pieces, a quarter below 15, one in ten above 128, one in a hundred a giant. */
function piecesOf(chance: Chance): number {
  const [low, high] = chance.weighted([
    [[6, 14], 25],
    [[15, 28], 25],
    [[29, 59], 25],
    [[60, 128], 15],
    [[129, 400], 9],
    [[500, 1400], 1],
  ] as const);
  return chance.between(low, high);
}

function sizeRun(pieces: number): Readonly<Record<string, string>> {
  const run = curve.map(([size, share]) => [size, Math.max(1, Math.round(pieces * share))] as const);
  return Object.fromEntries(run.map(([size, count]) => [size, String(count)]));
}

function imprints(chance: Chance, applies: readonly string[]): readonly Json[] {
  const count = chance.weighted([
    [1, 46],
    [2, 37],
    [3, 17],
  ] as const);
  return places.slice(0, count).map(([location, width, height], at) => {
    const colors = chance.between(1, 3);
    return {
      id: `i${at + 1}`,
      location,
      label: '',
      method: '',
      width,
      height,
      unit: 'inch',
      colors: String(colors),
      inks: inks.slice(at, at + colors).map(([name, code]) => ({ name, code })),
      inkType: '',
      underbase: '',
      placement: '',
      note: '',
      applies,
      inkByGarment: {},
      files: [],
    };
  });
}
