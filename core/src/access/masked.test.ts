import { describe, expect, it } from 'vitest';
import { maskedEmail } from './masked.ts';

describe('a masked address', () => {
  it.each([
    ['sarah@smith.test', 's…@smith…'],
    ['s@mail.smith.co.uk', 's…@mail…'],
    ['"a@b"@smith.test', '"…@smith…'],
  ])('[abuse 101] shows of %s no more than %s', (email, masked) => {
    expect(maskedEmail(email)).toBe(masked);
  });
});
