import { randomBytes } from 'node:crypto';
import { PlatformError } from '@docket/sdk';
import { errors } from '../errors.ts';
import { hashTyped, sameBytes } from './secrets.ts';

/** Characters a password has at least. */
const shortest = 12;

/** Passwords of twelve characters and more that lists of guesses begin with, in lower case and without what is between the letters. */
const common: ReadonlySet<string> = new Set([
  '123456789012',
  '1234567890123',
  '12345678901234',
  '123123123123',
  '123456123456',
  '112233445566',
  '987654321012',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  'qwertyuiopasdf',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwerty123456',
  'asdfghjkl123',
  'abcdefghijkl',
  'abcdefghijklm',
  'abcd12345678',
  'password1234',
  'password12345',
  'password123456',
  'passwordpassword',
  'administrator',
  'administrator1',
  'adminadminadmin',
  'changemenow1',
  'changemechangeme',
  'welcome12345',
  'welcome123456',
  'letmeinletmein',
  'letmein12345',
  'iloveyou1234',
  'iloveyouiloveyou',
  'correcthorsebatterystaple',
]);

/** Refuses a password that is too short or among the first that anybody would guess. */
export function refuseWeak(password: string): void {
  const normal = password.normalize('NFKC');
  if (Array.from(normal).length < shortest) throw new PlatformError(errors['password.weak']);
  const bare = normal.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  if (common.has(bare) || new Set(bare).size < 4) throw new PlatformError(errors['password.common']);
}

/** What is stored of a password: the scheme, the salt and the hash. */
export async function sealPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await hashTyped(password, salt, 'password');
  return [scheme, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Names the cost of `hashTyped`, so that a dearer one can tell old hashes. */
const scheme = 'scrypt-17-8-1';

/** True when the password is the sealed one. Without one it takes as long, and is never right. */
export async function opensSeal(password: string, sealed: string | null): Promise<boolean> {
  const [, salt = '', hash = ''] = (sealed ?? '').split('$');
  const derived = await hashTyped(password, Buffer.from(salt, 'base64url'), 'password');
  return sameBytes(derived, Buffer.from(hash, 'base64url'));
}
