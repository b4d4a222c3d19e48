import { describe, expect, it } from 'vitest';
import { addressAt } from './own-host.ts';

describe('the address of a shop where a browser is', () => {
  it.each([
    ['https://host.example/s/smith', undefined, 'https://host.example/s/smith'],
    ['https://host.example/s/smith', 'orders.smith.example', 'https://orders.smith.example'],
    ['http://localhost:3000', 'smith.localhost', 'http://smith.localhost:3000'],
  ])('configured as %s, at the own host %s, is %s', (url, host, address) => {
    expect(addressAt(url, host && { host })).toBe(address);
  });
});
