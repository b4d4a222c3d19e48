import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawing, print, wanted } from './picture.fixture.ts';
import { compose, type Composition } from './picture.ts';

/** Sides in units of the drawing. */
interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const numbersIn = (text: string): readonly number[] =>
  [...text.matchAll(/-?\d+(?:\.\d+)?/g)].map(([one]) => Number(one));
const rectOf = ([left, top, width, height]: readonly number[]): Rect => ({
  left: left!,
  top: top!,
  right: left! + width!,
  bottom: top! + height!,
});

/** The box of pairs of numbers. */
const around = (numbers: readonly number[]): Rect => {
  const [xs, ys] = [0, 1].map((axis) => numbers.filter((_, at) => at % 2 === axis)) as [number[], number[]];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
};

/** Those of a path that are drawn across or down. */
const lines = (path: string): readonly Rect[] =>
  [...path.matchAll(/M([^ ]+) ([^hv]+)([hv])([^M]+)/g)].map(([, x, y, way, long]) => {
    const from = [Number(x), Number(y)];
    return around([...from, from[0]! + (way === 'h' ? Number(long) : 0), from[1]! + (way === 'v' ? Number(long) : 0)]);
  });

/** What a mockup is drawn of, read back from its text. */
function partsOf(composition: Composition) {
  const made = compose(composition);
  const one = (pattern: RegExp): string => pattern.exec(made.svg)?.[1] ?? expect.unreachable(`Without ${pattern}`);
  const ruler = one(/<g fill="#26282b">(.*)<\/g>/);
  const rects = [...ruler.matchAll(/x="([^"]+)" y="([^"]+)" width="([^"]+)" height="([^"]+)"/g)];
  const [bar, begin, end] = rects.map((found) => rectOf(found.slice(1).map(Number)));
  return {
    ...made,
    view: rectOf(numbersIn(one(/viewBox="([^"]+)"/))),
    print: rectOf(numbersIn(one(/<image (x="[^"]+" y="[^"]+" width="[^"]+" height="[^"]+")/))),
    marks: lines(one(/stroke="#1f6feb" stroke-width="0.22" d="([^"]+)"/)),
    ruler: {
      bar: bar!,
      begin: begin!,
      end: end!,
      word: around(numbersIn(one(/<g fill="#26282b">.*<path d="([^"]+)"/))),
    },
    caption: [...made.svg.matchAll(/^<path fill="#26282b" d="([^"]+)"\/>$/gm)].map(([, path]) =>
      around(numbersIn(path!)),
    ),
  };
}

/** Letters are drawn to hundredths. */
const near = 0.02;
const double = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const texts = fc.constantFrom(
  'Navy',
  'Gildan 5000, Navy',
  'Full front · 4 × 4 in',
  'Ink as black as the night. '.repeat(9),
);
/** Any thing with any print on it or beside it, and any words below. */
const compositions = fc
  .record({
    perInch: double(0.5, 20),
    across: double(0.25, 60),
    down: double(0.25, 60),
    x: double(-20, 120),
    y: double(-20, 120),
    width: double(60, 140),
    height: double(60, 140),
    caption: fc.array(texts, { maxLength: 4 }),
  })
  .map(({ perInch, across, down, x, y, width, height, caption }) =>
    wanted({ caption, drawing: { ...drawing, width, height, perInch, print: { x, y, width: across, height: down } } }),
  );
const whatever = (check: (parts: ReturnType<typeof partsOf>, of: Composition) => void): void =>
  fc.assert(
    fc.property(compositions, (of) => check(partsOf(of), of)),
    { numRuns: 50 },
  );

describe('the layout of a composed mockup', () => {
  it('shows an inch as an inch, across and down, of the print as of the ruler', () => {
    whatever((made, { drawing: { perInch, print: of } }) => {
      const { view, ruler, print: box } = made;
      const unit = made.perInch / perInch;
      expect(made.width / (view.right - view.left)).toBeCloseTo(unit, 6);
      expect(made.height / (view.bottom - view.top)).toBeCloseTo(unit, 6);
      expect((ruler.bar.right - ruler.bar.left) * unit).toBeCloseTo(made.perInch, 6);
      expect((box.right - box.left) * unit).toBeCloseTo(of.width! * made.perInch, 4);
      expect((box.bottom - box.top) * unit).toBeCloseTo(of.height! * made.perInch, 4);
      expect((box.left + box.right) / 2).toBeCloseTo(of.x, 6);
      expect((box.top + box.bottom) / 2).toBeCloseTo(of.y, 6);
    });
  });

  it('has whole pixels, and as many for an inch as 16 for a unit and 4,000 for the longest side allow', () => {
    whatever((made, { drawing: { perInch } }) => {
      const longest = Math.max(made.view.right - made.view.left, made.view.bottom - made.view.top);
      const isAllowed = (pixels: number, room: number): boolean =>
        pixels <= 16 * perInch && (longest * pixels) / perInch <= 4000 + room;
      expect([made.width, made.height, made.perInch].filter((one) => !Number.isInteger(one))).toEqual([]);
      // A side begins and ends on a whole pixel.
      expect(isAllowed(made.perInch, 2)).toBe(true);
      expect(isAllowed(made.perInch + 1, 0)).toBe(false);
    });
  });

  it.each([
    [90_000, 10],
    [10, 90_000],
  ])('of a print of %d by %d inches is small enough to be looked at, and at scale still', (width, height) => {
    const made = partsOf(wanted({ drawing: { ...drawing, print: { ...print, width, height } } }));
    expect(Math.max(made.width, made.height)).toBeGreaterThan(3990);
    expect(Math.max(made.width, made.height)).toBeLessThanOrEqual(4002);
    expect(Math.max(made.width, made.height) / made.perInch).toBeGreaterThan(90_000);
    expect((made.print.right - made.print.left) / drawing.perInch).toBeCloseTo(width, 3);
  });

  it('has the whole thing, the print, its marks and all words in it, with room around', () => {
    whatever(({ view, print: box, marks, ruler, caption }, { drawing: { width, height } }) => {
      const room = 4;
      for (const part of [rectOf([0, 0, width, height]), box]) {
        expect(part.left - view.left).toBeGreaterThanOrEqual(room - 1e-6);
        expect(part.top - view.top).toBeGreaterThanOrEqual(room - 1e-6);
        expect(view.right - part.right).toBeGreaterThanOrEqual(room - 1e-6);
      }
      for (const part of [...marks, ...Object.values(ruler), ...caption]) {
        expect(part.left).toBeGreaterThan(view.left);
        expect(part.top).toBeGreaterThan(view.top);
        expect(part.right).toBeLessThan(view.right);
        expect(view.bottom - part.bottom).toBeGreaterThanOrEqual(1);
      }
    });
  });

  it('marks the corners of the print outside of it, two lines for each', () => {
    whatever(({ print: box, marks }) => {
      const beside = ({ left, right, top, bottom }: Rect): boolean =>
        right < box.left || left > box.right || bottom < box.top || top > box.bottom;
      expect(marks).toHaveLength(8);
      expect(marks.filter((mark) => !beside(mark))).toEqual([]);
      for (const [x, y] of [
        [box.left, box.top],
        [box.right, box.top],
        [box.left, box.bottom],
        [box.right, box.bottom],
      ] as const) {
        // Each points at its corner, along one of the sides.
        const along = marks.filter(
          ({ left, right, top, bottom }) =>
            (top === bottom && top === y && Math.min(Math.abs(right - x), Math.abs(left - x)) < 0.5) ||
            (left === right && left === x && Math.min(Math.abs(bottom - y), Math.abs(top - y)) < 0.5),
        );
        expect(along.length).toBeGreaterThanOrEqual(2);
      }
    });
  });

  it('has below it a ruler that begins on a whole pixel and ends within its inch, then what an inch is called', () => {
    whatever(({ view, print: box, ruler: { bar, begin, end, word }, perInch: pixels }, { drawing: of }) => {
      expect(bar.top).toBeGreaterThan(Math.max(of.height, box.bottom));
      const at = (bar.left - view.left) * (pixels / of.perInch);
      expect(at).toBeCloseTo(Math.round(at), 4);
      expect([begin.left, end.right]).toEqual([bar.left, expect.closeTo(bar.right, 9)]);
      expect(begin.right).toBeLessThanOrEqual(end.left + 1e-9);
      for (const tip of [begin, end]) expect(tip.top < bar.top && tip.bottom > bar.bottom).toBe(true);
      expect(word.left).toBeGreaterThan(bar.right);
      expect(word.right - word.left).toBeGreaterThan(1);
      expect(word.top).toBeGreaterThan(Math.max(of.height, box.bottom));
    });
  });

  it('has each line of its words below the one before, in the largest letters that fit and are not taller than three units', () => {
    whatever(({ view, ruler, caption }, { caption: said }) => {
      expect(caption).toHaveLength(said.length);
      let above = Math.max(ruler.end.bottom, ruler.word.bottom);
      for (const [at, line] of caption.entries()) {
        expect(line.top).toBeGreaterThan(above);
        above = line.bottom;
        expect(line.left).toBeGreaterThanOrEqual(ruler.bar.left - near);
        expect(line.right).toBeLessThanOrEqual(view.right - 4 + 0.1);
        const isLong = said[at]!.length > 40;
        expect(line.bottom - line.top).toBeLessThan(3.2);
        if (isLong) expect(line.right - line.left).toBeGreaterThan(0.75 * Math.min(view.right - view.left - 8, 300));
        else expect(line.bottom - line.top).toBeGreaterThan(2);
      }
    });
  });

  it('has what it is called in bold, and nothing else', () => {
    const [first, second, third] = partsOf(wanted({ caption: ['Navy', 'Navy', 'Navy'] })).caption.map(
      ({ left, right }) => right - left,
    );
    expect(first).toBeGreaterThan(second! + 0.1);
    expect(third).toBeCloseTo(second!, 1);
  });
});
