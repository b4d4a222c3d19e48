const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF16_LITTLE = Buffer.from([0xff, 0xfe]);
const UTF16_BIG = Buffer.from([0xfe, 0xff]);

const begins = (bytes: Buffer, mark: Buffer): boolean => bytes.subarray(0, mark.length).equals(mark);

/** Decodes text by its byte order mark; without one as UTF-8. Never throws: what is no text becomes U+FFFD. */
export function decodeText(bytes: Buffer): string {
  if (begins(bytes, UTF16_LITTLE)) return new TextDecoder('utf-16le').decode(bytes);
  if (begins(bytes, UTF16_BIG)) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder('utf-8').decode(begins(bytes, UTF8_MARK) ? bytes.subarray(UTF8_MARK.length) : bytes);
}

/** Whether the first 4 kB read as text: no control characters but tab, line ends and form feed, and valid letters. */
export function isText(bytes: Buffer): boolean {
  const start = decodeText(bytes.subarray(0, 4096));
  if (start.length === 0) return false;
  let strange = 0;
  for (const character of start) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 9 || (code > 13 && code < 32 && code !== 0x1b)) return false;
    if (code === 0xfffd) strange += 1;
  }
  // One broken letter may be the cut at 4 kB or an old code page; many are a binary file.
  return strange <= start.length / 20;
}

const CHUNK = 1024 * 1024;
const OVERLAP = 256;

/** Whether a pattern of at most 256 bytes stands anywhere in the file. Reads in pieces, so a large file stays cheap. */
export function containsPattern(bytes: Buffer, pattern: RegExp): boolean {
  for (let from = 0; from < bytes.length; from += CHUNK - OVERLAP) {
    if (pattern.test(bytes.toString('latin1', from, Math.min(bytes.length, from + CHUNK)))) return true;
  }
  return false;
}
