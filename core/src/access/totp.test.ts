import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchingStep, newTotpSecret, stepOf, totpCode, totpUri } from './totp.ts';

/** "12345678901234567890" of RFC 6238, appendix B, in base 32. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('codes by the clock', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('are those of RFC 6238 at second %d', (seconds, code) => {
    expect(totpCode(secret, stepOf(new Date(seconds * 1000)))).toBe(code);
  });

  it('are taken a step early and late, not two, and none that is used already', () => {
    fc.assert(
      fc.property(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 }), (typed, used) => {
        const now = new Date('2026-11-25T10:00:00Z');
        const step = stepOf(now);
        const found = matchingStep(secret, totpCode(secret, step + typed), now, step + used);
        expect(found).toBe(Math.abs(typed) <= 1 && typed > used ? step + typed : undefined);
      }),
    );
  });

  it('come from a secret of their own each, which the QR code names with issuer and account', () => {
    const [one, other] = [newTotpSecret(), newTotpSecret()];
    expect(one).toMatch(/^[A-Z2-7]{32}$/);
    expect(one).not.toBe(other);
    expect(totpUri({ secret: one, issuer: 'Ink & Co', account: 'a@b.test' })).toBe(
      `otpauth://totp/Ink%20%26%20Co:a%40b.test?secret=${one}&issuer=Ink%20%26%20Co`,
    );
  });
});
