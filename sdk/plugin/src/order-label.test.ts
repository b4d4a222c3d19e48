import { expect, it } from 'vitest';
import { orderLabel } from './order-label.ts';

it.each([
  ['', 1042, '1042'],
  ['Q', 1042, 'Q-1042'],
  ['RFQ', 7, 'RFQ-7'],
])('the label of the letters "%s" and the number %i is %s', (prefix, number, label) => {
  expect(orderLabel({ prefix, number })).toBe(label);
});
