import { randomBytes } from 'node:crypto';
import { PlatformError } from '@docket/sdk';
import { errors } from '../errors.ts';
import { isCommonPassword } from './common-passwords.ts';
import { hashTyped, sameBytes } from './secrets.ts';

/** Characters a password has at least. */
const shortest = 12;

/**
 * Refuses a password that is too short or among the first that anybody would guess, also by what is at hand: the shop's
 * name, the person's. Which signs it is made of is nobody's business (NIST SP 800-63B).
 */
export function refuseWeak(password: string, atHand: readonly string[] = []): void {
  const normal = password.normalize('NFKC');
  if (Array.from(normal).length < shortest) throw new PlatformError(errors['password.weak']);
  if (isCommonPassword(normal, atHand)) throw new PlatformError(errors['password.common']);
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
