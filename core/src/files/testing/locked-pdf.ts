import { createHash } from 'node:crypto';
import { pdfOf, streamOf } from './samples.ts';

/** What the standard security handler fills passwords up with (ISO 32000-1, algorithm 2). */
const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
const ID = Buffer.alloc(16, 7);
/** Everything is allowed but printing. */
const PERMISSIONS = -8;

const md5 = (...parts: readonly Buffer[]): Buffer => createHash('md5').update(Buffer.concat(parts)).digest();
const padded = (password: string): Buffer => Buffer.concat([Buffer.from(password), PADDING]).subarray(0, 32);

/** RC4, which OpenSSL no longer has. */
function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Array.from({ length: 256 }, (_, at) => at);
  const swap = (a: number, b: number): void => void ([state[a], state[b]] = [state[b]!, state[a]!]);
  for (let at = 0, other = 0; at < 256; at += 1) {
    other = (other + state[at]! + key[at % key.length]!) & 255;
    swap(at, other);
  }
  let [at, other] = [0, 0];
  return Buffer.from(data).map((byte) => {
    at = (at + 1) & 255;
    other = (other + state[at]!) & 255;
    swap(at, other);
    return byte ^ state[(state[at]! + state[other]!) & 255]!;
  }) as Buffer;
}

/** A page under lock: with an empty password it opens for everybody, and only asks not to be printed. */
export function lockedPage(content: string, password: string): Buffer {
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(PERMISSIONS);
  const owner = rc4(md5(padded('owner')).subarray(0, 5), padded(password));
  const key = md5(padded(password), owner, permissions, ID).subarray(0, 5);
  const keyOfContent = md5(key, Buffer.from([4, 0, 0, 0, 0])).subarray(0, 10);
  const hex = (bytes: Buffer): string => `<${bytes.toString('hex')}>`;
  const pdf = pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 288 288] /Contents 4 0 R /Resources << >> >>',
    streamOf('', rc4(keyOfContent, Buffer.from(content))),
    `<< /Filter /Standard /V 1 /R 2 /P ${PERMISSIONS} /O ${hex(owner)} /U ${hex(rc4(key, PADDING))} >>`,
  ]);
  const trailer = `/Root 1 0 R /Encrypt 5 0 R /ID [${hex(ID)} ${hex(ID)}]`;
  return Buffer.from(pdf.toString('latin1').replace('/Root 1 0 R', trailer), 'latin1');
}
