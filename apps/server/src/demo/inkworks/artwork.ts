import sharp from 'sharp';

/** A file as a customer might send it. */
export interface DemoFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The artwork of the demo, drawn here: vector PDF, SVG, PNG good and bad, a photograph, a PDF that only looks vector. */
export async function demoArtwork(): Promise<readonly DemoFile[]> {
  return [
    { name: 'badge-vector.pdf', bytes: pdfOf(badgePaths, 252, 252) },
    { name: 'badge.svg', bytes: Buffer.from(badgeSvg('#1b2a49', '#f2c14e')) },
    { name: 'badge-300dpi.png', bytes: await raster(badgeSvg('#1b2a49', '#f2c14e'), 1200) },
    { name: 'badge-from-website.png', bytes: await raster(badgeSvg('#9b2318', '#ffffff'), 160) },
    { name: 'team-photo.jpg', bytes: await photograph(1600, 1067) },
    { name: 'logo-in-a-pdf.pdf', bytes: await pdfOfPicture(await photograph(180, 180)) },
  ];
}

const badgeSvg = (ground: string, sign: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200" width="4in" height="4in">
  <circle cx="100" cy="100" r="92" fill="${ground}"/>
  <circle cx="100" cy="100" r="78" fill="none" stroke="${sign}" stroke-width="5"/>
  <path d="M100 42 L116 82 L158 84 L125 110 L137 152 L100 128 L63 152 L75 110 L42 84 L84 82 Z" fill="${sign}"/>
</svg>
`;

const raster = (svg: string, pixels: number): Promise<Buffer> =>
  sharp(Buffer.from(svg), { density: 300 }).resize(pixels, pixels).png().toBuffer();

/** Something with a photograph's many colours: a dusk of soft lights, by arithmetic. */
async function photograph(width: number, height: number): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [across, down] = [x / width, y / height];
      const glow = Math.sin(across * 9 + down * 4) * 0.5 + Math.cos(down * 13 - across * 3) * 0.5;
      const at = (y * width + x) * 3;
      pixels[at] = 90 + 120 * down + 40 * glow;
      pixels[at + 1] = 70 + 70 * across + 45 * glow;
      pixels[at + 2] = 140 - 80 * down + 30 * Math.sin(glow * 5);
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 82 })
    .toBuffer();
}

/** A star in a ring, as PDF paths. */
const badgePaths = `0.106 0.165 0.286 rg
126 14 m 188 14 238 64 238 126 c 238 188 188 238 126 238 c 64 238 14 188 14 126 c 14 64 64 14 126 14 c f
0.949 0.757 0.306 rg
126 198 m 146 148 l 198 146 l 157 113 l 172 61 l 126 91 l 80 61 l 95 113 l 54 146 l 106 148 l f
`;

const pdfOf = (content: string, width: number, height: number): Buffer =>
  writePdf([
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from('<< /Type /Pages /Kids [3 0 R] /Count 1 >>'),
    Buffer.from(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents 4 0 R /Resources << >> >>`),
    streamOf('', Buffer.from(content)),
  ]);

/** A page of four by four inches that holds one small JPEG: a PDF, and yet no vector. */
async function pdfOfPicture(jpeg: Buffer): Promise<Buffer> {
  const { width, height } = await sharp(jpeg).metadata();
  const picture = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode`;
  return writePdf([
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from('<< /Type /Pages /Kids [3 0 R] /Count 1 >>'),
    Buffer.from(
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 288 288] /Contents 4 0 R /Resources << /XObject << /Im1 5 0 R >> >> >>',
    ),
    streamOf('', Buffer.from('q 288 0 0 288 0 0 cm /Im1 Do Q')),
    streamOf(picture, jpeg),
  ]);
}

const streamOf = (entries: string, bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`<< ${entries} /Length ${bytes.length} >>\nstream\n`), bytes, Buffer.from('\nendstream')]);

/** Numbers the objects from 1 on and writes them with their cross-reference table (ISO 32000-1, 7.5). */
function writePdf(objects: readonly Buffer[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  for (const [index, body] of objects.entries()) {
    offsets.push(parts.reduce((sum, part) => sum + part.length, 0));
    parts.push(Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n'));
  }
  const start = parts.reduce((sum, part) => sum + part.length, 0);
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const trailer = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(trailer)]);
}
