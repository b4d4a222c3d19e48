import { garmentTypes } from './garment-types.ts';
import type { PrintLocation } from './locations.ts';

/** Every drawing has this size, in its own units. */
export const canvas = { width: 100, height: 96 } as const;

/** What is drawn: the cloth as closed outlines, and seams, collars and zips as lines on it. */
export interface Drawing {
  readonly cloth: readonly string[];
  readonly seams: readonly string[];
  /** Drawn right side left. */
  readonly mirrored?: boolean;
  /** Units of the drawing for an inch of an adult garment, so that prints show at scale. */
  readonly perInch: number;
}

/** One picture to choose from, with the places that are on it. */
export interface Picture {
  readonly id: PictureId;
  readonly drawing: Drawing;
  readonly places: readonly PrintLocation[];
}

const pictureIds = [
  'front',
  'back',
  'left',
  'right',
  'cap-front',
  'cap-left',
  'cap-back',
  'bag-front',
  'leg-front',
  'leg-left',
  'leg-right',
] as const;
/** Its words are the message with its id under garment.ui.picture. */
export type PictureId = (typeof pictureIds)[number];

/** The picture that a place is on; none for `other`, which is anywhere. */
export function pictureOf({ on, view }: PrintLocation): PictureId | undefined {
  if (on === 'any') return undefined;
  // A hood hangs on the back.
  const seenFrom = view === 'other' ? 'back' : view;
  const id = on === 'cap' || on === 'bag' || on === 'leg' ? `${on}-${seenFrom}` : seenFrom;
  return pictureIds.find((known) => known === id);
}

/**
 * The pictures of these places, for garments of these types, in the sequence in which places are chosen most. Types that tell nothing,
 * and an order without garments, show a T-shirt.
 */
export function picturesFor(types: readonly string[], places: readonly PrintLocation[]): readonly Picture[] {
  const parts = new Set(types.flatMap((type) => garmentTypes.find(({ id }) => id === type)?.has ?? []));
  const isPlain = [...parts].every((part) => part === 'any');
  const isHere = ({ on }: PrintLocation): boolean => (isPlain ? on === 'body' || on === 'sleeve' : parts.has(on));
  const hasLongSleeves = types.some((type) => !sleeveless.has(type) && !shortSleeved.has(type));
  const offered = places.filter((place) => isHere(place) && (hasLongSleeves || !longSleeveOnly.has(place.id)));
  const worn = wornOf(types);
  return pictureIds.flatMap((id) => {
    const here = offered.filter((place) => pictureOf(place) === id);
    return here.length > 0 ? [{ id, drawing: drawingOf(id, worn), places: here }] : [];
  });
}

/** The first type that is worn on the body; a T-shirt where there is none. */
const wornOf = (types: readonly string[]): string =>
  types.find((type) => garmentTypes.some(({ id, has }) => id === type && has.includes('body'))) ?? 'tee';

// A T-shirt 20 inches wide is 52 units wide.
const top = 2.6;

const hem = 'L76 89Q76 91 74 91L26 91Q24 91 24 89';
const snaps = 'L76 68Q61 72 58 88L42 88Q39 72 24 68';

function bodyOf(worn: string, neck: string, strapNeck: string): string {
  if (sleeveless.has(worn)) return `M38 6${strapNeck} 62 6L69 6Q68 24 76 32${hem}L24 32Q32 24 31 6Z`;
  return `M36 8${neck} 64 8Q71 10 76 15${worn === 'onesie' ? snaps : hem}L24 15Q29 10 36 8Z`;
}

const shortSleeves = ['M24 15Q17 20 13 29L6 44L18 49L24 38Z', 'M76 15Q83 20 87 29L94 44L82 49L76 38Z'];
const longSleeves = ['M24 15Q17 20 15 32L8 82L18 84L24 50Z', 'M76 15Q83 20 85 32L92 82L82 84L76 50Z'];
const cuffs = ['M8.6 77.5L18.7 79.6', 'M91.4 77.5L81.3 79.6'];
const hems = ['M24 86L76 86'];

const hooded = new Set(['hoodie', 'zip-hoodie']);
const sleeveless = new Set(['tank']);
/** Places that a short sleeve has no room for. */
const longSleeveOnly = new Set(['left-long-sleeve', 'right-long-sleeve']);
const shortSleeved = new Set(['tee', 'polo', 'onesie', 'other']);

function drawingOf(id: PictureId, worn: string): Drawing {
  if (id === 'front') return front(worn);
  if (id === 'back') return back(worn);
  if (id === 'left' || id === 'right') return side(worn, id === 'right');
  return others[id];
}

const sleevesOf = (worn: string): readonly string[] => {
  if (sleeveless.has(worn)) return [];
  return shortSleeved.has(worn) ? shortSleeves : longSleeves;
};

function edgesOf(worn: string): readonly string[] {
  if (worn === 'onesie') return ['M43 84L57 84'];
  return sleeveless.has(worn) || shortSleeved.has(worn) ? hems : [...hems, ...cuffs];
}

function front(worn: string): Drawing {
  const hood = hooded.has(worn) ? ['M35 9Q32 0 50 0Q68 0 65 9Q58 19 50 22Q42 19 35 9Z'] : [];
  return {
    cloth: [...sleevesOf(worn), bodyOf(worn, 'Q50 20', 'Q41 27 50 27Q59 27'), ...hood],
    seams: [...edgesOf(worn), ...(frontSeams[worn] ?? collar)],
    perInch: top,
  };
}

const collar = ['M34 8.8Q50 24 66 8.8'];
const pouch = 'M36 86L36 74L41 62L59 62L64 74L64 86';
const cords = ['M45 21L44 32', 'M55 21L56 32'];

const frontSeams: Readonly<Record<string, readonly string[]>> = {
  hoodie: [pouch, ...cords],
  'zip-hoodie': ['M50 22L50 91', 'M36 86L36 76L42 64L47 64', 'M64 86L64 76L58 64L53 64'],
  jacket: ['M50 14L50 91', 'M36 8L43 17L50 14L57 17L64 8'],
  woven: ['M50 14L50 91', 'M36 8L43 17L50 14L57 17L64 8'],
  tank: ['M39.5 6Q42 24.5 50 24.5Q58 24.5 60.5 6'],
  polo: ['M36 8L43 18L50 14L57 18L64 8', 'M47.5 15.5L47.5 30L52.5 30L52.5 15.5'],
};

function back(worn: string): Drawing {
  const hood = hooded.has(worn) ? ['M36 8Q34 1 50 1Q66 1 64 8Q66 20 50 24Q34 20 36 8Z'] : [];
  return {
    cloth: [...sleevesOf(worn), bodyOf(worn, 'Q50 12', 'Q42 17 50 17Q58 17'), ...hood],
    seams: [...edgesOf(worn), ...(hood.length > 0 ? ['M50 2L50 23'] : (backSeams[worn] ?? ['M34 8.8Q50 16 66 8.8']))],
    perInch: top,
  };
}

const backSeams: Readonly<Record<string, readonly string[]>> = { tank: ['M39.5 6Q43 14.5 50 14.5Q57 14.5 60.5 6'] };

/** From the wearer's left, so that the front points to the onlooker's left. */
function side(worn: string, mirrored: boolean): Drawing {
  const short = shortSleeved.has(worn) || sleeveless.has(worn);
  const sleeve = short
    ? 'M41 17Q50 9 59 17L62 47Q50 51 38 47Z'
    : 'M41 17Q50 9 59 17L60 50L57.5 84Q50 86 42.5 84L40 50Z';
  return {
    cloth: ['M44 10L45 7Q51 9 57 6L58 9Q64 13 66 24L67 89Q67 91 65 91L34 91Q32 91 32 89L33 25Q36 14 44 10Z', sleeve],
    seams: ['M44 10.5Q51 13 58 9.5', 'M32 86L67 86', short ? 'M38.4 44Q50 48 61.6 44' : 'M42.8 79.5Q50 81.5 57.2 79.5'],
    mirrored,
    perInch: top,
  };
}

const cap = 8;
const leg = 2.3;

const others: Readonly<Record<Exclude<PictureId, 'front' | 'back' | 'left' | 'right'>, Drawing>> = {
  'cap-front': {
    cloth: ['M18 62Q16 16 50 16Q84 16 82 62Q50 52 18 62Z', 'M14 66Q50 46 86 66Q84 80 50 78Q16 80 14 66Z'],
    seams: ['M34 57Q32 30 41 17', 'M66 57Q68 30 59 17', 'M16 71Q50 56 84 71'],
    perInch: cap,
  },
  'cap-left': {
    cloth: ['M32 70Q30 22 62 22Q90 24 90 70Z', 'M36 68Q16 62 4 74Q6 80 36 76Z'],
    seams: ['M62 22Q54 44 56 70', 'M32 65L90 65'],
    perInch: cap,
  },
  'cap-back': {
    cloth: ['M18 74Q14 20 50 20Q86 20 82 74L66 74Q66 56 50 56Q34 56 34 74Z'],
    seams: ['M50 20L50 56', 'M18 68L34 68', 'M66 68L82 68', 'M34 70L66 70L66 75L34 75Z'],
    perInch: cap,
  },
  'bag-front': {
    cloth: ['M22 30L78 30L81 91L19 91Z'],
    seams: ['M36 30Q36 6 50 6Q64 6 64 30', 'M40 30Q40 10 50 10Q60 10 60 30', 'M21.7 36L78.3 36'],
    perInch: 3.7,
  },
  'leg-front': {
    cloth: ['M30 6L70 6L78 90L56 91L50 38L44 91L22 90Z'],
    seams: ['M30 11L70 11', 'M50 11L50 38', 'M31 14Q36 24 29 27', 'M69 14Q64 24 71 27'],
    perInch: leg,
  },
  'leg-left': {
    cloth: ['M36 6L62 6Q68 24 64 50L62 91L38 91L37 50Q32 24 36 6Z'],
    seams: ['M36 11L62 11', 'M50 11L50 91'],
    perInch: leg,
  },
  'leg-right': {
    cloth: ['M36 6L62 6Q68 24 64 50L62 91L38 91L37 50Q32 24 36 6Z'],
    seams: ['M36 11L62 11', 'M50 11L50 91'],
    mirrored: true,
    perInch: leg,
  },
};

/** Types of garments in a list of rows as typed, each once. */
export const typesOf = (rows: readonly { readonly type: string }[]): readonly string[] => [
  ...new Set(rows.map(({ type }) => type).filter(Boolean)),
];

/** The drawing that a place is on, for garments of these types. */
export function pictureAt(place: PrintLocation, types: readonly string[]): Drawing | undefined {
  const id = pictureOf(place);
  return id && drawingOf(id, wornOf(types));
}
