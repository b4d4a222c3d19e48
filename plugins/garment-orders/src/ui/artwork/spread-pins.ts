/** A point of a drawing, in the drawing's own units from its left and top. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A drawing's size in its own units. */
export interface Extent {
  readonly width: number;
  readonly height: number;
}

/**
 * Where the pins of several places go, so that each is a target of its own: no two are nearer than `gap` in both
 * directions, all lie inside the drawing, and each stays as near to its place as the pins before it allow. A pin for
 * which there is no room left stands on its place.
 */
export function spreadPins(places: readonly Point[], gap: number, extent: Extent): readonly Point[] {
  const pins: Point[] = [];
  for (const place of places) pins.push(nearestFree(place, pins, gap, extent));
  return pins;
}

function nearestFree(place: Point, taken: readonly Point[], gap: number, { width, height }: Extent): Point {
  const margin = gap / 2;
  const inside = (at: Point): Point => ({
    x: Math.min(Math.max(at.x, margin), width - margin),
    y: Math.min(Math.max(at.y, margin), height - margin),
  });
  const wish = inside(place);
  // Only edges of taken pins can be nearest: beside each, above or below it, and combinations of two.
  const across = [wish.x, ...taken.flatMap(({ x }) => [x - gap, x + gap])];
  const down = [wish.y, ...taken.flatMap(({ y }) => [y - gap, y + gap])];
  const free = across
    .flatMap((x) => down.map((y) => inside({ x, y })))
    .filter((at) => taken.every((pin) => isApart(at, pin, gap)));
  return free.toSorted((one, other) => distance(one, wish) - distance(other, wish))[0] ?? wish;
}

/** True when pins at the two points do not cover each other; a hair's breadth is forgiven, for fractions. */
export const isApart = (one: Point, other: Point, gap: number): boolean =>
  Math.max(Math.abs(one.x - other.x), Math.abs(one.y - other.y)) >= gap - 1e-6;

const distance = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y);

/** Keys that lead from pin to pin. Pictures never mirror: left is left in every language. */
export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

const ahead: Readonly<Record<Direction, (from: Point, to: Point) => { along: number; aside: number }>> = {
  ArrowLeft: (from, to) => ({ along: from.x - to.x, aside: Math.abs(from.y - to.y) }),
  ArrowRight: (from, to) => ({ along: to.x - from.x, aside: Math.abs(from.y - to.y) }),
  ArrowUp: (from, to) => ({ along: from.y - to.y, aside: Math.abs(from.x - to.x) }),
  ArrowDown: (from, to) => ({ along: to.y - from.y, aside: Math.abs(from.x - to.x) }),
};

/** True for the name of a key that leads from pin to pin. */
export const isDirection = (key: string): key is Direction => Object.hasOwn(ahead, key);

/**
 * The index of the pin that an arrow key leads to from the pin at `from`: the nearest one ahead, straight ones first.
 * Undefined where there is none that way.
 */
export function pinTowards(pins: readonly Point[], from: number, direction: Direction): number | undefined {
  const start = pins[from];
  if (!start) return undefined;
  const ways = pins.map((pin, index) => ({ index, ...ahead[direction](start, pin) }));
  const there = ways.filter(({ along, index }) => index !== from && along > 0);
  return there.toSorted((one, other) => costOf(one) - costOf(other))[0]?.index;
}

// Going aside costs double, so that an arrow keeps to its line where it can.
const costOf = ({ along, aside }: { along: number; aside: number }): number => along + 2 * aside;
