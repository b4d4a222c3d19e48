import { describe, expect, it } from 'vitest';
import { isForeign } from './origin.ts';

const sent = (method: string, headers: Record<string, string>): Request =>
  new Request('http://shop.test/x', { method, headers: { host: 'shop.test', ...headers } });

describe('a request that changes something', () => {
  it.each([
    ['same-origin', false],
    ['none', false],
    ['same-site', true],
    ['cross-site', true],
    ['', true],
    ['anything', true],
  ])('from a browser that says "%s" is foreign: %s', (site, foreign) => {
    expect(isForeign(sent('POST', { 'sec-fetch-site': site }))).toBe(foreign);
  });

  it.each([
    ['http://shop.test', false],
    ['https://SHOP.test', false],
    ['http://shop.test:81', true],
    ['http://evil.test', true],
    ['http://shop.test.evil.test', true],
    ['null', true],
    ['', true],
  ])('from an older browser at origin "%s" is foreign: %s', (origin, foreign) => {
    expect(isForeign(sent('POST', { origin }))).toBe(foreign);
  });

  it('goes by what the browser says first', () => {
    expect(isForeign(sent('POST', { 'sec-fetch-site': 'cross-site', origin: 'http://shop.test' }))).toBe(true);
    expect(isForeign(sent('POST', { 'sec-fetch-site': 'same-origin', origin: 'http://evil.test' }))).toBe(false);
  });

  it('is no browser’s when it says neither', () => {
    expect(isForeign(sent('POST', {}))).toBe(false);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('is judged when it is a %s', (method) => {
    expect(isForeign(sent(method, { 'sec-fetch-site': 'cross-site' }))).toBe(true);
  });
});

describe('a request that only reads', () => {
  it.each(['GET', 'HEAD', 'OPTIONS'])('may come from anywhere: %s', (method) => {
    expect(isForeign(sent(method, { 'sec-fetch-site': 'cross-site', origin: 'http://evil.test' }))).toBe(false);
  });
});
