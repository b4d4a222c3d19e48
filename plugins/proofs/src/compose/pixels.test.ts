import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { artOf as pictureOf } from './picture.fixture.ts';
import { artOf } from './pixels.ts';

describe('a picture of the platform as artwork', () => {
  it('is a PNG with the same pixels and sides', async () => {
    const { bytes: png } = await pictureOf(40, 20);
    const webp = await sharp(png).webp({ lossless: true }).toBuffer();
    const art = await artOf({ bytes: webp, type: 'image/webp', width: 40, height: 20 });
    expect([art.width, art.height]).toEqual([40, 20]);
    const { format, width, height } = await sharp(art.bytes).metadata();
    expect([format, width, height]).toEqual(['png', 40, 20]);
    expect(await sharp(art.bytes).removeAlpha().raw().toBuffer()).toEqual(await sharp(png).raw().toBuffer());
  });

  it('is taken as it is where it is one already', async () => {
    const { bytes } = await pictureOf(8, 8);
    expect((await artOf({ bytes, type: 'image/png', width: 8, height: 8 })).bytes).toBe(bytes);
  });
});
