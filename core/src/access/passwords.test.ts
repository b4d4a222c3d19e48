import { describe, expect, it } from 'vitest';
import { refuseWeak } from './passwords.ts';

const verdict = (password: string, atHand: readonly string[] = []): string => {
  try {
    refuseWeak(password, atHand);
    return 'taken';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a password', () => {
  it.each([
    'seven green lamps',
    'nine purple doors',
    'uvwx7#kappa-lorry',
    'Tr0ub4dor&3 was short',
    '墨水墨水印刷店里的灯笼和河流',
  ])('is taken when nobody would guess it early: %s', (password) => expect(verdict(password)).toBe('taken'));

  it.each(['', 'short one 1', 'elevenchars'])('needs twelve characters: "%s"', (password) =>
    expect(verdict(password)).toBe('password.weak'),
  );

  it.each([
    'Password 1234',
    'password2026!!',
    'P@ssw0rd2026',
    'passwordpassword',
    '!!Welcome2026!!',
    'qwertyuiop123',
    '123456789012',
    '098765432109',
    '1q2w3e4r5t6y',
    '1qaz2wsx3edc',
    'abcdefghijklm',
    'aaaaaaaaaaaaaaaa',
    'abababababab',
    'letmeinletmein',
    'Iloveyou1234',
    'correct horse battery staple',
    'administrator1',
  ])('is refused when lists of guesses begin with it: %s', (password) =>
    expect(verdict(password)).toBe('password.common'),
  );

  it('is refused when it is the shop’s or the person’s name with trimmings', () => {
    const atHand = ['Inkworks', 'Robin Ink', 'robin@inkworks.test'];
    expect(verdict('inkworks-2026', atHand)).toBe('password.common');
    expect(verdict('Robin Ink 123', atHand)).toBe('password.common');
    expect(verdict('robin seven lamps', atHand)).toBe('taken');
  });
});
