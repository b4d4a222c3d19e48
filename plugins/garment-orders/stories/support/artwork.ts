import { deflateSync, crc32 } from 'node:zlib';

/** A file in a customer's folder. */
export interface ArtFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A drawing that prints sharp at every size. */
export const vectorDrawing = (name = 'crest.svg'): ArtFile => ({
  name,
  mimeType: 'image/svg+xml',
  buffer: Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">' +
      '<path fill="#123a66" d="M10 90 50 8l40 82H62L50 46 38 90Z"/></svg>',
  ),
});

/** A drawing that runs a program in whoever opens it. */
export const scriptedDrawing: ArtFile = {
  name: 'logo-with-script.svg',
  mimeType: 'image/svg+xml',
  buffer: Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(document.cookie)</script><path d="M1 1h7v7z"/></svg>',
  ),
};

/** A Windows program that calls itself a picture. */
export const renamedProgram: ArtFile = {
  name: 'logo.png',
  mimeType: 'image/png',
  buffer: Buffer.concat([
    Buffer.from('4d5a90000300000004000000ffff0000b800000000000000400000000000', 'hex'),
    programRest(),
  ]),
};

function programRest(): Buffer {
  const rest = Buffer.alloc(1024);
  // Where the second header lies, and the header itself.
  rest.writeUInt32LE(0x80, 0x3c - 30);
  rest.write('PE\0\0', 0x80 - 30, 'latin1');
  return rest;
}

/** A picture of so many pixels each way: a disc on nothing. */
export const picture = (name: string, pixels: number): ArtFile => ({
  name,
  mimeType: 'image/png',
  buffer: png(pixels),
});

/** A picture that takes a while to send: noise, which nothing can pack. */
export const heavyPicture = (name: string): ArtFile => ({ name, mimeType: 'image/png', buffer: png(500, true) });

function png(pixels: number, noisy = false): Buffer {
  const lines = Buffer.alloc(pixels * (pixels * 4 + 1));
  let seed = 1;
  for (let y = 0; y < pixels; y += 1) {
    for (let x = 0; x < pixels; x += 1) {
      const at = y * (pixels * 4 + 1) + 1 + x * 4;
      const isInside = (x - pixels / 2) ** 2 + (y - pixels / 2) ** 2 < (pixels / 2.2) ** 2;
      if (!isInside) continue;
      seed = (seed * 1_103_515_245 + 12_345) & 0x7fff_ffff;
      lines.writeUInt32BE(noisy ? ((seed << 1) | 0xff) >>> 0 : 0x12_3a_66_ff, at);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(pixels, 0);
  head.writeUInt32BE(pixels, 4);
  head.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(lines, { level: noisy ? 0 : 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
