import { randomInt } from 'node:crypto';
import { hashToken } from './secrets.ts';

/** Letters and digits that nobody mistakes for another (Crockford's base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codes = 10;
const letters = 16;

/** Ten codes of eighty bits each, in groups of four to be read and typed. */
export const newRecoveryCodes = (): readonly string[] =>
  Array.from({ length: codes }, () => {
    const code = Array.from({ length: letters }, () => alphabet[randomInt(alphabet.length)]).join('');
    return code.match(/.{4}/g)!.join('-');
  });

/** What is stored of a code, however it is typed; undefined for what cannot be one. All chance, so that no salt is needed. */
export function hashRecoveryCode(typed: string): Buffer | undefined {
  const bare = typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
  const read = bare.replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return read.length === letters ? hashToken(read) : undefined;
}
