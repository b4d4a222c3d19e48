import { expect, it } from 'vitest';
import { concerning } from './live.ts';

const order = { event: '1', what: 'order', id: 'o', number: 7, prefix: '' } as const;
const other = { event: '2', what: 'order', id: 'p', number: 8, prefix: '' } as const;
const request = { event: '3', what: 'request', id: 'r' } as const;
const bell = { event: '4', what: 'notice' } as const;
const everything = { event: '5', what: 'everything' } as const;
const all = [order, other, request, bell, everything];

it.each([
  ['the list looks again for every order, request and bell', '/(staff)/orders', all],
  ['the board does', '/(staff)/orders/board', all],
  ['the requests do', '/(staff)/requests', all],
  ['an order looks again for itself alone', '/(staff)/orders/[number]', [order, everything]],
  ['so does its timeline', '/(staff)/orders/[number]/timeline', [order, everything]],
  ['a form of an order is left alone', '/(staff)/orders/[number]/edit/[part]', []],
  ['what shows no orders is left alone', '/(staff)/settings/shop', []],
  ['a page of errors is left alone', null, []],
])('%s', (_, route, expected) => {
  expect(concerning({ route, order: 'o' }, all)).toEqual(expected);
});
