import { createHash, randomBytes, randomInt, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** A secret for a cookie or a link: 256 bits of chance, URL-safe. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is stored of a token: SHA-256, since the token itself is all chance. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** A code to type: eight digits, 26.6 bits. */
export const newCode = (): string => String(randomInt(0, 100_000_000)).padStart(8, '0');

/** Cost for codes that live ten minutes, and for passwords that live years (OWASP: N=2^17, r=8, p=1). */
const costs = {
  code: { N: 2 ** 14, r: 8, p: 1 },
  password: { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 2 ** 20 },
} as const;

/** A salted scrypt of what a person types. */
export const hashTyped = (typed: string, salt: Buffer, purpose: keyof typeof costs): Promise<Buffer> =>
  derive(typed.normalize('NFKC'), salt, 32, costs[purpose]);

/** True when both are the same, in a time that tells nothing. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b);

/** Names the row that a secret opens, so that a look-up is by key: `<id>.<token>`. */
export const keyed = (id: string, token: string): string => `${id}.${token}`;

const keyedForm = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/;

/** What `keyed` made, taken apart; undefined for anything else. */
export function readKeyed(text: string): { readonly id: string; readonly token: string } | undefined {
  const [, id, token] = keyedForm.exec(text) ?? [];
  return id === undefined || token === undefined ? undefined : { id, token };
}
