import sharp from 'sharp';
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { certificatePdf, type Certificate } from './certificate.ts';
import { picturesIn } from './paper.fixture.ts';

const hash = '0123456789abcdef'.repeat(4);
const told: Certificate = {
  title: 'Freigabe – Bestätigung',
  about: 'Druckerei Müller · Order 1042, Grüße aus Köln · Schäfer & Söhne',
  standing: ['This approval holds.'],
  pictures: [],
  parts: [
    { title: 'Gildan 5000', lines: [['Bedingungen', 'Wir drucken, was Sie hier sehen.\nÄÖÜ ß']] },
    { title: 'The answer', lines: [['Who', 'Łukasz Öztürk\nlukasz@schaefer.test']] },
  ],
  fingerprint: { title: 'Fingerprint', hash, says: 'The fingerprint matches.' },
};
const paper = { tenant: { locale: 'de-DE', units: 'mm' }, now: new Date('2026-11-26T12:00:00Z') } as const;
async function read(bytes: Uint8Array) {
  const { text } = await extractText(await getDocumentProxy(Uint8Array.from(bytes)), { mergePages: false });
  return { pages: text, text: text.join(' ').replaceAll(/\s+/g, ' ') };
}

describe('a certificate as PDF', () => {
  it('says what it is, whether it holds, and all that proves it, also where no picture was shown', async () => {
    const { pages, text } = await read(await certificatePdf(told, paper));
    expect(pages).toHaveLength(1);
    for (const words of [told.title, told.about, 'This approval holds.', 'ÄÖÜ ß', 'Łukasz Öztürk', hash])
      expect(text).toContain(words);
    expect(text.indexOf('This approval holds.')).toBeLessThan(text.indexOf('Gildan 5000'));
  });

  it('is the same bytes at the same moment', async () => {
    const [one, same] = [await certificatePdf(told, paper), await certificatePdf(told, paper)];
    expect(Buffer.compare(one, same)).toBe(0);
    const later = await certificatePdf(told, { ...paper, now: new Date('2026-11-27T12:00:00Z') });
    expect(Buffer.compare(one, later)).not.toBe(0);
  });

  it('has a picture with its fingerprint, and names one that is not kept', async () => {
    const bytes = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#336699' } })
      .png()
      .toBuffer();
    const art = { bytes, width: 40, height: 20 };
    const pictures = [
      { caption: 'front.png', sha256: 'ab'.repeat(32), art },
      { caption: 'This picture is not kept any more.', sha256: 'cd'.repeat(32), art: undefined },
    ];
    const made = await certificatePdf({ ...told, pictures }, paper);
    const { text } = await read(made);
    expect(await picturesIn(made)).toBe(1);
    for (const words of ['front.png', 'ab'.repeat(32), 'not kept any more', 'cd'.repeat(32)])
      expect(text).toContain(words);
  });

  it('goes on on more pages with all of fifty lines, and breaks names that are longer than a line', async () => {
    const lines = Array.from({ length: 50 }, (_, at) => [`Line ${at}`, 'Wörter '.repeat(20)] as const);
    const long = 'Donaudampfschifffahrtsgesellschaft'.repeat(6);
    const parts = [{ title: long, lines }, ...told.parts];
    const { pages, text } = await read(await certificatePdf({ ...told, parts }, paper));
    expect(pages.length).toBeGreaterThan(2);
    expect(lines.map(([label]) => label).filter((label) => !text.includes(label))).toEqual([]);
    expect(text.replaceAll(' ', '')).toContain(long);
    expect(pages.at(-1)).toContain(hash);
  });
});
