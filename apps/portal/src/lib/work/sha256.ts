/**
 * SHA-256 (FIPS 180-4) of text that is hashed again and again with another ending: what is the same each time is worked
 * through once. The browser's own is not there over plain http, and too slow for so many small ones.
 */
const isPrime = (number: number): boolean => {
  for (let divisor = 2; divisor * divisor <= number; divisor += 1) if (number % divisor === 0) return false;
  return true;
};

const primes = Array.from({ length: 311 }, (_, at) => at + 2).filter(isPrime);
const fraction = (root: number): number => ((root - Math.floor(root)) * 2 ** 32) | 0;
const rounds = Int32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
const start = Int32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
const turn = (word: number, by: number): number => (word >>> by) | (word << (32 - by));
const schedule = new Int32Array(64);

/** Works one block of 64 bytes into the state. */
function compress(state: Int32Array, block: DataView): void {
  for (let at = 0; at < 16; at += 1) schedule[at] = block.getInt32(at * 4);
  for (let at = 16; at < 64; at += 1) {
    const [early, late] = [schedule[at - 15]!, schedule[at - 2]!];
    const low = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const high = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    schedule[at] = (schedule[at - 16]! + low + schedule[at - 7]! + high) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let at = 0; at < 64; at += 1) {
    const choice = (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g));
    const first = (h + choice + rounds[at]! + schedule[at]!) | 0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, at) => (state[at] = (state[at]! + word) | 0));
}

/** Hashes texts of plain letters that begin with `head`; answers the hash's words. */
export function hashesOf(head: string): (tail: string) => Int32Array {
  const bytes = new TextEncoder().encode(head);
  const whole = bytes.length - (bytes.length % 64);
  const before = Int32Array.from(start);
  for (let at = 0; at < whole; at += 64) compress(before, new DataView(bytes.buffer, at, 64));
  const rest = bytes.slice(whole);
  const last = new Uint8Array(128);
  return (tail) => {
    const length = rest.length + tail.length;
    const size = length + 9 > 64 ? 128 : 64;
    last.fill(0);
    last.set(rest);
    for (let at = 0; at < tail.length; at += 1) last[rest.length + at] = tail.charCodeAt(at);
    last[length] = 0x80;
    new DataView(last.buffer).setUint32(size - 4, (whole + length) * 8);
    const state = Int32Array.from(before);
    for (let at = 0; at < size; at += 64) compress(state, new DataView(last.buffer, at, 64));
    return state;
  };
}
