/** The end-of-central-directory record: where a ZIP archive's list of entries stands (APPNOTE 4.3.16). */
interface Directory {
  readonly start: number;
  readonly entries: number;
  /** Bytes after the archive's own end. */
  readonly trailing: number;
}

const END = Buffer.from('PK\x05\x06', 'latin1');
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;
const MOST_ENTRIES = 5_000;

/** Finds a ZIP archive that ends in the last 64 kB, also one that hangs on to another file. */
export function findZipDirectory(bytes: Buffer): Directory | undefined {
  const from = Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT);
  const tail = bytes.subarray(from);
  for (let at = tail.lastIndexOf(END); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(END, at - 1)) {
    const directory = readDirectory(bytes, from + at);
    if (directory) return directory;
  }
  return undefined;
}

function readDirectory(bytes: Buffer, end: number): Directory | undefined {
  if (end + END_BYTES > bytes.length) return undefined;
  const entries = bytes.readUInt16LE(end + 10);
  const start = end - bytes.readUInt32LE(end + 12);
  // The real start, not the declared one: an archive behind a picture declares offsets that are off by the picture.
  if (start < 0 || entries === 0 || bytes.readUInt32LE(start) !== ENTRY) return undefined;
  return { start, entries, trailing: bytes.length - (end + END_BYTES + bytes.readUInt16LE(end + 20)) };
}

/** An entry's name and whether it is encrypted. Nothing is inflated. */
export interface ZipEntry {
  readonly name: string;
  readonly encrypted: boolean;
}

/** Lists an archive's entries, at most 5,000. */
export function listZipEntries(bytes: Buffer): readonly ZipEntry[] {
  const directory = findZipDirectory(bytes);
  const found: ZipEntry[] = [];
  let at = directory?.start ?? bytes.length;
  while (found.length < MOST_ENTRIES && at + 46 <= bytes.length && bytes.readUInt32LE(at) === ENTRY) {
    const nameBytes = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameBytes);
    found.push({ name, encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1 });
    at += 46 + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return found;
}
