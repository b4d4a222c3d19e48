import { expect, it } from 'vitest';
import { isExposed } from './plain-http.ts';

it.each([
  ['localhost', false],
  ['shop.localhost', false],
  ['127.0.0.1', false],
  ['127.4.5.6', false],
  ['[::1]', false],
  ['192.168.1.20', true],
  ['127.0.0.1.evil.test', true],
  ['shop.test', true],
  ['localhost.evil.test', true],
  ['[2001:db8::1]', true],
])('a connection by plain http to %s can be read on its way: %s', (host, exposed) => {
  expect(isExposed(host, false)).toBe(exposed);
  expect(isExposed(host, true)).toBe(false);
});
