import { constants, inflateSync } from 'node:zlib';

/** What the objects of a PDF mention, read without a PDF reader: also where no page leads to them. */
export interface PdfMentions {
  readonly javascript: boolean;
  readonly launch: boolean;
  readonly embeddedFiles: boolean;
  readonly spotColours: readonly string[];
}

/** Bytes of one object stream and of all of them together, inflated. */
const LARGEST_STREAM = 16 * 1024 * 1024;
const LARGEST_TOTAL = 64 * 1024 * 1024;
const LONGEST_DICTIONARY = 4096;
const MOST_SPOT_COLOURS = 64;
const LONGEST_NAME = 200;

/** Names that mean process colours or all plates at once. */
const PROCESS = new Set(['All', 'None', 'Cyan', 'Magenta', 'Yellow', 'Black']);

/** Names may spell any character as `#` and two hexadecimal digits (ISO 32000-1, 7.3.5). */
const unescapeNames = (text: string): string =>
  text.includes('#')
    ? text.replaceAll(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    : text;

function inflate(body: Buffer): Buffer {
  try {
    return inflateSync(body, { maxOutputLength: LARGEST_STREAM, finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    // Encrypted, of another filter, or larger than any list of objects; the PDF reader judges those.
    return Buffer.alloc(0);
  }
}

/** The bytes outside streams, and object streams inflated: where dictionaries stand. Pixels and paths are left out. */
function* dictionariesOf(bytes: Buffer): Generator<Buffer> {
  let inflated = 0;
  for (let at = 0; at < bytes.length;) {
    const begin = nextStream(bytes, at);
    yield bytes.subarray(at, begin);
    const end = bytes.indexOf('endstream', begin);
    const body = bytes.subarray(begin, end < 0 ? bytes.length : end);
    const dictionary = bytes.toString('latin1', Math.max(at, begin - LONGEST_DICTIONARY), begin);
    if (inflated < LARGEST_TOTAL && isObjectStream(dictionary)) {
      const objects = inflate(body);
      inflated += objects.length;
      yield objects;
    }
    at = end < 0 ? bytes.length : end + 'endstream'.length;
  }
}

const isObjectStream = (dictionary: string): boolean =>
  /\/Type\s*\/ObjStm(?![A-Za-z])/.test(unescapeNames(dictionary.slice(dictionary.lastIndexOf(' obj') + 1)));

/** Where the next stream's bytes begin, or the end: `stream` on its own, with a line end behind it. */
function nextStream(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf('stream', from); at >= 0; at = bytes.indexOf('stream', at + 1)) {
    const body = at + 'stream'.length;
    if (bytes[body] === 0x0a) return body + 1;
    if (bytes[body] === 0x0d) return body + (bytes[body + 1] === 0x0a ? 2 : 1);
  }
  return bytes.length;
}

function* spotColoursIn(text: string): Generator<string> {
  for (const [, name = ''] of text.matchAll(/\/Separation\s*\/([^\s/<>[\](){}%]+)/g)) yield name;
  for (const [, names = ''] of text.matchAll(/\/DeviceN\s*\[([^\]]{0,2000})\]/g)) {
    for (const [, name = ''] of names.matchAll(/\/([^\s/<>[\](){}%]+)/g)) yield name;
  }
}

/** Reads what a PDF mentions. Never throws: what cannot be inflated is passed over. */
export function readMentions(bytes: Buffer): PdfMentions {
  const found = { javascript: false, launch: false, embeddedFiles: false };
  const spots = new Set<string>();
  for (const part of dictionariesOf(bytes)) {
    const text = part.toString('latin1');
    const names = unescapeNames(text);
    found.javascript ||= /\/(?:JS|JavaScript)(?![A-Za-z])/.test(names);
    found.launch ||= /\/Launch(?![A-Za-z])/.test(names);
    found.embeddedFiles ||= /\/EmbeddedFiles?(?![A-Za-z])/.test(names);
    for (const name of spotColoursIn(text)) {
      const plain = Buffer.from(unescapeNames(name), 'latin1').toString('utf8').slice(0, LONGEST_NAME);
      if (!PROCESS.has(plain) && spots.size < MOST_SPOT_COLOURS) spots.add(plain);
    }
  }
  return { ...found, spotColours: [...spots] };
}
