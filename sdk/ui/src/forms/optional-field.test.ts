import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAside, isFilled } from './optional-field.ts';

describe('a field that may be left empty', () => {
  it.each([
    ['reference', true],
    ['stops.0.dock', true],
    ['stops.12.dock', true],
    ['dock', false],
    ['stops.0.dock.door', false],
    ['stops.0.instructions', false],
  ])('[T-52] %s stands aside as the shop laid out: %s', (path, aside) => {
    expect(isAside(['reference', 'stops.*.dock'], path)).toBe(aside);
  });

  it.each([
    ['PO-1', true],
    [0, true],
    [true, true],
    [['', 'x'], true],
    [{ min: null, max: '-18' }, true],
    ['  ', false],
    ['', false],
    [null, false],
    [undefined, false],
    [false, false],
    [[], false],
    [{ street: '', city: ' ' }, false],
  ])('is filled by %j: %s', (value, filled) => {
    expect(isFilled(value)).toBe(filled);
  });

  it('is filled in a row or group exactly where one of its values is', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.constant(null))), (values) => {
        expect(isFilled(values)).toBe(values.some((value) => isFilled(value)));
      }),
    );
  });
});
