import type { Findings } from './facts.ts';

/** Colour modes by number (Adobe Photoshop File Formats Specification, "File header section"). */
const SPACES: Readonly<Record<number, string>> = {
  0: 'bitmap',
  1: 'b-w',
  2: 'indexed',
  3: 'srgb',
  4: 'cmyk',
  7: 'multichannel',
  8: 'duotone',
  9: 'lab',
};

/** Channels that hold colour, by mode; more than these are alpha or spot channels. */
const COLOUR_CHANNELS: Readonly<Record<number, number>> = { 3: 3, 4: 4, 9: 3 };

const RESOLUTION = 1005;
const MOST_RESOURCES = 1000;

/** Pixels an inch, from the resource section; its entries are padded to even lengths. */
function densityOf(bytes: Buffer): number | undefined {
  let at = 26 + 4 + bytes.readUInt32BE(26);
  const end = Math.min(bytes.length, at + 4 + bytes.readUInt32BE(at));
  at += 4;
  for (let count = 0; count < MOST_RESOURCES && at + 12 <= end; count += 1) {
    const nameBytes = 1 + bytes.readUInt8(at + 6);
    const size = at + 6 + nameBytes + (nameBytes % 2);
    const length = bytes.readUInt32BE(size);
    // 16.16 fixed point.
    if (bytes.readUInt16BE(at + 4) === RESOLUTION) return bytes.readUInt32BE(size + 4) / 65_536;
    at = size + 4 + length + (length % 2);
  }
  return undefined;
}

function densityIfReadable(bytes: Buffer): number | undefined {
  try {
    return densityOf(bytes);
  } catch {
    return undefined;
  }
}

/** Reads the header of a Photoshop file: size, density and colour space. Its layers are not decoded. */
export function readPsd(bytes: Buffer): Partial<Findings> {
  if (bytes.length < 26) return { problem: 'damaged' };
  const [channels, height, width, mode] = [12, 14, 18, 24].map((at) =>
    at === 12 || at === 24 ? bytes.readUInt16BE(at) : bytes.readUInt32BE(at),
  ) as [number, number, number, number];
  if (width === 0 || height === 0) return { problem: 'damaged' };
  const density = densityIfReadable(bytes);
  const hasAlpha = channels > (COLOUR_CHANNELS[mode] ?? channels);
  const space = SPACES[mode] ?? 'unknown';
  return {
    raster: { width, height, ...(density !== undefined && density > 0 && { density }), frames: 1, hasAlpha, space },
  };
}
