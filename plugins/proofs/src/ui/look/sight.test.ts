import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dragged, drawnSize, isOn, mostZoom, pointOf, shareAt, whole, within, zoomed, type Shown } from './sight.ts';

const extent = fc.record({ width: fc.integer({ min: 40, max: 4000 }), height: fc.integer({ min: 40, max: 4000 }) });
const shown = fc.record({ picture: extent, frame: extent });
const share = fc.record({
  x: fc.double({ min: 0, max: 1, noNaN: true }),
  y: fc.double({ min: 0, max: 1, noNaN: true }),
});
const sight = fc.record({ zoom: fc.double({ min: 1, max: mostZoom, noNaN: true }), middle: share });
const times = fc.double({ min: 0.2, max: 5, noNaN: true });

/** A point of the frame by its share of it. */
const inFrame = ({ frame }: Shown, { x, y }: { x: number; y: number }) => ({ x: x * frame.width, y: y * frame.height });

describe('What of a picture is seen', () => {
  it('begins with the whole of it, as large as the frame allows', () => {
    fc.assert(
      fc.property(shown, ({ picture, frame }) => {
        const size = drawnSize({ picture, frame }, whole.zoom);
        expect(Math.max(size.width / frame.width, size.height / frame.height)).toBeCloseTo(1, 9);
        expect(size.width / size.height).toBeCloseTo(picture.width / picture.height, 6);
      }),
    );
  });

  it('finds the share at a point again at that point', () => {
    fc.assert(
      fc.property(shown, sight, share, (of, seen, at) => {
        const again = shareAt(of, seen, pointOf(of, seen, at));
        expect(again.x).toBeCloseTo(at.x, 6);
        expect(again.y).toBeCloseTo(at.y, 6);
      }),
    );
  });

  it('keeps what is under the pointer there while it comes nearer, unless the edge of the picture would leave the frame', () => {
    fc.assert(
      fc.property(shown, sight, share, times, (of, from, at, by) => {
        const seen = within(of, from);
        const about = inFrame(of, at);
        const kept = shareAt(of, seen, about);
        const nearer = zoomed(of, seen, by, about);
        const now = pointOf(of, nearer, kept);
        const size = drawnSize(of, nearer.zoom);
        for (const [axis, edge] of [
          ['x', 'width'],
          ['y', 'height'],
        ] as const) {
          const seenShare = of.frame[edge] / size[edge];
          const isHeld = seenShare >= 1 || Math.abs(nearer.middle[axis] - 0.5) >= 0.5 - seenShare / 2 - 1e-9;
          if (!isHeld) expect(now[axis]).toBeCloseTo(about[axis], 4);
        }
      }),
    );
  });

  it('stays between fitted and sixteen times that', () => {
    fc.assert(
      fc.property(shown, sight, share, fc.array(times, { maxLength: 20 }), (of, from, at, steps) => {
        const end = steps.reduce((seen, by) => zoomed(of, seen, by, inFrame(of, at)), from);
        expect(end.zoom).toBeGreaterThanOrEqual(1);
        expect(end.zoom).toBeLessThanOrEqual(mostZoom);
      }),
    );
  });

  it('never loses the picture, however far it is dragged', () => {
    fc.assert(
      fc.property(
        shown,
        sight,
        fc.integer({ min: -9000, max: 9000 }),
        fc.integer({ min: -9000, max: 9000 }),
        (of, from, x, y) => {
          const end = dragged(of, from, { x, y });
          const corner = pointOf(of, end, { x: 0, y: 0 });
          const far = pointOf(of, end, { x: 1, y: 1 });
          for (const [axis, edge] of [
            ['x', 'width'],
            ['y', 'height'],
          ] as const) {
            const fills = far[axis] - corner[axis] >= of.frame[edge];
            if (fills) {
              expect(corner[axis]).toBeLessThanOrEqual(1e-6);
              expect(far[axis]).toBeGreaterThanOrEqual(of.frame[edge] - 1e-6);
            } else expect((corner[axis] + far[axis]) / 2).toBeCloseTo(of.frame[edge] / 2, 6);
          }
        },
      ),
    );
  });

  it('moves what is seen with the pointer that drags it', () => {
    const of = { picture: { width: 1000, height: 1000 }, frame: { width: 500, height: 500 } };
    const near = zoomed(of, whole, 4, { x: 250, y: 250 });
    const before = pointOf(of, near, { x: 0.5, y: 0.5 });
    const after = pointOf(of, dragged(of, near, { x: 30, y: -20 }), { x: 0.5, y: 0.5 });
    expect(after.x - before.x).toBeCloseTo(30, 9);
    expect(after.y - before.y).toBeCloseTo(-20, 9);
  });

  it.each([
    [{ x: 0, y: 1 }, true],
    [{ x: -0.01, y: 0.5 }, false],
    [{ x: 0.5, y: 1.01 }, false],
  ])('knows whether %o is on the picture', (at, on) => {
    expect(isOn(at)).toBe(on);
  });
});
