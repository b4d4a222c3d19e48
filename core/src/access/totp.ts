import { createHmac, randomBytes } from 'node:crypto';
import { sameBytes } from './secrets.ts';

/** Codes of six digits by the clock (RFC 6238 with its defaults: HMAC-SHA-1, thirty seconds), as every authenticator app makes them. */
const stepMilliseconds = 30_000;
const digits = 6;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A secret of 160 bits, in base 32 (RFC 4648) without padding. */
export const newTotpSecret = (): string => toBase32(randomBytes(20));

/** What the QR code of a secret says: the form that authenticator apps read. */
export function totpUri({ secret, issuer, account }: { secret: string; issuer: string; account: string }): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`;
}

export const stepOf = (now: Date): number => Math.floor(now.getTime() / stepMilliseconds);

/** The code of a step. */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = hash.at(-1)! & 15;
  const number = (hash.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits;
  return String(number).padStart(digits, '0');
}

/**
 * The step whose code was typed: this one or a neighbour, for clocks differ and people type slowly. Undefined when it is
 * none, or not later than the last one that was used: who looks over a shoulder has a code that is spent.
 */
export function matchingStep(secret: string, typed: string, now: Date, lastUsed: number): number | undefined {
  const current = stepOf(now);
  return [current, current - 1, current + 1].find(
    (step) => step > lastUsed && sameBytes(Buffer.from(totpCode(secret, step)), Buffer.from(typed)),
  );
}

/** Five bits a letter; what does not fill the last one is filled with zeros. */
function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

function fromBase32(text: string): Buffer {
  const bits = Array.from(text, (letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
}
