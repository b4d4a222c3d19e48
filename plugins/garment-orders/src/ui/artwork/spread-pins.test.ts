import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locations } from '#rules/locations.ts';
import { garmentTypes } from '#rules/garment-types.ts';
import { canvas, picturesFor } from '#rules/garment-drawings.ts';
import { isApart, pinTowards, spreadPins } from './spread-pins.ts';

const gap = 16;
const point = fc.record({
  x: fc.double({ min: 0, max: canvas.width, noNaN: true }),
  y: fc.double({ min: 0, max: canvas.height, noNaN: true }),
});

describe('pins on a drawing', () => {
  it('stay on their places where these are apart', () => {
    const places = [
      { x: 20, y: 20 },
      { x: 60, y: 20 },
    ];
    expect(spreadPins(places, gap, canvas)).toEqual(places);
  });

  it('never cover each other and never leave the drawing', () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 7 }), (places) => {
        const pins = spreadPins(places, gap, canvas);
        for (const [index, pin] of pins.entries()) {
          expect(pins.slice(0, index).every((other) => isApart(pin, other, gap))).toBe(true);
          expect(pin.x >= gap / 2 && pin.x <= canvas.width - gap / 2).toBe(true);
          expect(pin.y >= gap / 2 && pin.y <= canvas.height - gap / 2).toBe(true);
        }
      }),
    );
  });

  it.each(garmentTypes.map(({ id }) => id))('are targets of their own on every picture of type %s', (type) => {
    for (const { places } of picturesFor([type], locations)) {
      const pins = spreadPins(
        places.map(({ spot }) => ({ x: spot.x * canvas.width, y: spot.y * canvas.height })),
        gap,
        canvas,
      );
      const near = pins.some((pin, index) => pins.slice(0, index).some((other) => !isApart(pin, other, gap)));
      expect(near).toBe(false);
    }
  });
});

describe('an arrow key on a drawing', () => {
  const cross = [
    { x: 50, y: 50 },
    { x: 20, y: 50 },
    { x: 80, y: 52 },
    { x: 50, y: 20 },
    { x: 50, y: 80 },
  ];

  it.each([
    ['ArrowLeft', 1],
    ['ArrowRight', 2],
    ['ArrowUp', 3],
    ['ArrowDown', 4],
  ] as const)('%s leads to the pin that lies there', (key, index) => {
    expect(pinTowards(cross, 0, key)).toBe(index);
  });

  it('leads nowhere at the edge', () => {
    expect(pinTowards(cross, 1, 'ArrowLeft')).toBeUndefined();
    expect(pinTowards([], 0, 'ArrowLeft')).toBeUndefined();
  });

  it('always leads to a pin that lies that way', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 8 }), fc.nat(7), (pins, from) => {
        const found = pinTowards(pins, from % pins.length, 'ArrowRight');
        return found === undefined || pins[found]!.x > pins[from % pins.length]!.x;
      }),
    );
  });
});
