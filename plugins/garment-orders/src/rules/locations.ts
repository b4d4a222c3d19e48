/** A width and height in inches. */
export interface PrintSize {
  readonly width: number;
  readonly height: number;
}

/** The side of the garment that a location is seen from. Left and right are the wearer's. */
export type View = 'front' | 'back' | 'left' | 'right' | 'other';

/** Who wears it, for print limits: `youth` is youth medium and below, larger youth sizes print as adult. */
export const wearers = ['adult', 'youth', 'toddler', 'infant'] as const;
export type Wearer = (typeof wearers)[number];

/** The largest print a shop makes at one location of one wearer's garment. */
export interface PrintLimit extends PrintSize {
  readonly location: string;
  readonly wearer: Wearer;
}

/** A place on a garment that can be printed or stitched. */
export interface PrintLocation {
  readonly id: string;
  /** Message key. */
  readonly label: string;
  readonly view: View;
  /** The part of a garment it is on; decides for which garment types it is offered first. */
  readonly on: 'body' | 'sleeve' | 'hood' | 'leg' | 'cap' | 'bag' | 'any';
  /** What shops usually print there on an adult garment; a suggestion, nothing is filled in by itself. */
  readonly standard: PrintSize | undefined;
  /** The largest on an adult garment; the shop's settings win. */
  readonly limit: PrintSize | undefined;
  /** Middle of the print on the silhouette of `view`, 0 to 1 from its left and top edge as one looks at it. */
  readonly spot: { readonly x: number; readonly y: number };
}

const size = (width: number, height: number): PrintSize => ({ width, height });

const location = (
  id: string,
  place: readonly [view: View, on: PrintLocation['on'], x: number, y: number],
  sizes?: readonly [standard: PrintSize, limit: PrintSize],
): PrintLocation => ({
  id,
  label: `garment.location.${id}`,
  view: place[0],
  on: place[1],
  standard: sizes?.[0],
  limit: sizes?.[1],
  spot: { x: place[2], y: place[3] },
});

/** Every named location, in the sequence in which shops list them. `other` takes a name of the customer's. */
export const locations: readonly PrintLocation[] = [
  location('full-front', ['front', 'body', 0.5, 0.45], [size(11, 12), size(14, 17)]),
  location('full-back', ['back', 'body', 0.5, 0.42], [size(11, 13), size(14, 15)]),
  // On the front view the wearer's left is on the onlooker's right.
  location('left-chest', ['front', 'body', 0.63, 0.3], [size(3.5, 3.5), size(4, 4)]),
  location('right-chest', ['front', 'body', 0.37, 0.3], [size(3.5, 3.5), size(4, 4)]),
  location('center-chest', ['front', 'body', 0.5, 0.31], [size(8, 4), size(12, 6)]),
  location('pocket', ['front', 'body', 0.64, 0.33], [size(3, 3), size(3, 4)]),
  location('upper-back', ['back', 'body', 0.5, 0.24], [size(10, 3), size(12, 4)]),
  location('nape', ['back', 'body', 0.5, 0.14], [size(2.5, 1.5), size(4, 3)]),
  location('inside-tag', ['back', 'body', 0.5, 0.1], [size(2.5, 2.5), size(3, 3)]),
  location('left-sleeve', ['left', 'sleeve', 0.5, 0.36], [size(3, 3), size(4, 3)]),
  location('right-sleeve', ['right', 'sleeve', 0.5, 0.36], [size(3, 3), size(4, 3)]),
  location('left-long-sleeve', ['left', 'sleeve', 0.5, 0.55], [size(3, 12), size(4, 15)]),
  location('right-long-sleeve', ['right', 'sleeve', 0.5, 0.55], [size(3, 12), size(4, 15)]),
  location('hood', ['other', 'hood', 0.5, 0.12], [size(4, 4), size(6, 6)]),
  location('left-leg', ['left', 'leg', 0.5, 0.55], [size(3, 10), size(3.5, 12)]),
  location('right-leg', ['right', 'leg', 0.5, 0.55], [size(3, 10), size(3.5, 12)]),
  location('hip', ['front', 'leg', 0.64, 0.3], [size(3.5, 4), size(4, 5)]),
  location('cap-front', ['front', 'cap', 0.5, 0.4], [size(3.5, 2), size(3.5, 2)]),
  location('cap-side', ['left', 'cap', 0.5, 0.5], [size(2, 1.5), size(2.5, 2)]),
  location('cap-back', ['back', 'cap', 0.5, 0.5], [size(2.5, 1), size(3.5, 1.5)]),
  location('bag-front', ['front', 'bag', 0.5, 0.55], [size(8, 8), size(12, 12)]),
  location('other', ['other', 'any', 0.5, 0.5]),
];

/** The location of an id, or nothing for ids this list does not know. */
export const locationOf = (id: string): PrintLocation | undefined => locations.find((place) => place.id === id);

/** The limits a shop starts with; it edits them in its settings. Children's limits are given where shops state them. */
export const standardLimits: readonly PrintLimit[] = [
  ...locations.flatMap(({ id, limit }): PrintLimit[] => (limit ? [{ location: id, wearer: 'adult', ...limit }] : [])),
  { location: 'full-front', wearer: 'youth', width: 9, height: 12 },
  { location: 'full-front', wearer: 'toddler', width: 6, height: 6 },
  { location: 'full-front', wearer: 'infant', width: 4, height: 6 },
  { location: 'full-back', wearer: 'youth', width: 9, height: 12 },
  { location: 'full-back', wearer: 'toddler', width: 6, height: 6 },
  { location: 'full-back', wearer: 'infant', width: 4, height: 6 },
];

/**
 * The limit at a location for a wearer. Where none is stated for children the adult's counts; nothing when the
 * location has no limit at all.
 */
export function limitAt(limits: readonly PrintLimit[], id: string, wearer: Wearer): PrintSize | undefined {
  const here = limits.filter((limit) => limit.location === id);
  return here.find((limit) => limit.wearer === wearer) ?? here.find((limit) => limit.wearer === 'adult');
}
