import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInkCode, splitInk } from './inks.ts';

describe('a Pantone code', () => {
  it.each([
    ['186 C', '186 C', false],
    ['pantone 186c', '186 C', false],
    ['PMS186', '186 C', true],
    ['PMS 186', '186 C', true],
    ['7495', '7495 C', true],
    ['186 u', '186 U', false],
    ['Cool Gray 9 C', 'Cool Gray 9 C', false],
    ['cool grey 9c', 'Cool Gray 9 C', true],
    ['Reflex Blue U', 'Reflex Blue U', false],
    ['PMS Reflex Blue', 'Reflex Blue C', true],
    ['19-4052 TCX', '19-4052 TCX', false],
    ['19-4052', '19-4052 TCX', true],
  ])('[G-17] is read from "%s"', (typed, code) => {
    expect(readInkCode(typed)?.code).toBe(code);
  });

  it.each(['White', 'Black', 'Madeira 1842', '12', 'PMS', '', 'gold ink'])('[G-17] is not seen in "%s"', (typed) => {
    expect(readInkCode(typed)).toBeUndefined();
  });

  it('[G-17] says when the book was assumed, and is stable once it is written out', () => {
    expect(readInkCode('PMS186')).toEqual({ code: '186 C', assumed: true });
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 7771 }), fc.constantFrom('', 'C', 'u', 'CP'), (number, book) => {
        const { code } = readInkCode(`PMS ${number}${book}`)!;
        expect(readInkCode(code)).toEqual({ code, assumed: false });
      }),
    );
  });
});

describe('an ink typed as one', () => {
  it('[G-17] splits into name and code', () => {
    expect(splitInk('Red 186')).toEqual({ name: 'Red', code: { code: '186 C', assumed: true } });
    expect(splitInk('Sage PMS 7495 C')).toEqual({ name: 'Sage', code: { code: '7495 C', assumed: false } });
    expect(splitInk('White')).toEqual({ name: 'White', code: undefined });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (typed) => typeof splitInk(typed).name === 'string'));
  });
});
