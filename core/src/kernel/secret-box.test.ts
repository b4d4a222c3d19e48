import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decryptSecret, encryptSecret, secretKeys } from './secret-box.ts';

const keys = secretKeys('a secret of the deployment');
const place = { tenantId: 't1', plugin: 'badges', key: 'token' };

describe('a sealed secret', () => {
  it('opens with the key and the place it was sealed for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decryptSecret(keys, place, encryptSecret(keys, place, text))).toBe(text);
      }),
    );
  });

  it('does not hold its text, and is another one each time', () => {
    const [one, other] = [encryptSecret(keys, place, 'sesame'), encryptSecret(keys, place, 'sesame')];
    expect(one).not.toBe(other);
    expect(one).not.toContain('sesame');
    expect(one).not.toContain(Buffer.from('sesame').toString('base64url'));
  });

  it.each([
    ['tenant', { ...place, tenantId: 't2' }],
    ['plugin', { ...place, plugin: 'other' }],
    ['setting', { ...place, key: 'other' }],
    ['split between the names', { tenantId: 't1', plugin: 'badges token', key: '' }],
  ])('does not open for another %s', (_, other) => {
    expect(() => decryptSecret(keys, other, encryptSecret(keys, place, 'sesame'))).toThrow('authenticate');
  });

  it('does not open once any character of it was changed', () => {
    const sealed = encryptSecret(keys, place, 'sesame');
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.constantFrom('A', 'B', ':', '-'), (at, sign) => {
        const changed = `${sealed.slice(0, at)}${sign}${sealed.slice(at + 1)}`;
        // The last character of base64url may carry bits that mean nothing.
        const bytes = (text: string) =>
          text.split(':').map((part, n) => (n < 2 ? part : Buffer.from(part, 'base64url').toString('hex')));
        fc.pre(bytes(changed).join(':') !== bytes(sealed).join(':'));
        expect(() => decryptSecret(keys, place, changed)).toThrow(/authenticate|not a sealed secret|does not have/);
      }),
    );
  });

  it.each(['', 'sesame', 'v1', 'v2:a:b:c:d', 'v1:::::', `v1:x:${'A'.repeat(16)}:${'A'.repeat(6)}:AAAA`])(
    'is not taken for one: %j',
    (text) => {
      expect(() => decryptSecret(keys, place, text)).toThrow('It is not a sealed secret.');
    },
  );

  it('still opens after the deployment’s secret was changed, as long as the old one is known', () => {
    const sealed = encryptSecret(keys, place, 'sesame');
    const changed = secretKeys('a new one', 'a secret of the deployment');
    expect(decryptSecret(changed, place, sealed)).toBe('sesame');
    expect(encryptSecret(changed, place, 'sesame').split(':')[1]).toBe(changed.current);
    expect(() => decryptSecret(secretKeys('a new one'), place, sealed)).toThrow('which this deployment does not have');
  });
});
