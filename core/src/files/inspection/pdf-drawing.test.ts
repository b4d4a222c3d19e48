import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { lockedPage } from '../testing/locked-pdf.ts';
import * as samples from '../testing/samples.ts';
import type { PixelGrid } from './colours.ts';
import { drawFirstPage } from './pdf-drawing.ts';

const red = '1 0 0 rg 0 0 144 288 re f';
const green = samples.streamOf('/Type /XObject /Subtype /Form /BBox [0 0 9 9]', '0 1 0 rg 0 0 9 9 re f');

/** A picture of one grey, which takes next to nothing in the file. */
const picture = (side: number): Buffer =>
  samples.streamOf(
    `/Type /XObject /Subtype /Image /Width ${side} /Height ${side} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode`,
    deflateSync(Buffer.alloc(side * side, 90)),
  );

const draw = (pdf: Buffer, pixels = 1_000_000): Promise<PixelGrid | undefined> =>
  drawFirstPage(pdf, { edge: 288, pixels });

/** Red, green, blue and alpha of a point, from the top left. */
async function colourAt(pdf: Buffer, x: number, y: number): Promise<readonly number[]> {
  const { data, width } = (await draw(pdf))!;
  return [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
}

describe('a drawing of the first page', { timeout: 60_000 }, () => {
  it('has the shape of the page as it is turned and cropped', async () => {
    const turned = samples.pageOf(red, { width: 400, height: 200, page: '/Rotate 90' });
    expect(await draw(turned)).toMatchObject({ width: 144, height: 288 });
    expect(await colourAt(turned, 72, 10)).toEqual([255, 0, 0, 255]);
    expect(await draw(samples.pageOf(red, { page: '/CropBox [0 0 144 72]' }))).toMatchObject({
      width: 288,
      height: 144,
    });
    expect(await draw(samples.pageOf(red, { width: 5000, height: 1 }))).toMatchObject({ width: 288, height: 1 });
  });

  it('is transparent where nothing is, and half where something shines through', async () => {
    const pdf = samples.pageOf(`/Half gs ${red}`, { resources: '/ExtGState << /Half << /ca 0.5 >> >>' });
    expect(await colourAt(pdf, 250, 50)).toEqual([0, 0, 0, 0]);
    const [r, g, b, alpha] = await colourAt(pdf, 50, 50);
    expect([r, g, b]).toEqual([255, 0, 0]);
    expect(alpha).toBeCloseTo(127, -1);
  });

  it('shows letters of fonts that the file does not bring along', async () => {
    const pdf = samples.pageOf('BT /F1 400 Tf 20 20 Td (I) Tj ET', {
      resources: '/Font << /F1 5 0 R >>',
      more: ['<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'],
    });
    expect(await colourAt(pdf, 75, 150)).toEqual([0, 0, 0, 255]);
  });

  it.each([
    ['comments', '/Subtype /Stamp', ''],
    ['fields of a form', '/Subtype /Widget /FT /Tx /T (size)', '/AcroForm << /Fields [5 0 R] >>'],
  ])('shows %s', async (_, entries, catalogue) => {
    const annotation = `<< /Type /Annot ${entries} /Rect [200 200 280 280] /F 4 /AP << /N 6 0 R >> >>`;
    const pdf = samples.pageOf(red, { catalogue, page: '/Annots [5 0 R]', more: [annotation, green] });
    expect(await colourAt(pdf, 240, 48)).toEqual([0, 255, 0, 255]);
  });

  it('leaves out layers that are switched off', async () => {
    const pdf = samples.pageOf(`/OC /Off BDC ${red} EMC`, {
      catalogue: '/OCProperties << /OCGs [5 0 R] /D << /OFF [5 0 R] >> >>',
      resources: '/Properties << /Off 5 0 R >>',
      more: ['<< /Type /OCG /Name (Off) >>'],
    });
    expect(await colourAt(pdf, 50, 50)).toEqual([0, 0, 0, 0]);
  });

  it('is made of a page that only asks not to be printed', async () => {
    expect(await colourAt(lockedPage(red, ''), 50, 50)).toEqual([255, 0, 0, 255]);
  });

  it('is none when a picture has more pixels than allowed, also deep inside', async () => {
    const form = (holds: string): string =>
      `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << ${holds} >> >>`;
    const inside = (side: number): Buffer =>
      samples.pageOf('/Outer Do', {
        resources: '/XObject << /Outer 5 0 R >>',
        more: [
          samples.streamOf(form('/Inner 6 0 R'), '/Inner Do'),
          samples.streamOf(form('/Im 7 0 R'), 'q 9 0 0 9 0 0 cm /Im Do Q'),
          picture(side),
        ],
      });
    expect(await draw(inside(1000))).toMatchObject({ width: 288 });
    expect(await draw(inside(1001))).toBeUndefined();
  });

  it('fails with a word for a file that is no PDF, or one under lock', async () => {
    await expect(draw(Buffer.from('%PDF-1.4\nnothing'))).rejects.toThrow('PDFium made no document');
    await expect(draw(lockedPage(red, 'secret'))).rejects.toThrow('PDFium made no document');
  });
});
