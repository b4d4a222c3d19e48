import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { numberIn, orderLabel } from './order-label.ts';

it.each([
  ['', 1042, '1042'],
  ['Q', 1042, 'Q-1042'],
  ['RFQ', 7, 'RFQ-7'],
])('the label of the letters "%s" and the number %i is %s', (prefix, number, label) => {
  expect(orderLabel({ prefix, number })).toBe(label);
});

it('every label says its number', () => {
  const prefix = fc.stringMatching(/^[A-Z]{0,4}$/);
  fc.assert(
    fc.property(prefix, fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (letters, number) => {
      expect(numberIn(orderLabel({ prefix: letters, number }))).toBe(number);
    }),
  );
});

it.each(['', '0', '-1', '1.5', '1e3', 'q-1', 'Q1', 'Q-', 'QUOTE-1', '1042 ', '9007199254740993', 'constructor'])(
  '"%s" is no label',
  (text) => {
    expect(numberIn(text)).toBeUndefined();
  },
);
