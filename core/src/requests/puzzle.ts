import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { sameBytes } from '../access/access.ts';

/**
 * A piece of work for the browser of a stranger: a number such that SHA-256 of `<draft>.<puzzle>.<number>` begins with so
 * many zero bits. Nothing of it is stored: the puzzle `<until>.<bits>.<signature>` is signed for one draft and ends by itself.
 */
interface Place {
  readonly tenant: string;
  /** It is good for this draft alone, which can be sent once. */
  readonly draft: string;
  readonly now: Date;
}

/** Some 130,000 tries: a fifth of a second on a desk, a second on an old phone. */
const bits = 17;
const lifetimeSeconds = 2 * 3600;

/** The key that puzzles are signed with, from the deployment's secret (HKDF-SHA-256, RFC 5869). */
export const puzzleKeyOf = (secret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', 'docket puzzles v1', 32));

const seconds = (now: Date): number => Math.floor(now.getTime() / 1000);

export function makePuzzle(key: Buffer, place: Place): string {
  const until = seconds(place.now) + lifetimeSeconds;
  return `${until}.${bits}.${signature(key, place, until, bits)}`;
}

const form = /^(\d{10})\.(\d{1,3})\.([\w-]{43})\.(\d{1,15})$/;

/** True for a puzzle of this draft that is signed by the key, has not ended, and is solved. */
export function isSolved(key: Buffer, place: Place, work: string | undefined): boolean {
  const [, until, asked, signed, number] = form.exec(work ?? '') ?? [];
  if (until === undefined || number === undefined || Number(until) <= seconds(place.now)) return false;
  const own = signature(key, place, Number(until), Number(asked));
  if (!sameBytes(Buffer.from(own), Buffer.from(signed!))) return false;
  return leadingZeros(createHash('sha256').update(`${place.draft}.${work}`).digest()) >= Number(asked);
}

const signature = (key: Buffer, { tenant, draft }: Place, until: number, asked: number): string =>
  createHmac('sha256', key)
    .update(JSON.stringify([tenant, draft, until, asked]))
    .digest('base64url');

function leadingZeros(hash: Buffer): number {
  const at = hash.findIndex((byte) => byte !== 0);
  return at < 0 ? hash.length * 8 : at * 8 + Math.clz32(hash[at]!) - 24;
}
