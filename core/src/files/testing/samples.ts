import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** A stream object of a PDF. */
export const streamOf = (entries: string, bytes: Buffer | string): Buffer => {
  const body = Buffer.from(bytes);
  const head = Buffer.from(`<< ${entries} /Length ${body.length} >>\nstream\n`);
  return Buffer.concat([head, body, Buffer.from('\nendstream')]);
};

/** A PDF of these objects, numbered from 1, the first being its catalogue (ISO 32000-1, 7.5). */
export function pdfOf(objects: readonly (Buffer | string)[]): Buffer {
  const parts = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  for (const [index, body] of objects.entries()) {
    offsets.push(parts.reduce((sum, part) => sum + part.length, 0));
    parts.push(Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(body), Buffer.from('\nendobj\n'));
  }
  const start = parts.reduce((sum, part) => sum + part.length, 0);
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${rows}${trailer}`)]);
}

interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly resources?: string;
  /** Entries of the catalogue. */
  readonly catalogue?: string;
  /** Entries of the page. */
  readonly page?: string;
  /** Objects from number 5 on. */
  readonly more?: readonly (Buffer | string)[];
}

/** A PDF of one page that draws `content`. Sizes are points. */
export const pageOf = (content: Buffer | string, options: PageOptions = {}): Buffer => {
  const { width = 288, height = 288, resources = '', catalogue = '', page = '', more = [] } = options;
  return pdfOf([
    `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents 4 0 R /Resources << ${resources} >> ${page} >>`,
    Buffer.isBuffer(content) ? content : streamOf('', content),
    ...more,
  ]);
};

/** A page whose content inflates a thousandfold. */
export const pdfBomb = (megabytes: number, options: PageOptions = {}): Buffer =>
  pageOf(
    streamOf('/Filter /FlateDecode', deflateSync(Buffer.alloc(megabytes * 2 ** 20, '0 0 m 9 9 l S '), { level: 1 })),
    options,
  );

/** Two flat colours on nothing. */
export const badge =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="4in" height="4in"><circle cx="50" cy="50" r="48" fill="#1b2a49"/><rect x="30" y="30" width="40" height="40" fill="#f2c14e"/></svg>';

/** The badge as pixels. */
export const badgePng = (pixels: number): Promise<Buffer> =>
  sharp(Buffer.from(badge), { density: 300 }).resize(pixels, pixels).png().toBuffer();

function pngChunk(type: string, body: Buffer): Buffer {
  const [length, check, named] = [Buffer.alloc(4), Buffer.alloc(4), Buffer.concat([Buffer.from(type), body])];
  length.writeUInt32BE(body.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** Black and nothing else, one bit a pixel: few bytes, however many pixels (PNG, 3rd edition, 11.2). */
export function blackPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(1, 8);
  const pixels = deflateSync(Buffer.alloc((1 + Math.ceil(width / 8)) * height), { level: 1 });
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    signature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', pixels),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Something with a photograph's many colours. */
export function photograph(width: number, height: number): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0, y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 3) {
      pixels[at] = 127 + 120 * Math.sin(x / 31 + y / 17);
      pixels[at + 1] = 127 + 120 * Math.sin(x / 13 - y / 29);
      pixels[at + 2] = 127 + 120 * Math.cos(x / 23 + y / 11);
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** A page of four by four inches that holds nothing but one picture of 288 by 288 pixels: 72 pixels an inch. */
export const wrappedBitmap = async (): Promise<Buffer> => {
  const entries =
    '/Type /XObject /Subtype /Image /Width 288 /Height 288 /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode';
  return pageOf('q 288 0 0 288 0 0 cm /Im1 Do Q', {
    resources: '/XObject << /Im1 5 0 R >>',
    more: [streamOf(entries, await photograph(288, 288))],
  });
};

/** The first bytes of a Windows program. */
export const program = Buffer.concat([
  Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff', 'latin1'),
  Buffer.alloc(2000, 7),
]);

/** A ZIP archive with one stored file. */
export function zipOf(name: string, text: string): Buffer {
  const [file, body] = [Buffer.from(name), Buffer.from(text)];
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(20, 0);
  facts.writeUInt32LE(body.length, 14);
  facts.writeUInt32LE(body.length, 18);
  facts.writeUInt16LE(file.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), facts, file, body]);
  const entry = Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), facts, Buffer.alloc(14), file]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}
