import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handleOf, isBehind, passkeySiteOf } from './passkey-rules.ts';

describe('where passkeys are good', () => {
  it.each([
    ['https://ink.example', { rpId: 'ink.example', origin: 'https://ink.example' }],
    ['https://host.example/s/inkwell', { rpId: 'host.example', origin: 'https://host.example' }],
    ['http://localhost:3000/s/inkwell', { rpId: 'localhost', origin: 'http://localhost:3000' }],
    ['http://127.0.0.1:3000', undefined],
    ['http://[::1]:3000/s/inkwell', undefined],
  ])('of %s is %o', (url, site) => {
    expect(passkeySiteOf(url)).toEqual(site);
  });
});

describe('the handle that authenticators keep', () => {
  it('is another for every shop and person, and short enough', () => {
    const uuid = fc.uuid();
    fc.assert(
      fc.property(uuid, uuid, uuid, uuid, (tenant, person, otherTenant, other) => {
        const [one, two] = [handleOf(tenant, person), handleOf(otherTenant, other)];
        expect(one).toHaveLength(32);
        expect(Buffer.compare(one, two) === 0).toBe(tenant === otherTenant && person === other);
      }),
    );
  });
});

describe('a count', () => {
  it.each([
    [0, 0, false],
    [1, 0, false],
    [8, 7, false],
    [7, 7, true],
    [6, 7, true],
    [0, 7, true],
  ])('of %i after %i is behind: %s', (counter, stored, behind) => {
    expect(isBehind(counter, stored)).toBe(behind);
  });
});
