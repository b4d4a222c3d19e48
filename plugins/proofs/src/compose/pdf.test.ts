import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { picturesIn } from './paper.fixture.ts';
import { mockupPdf, type Leaf } from './pdf.ts';
import { artOf } from './picture.fixture.ts';

const leaf: Leaf = {
  title: 'Gildan 5000, Black – Łódź, Καλημέρα',
  about: 'Inkworks · Order 1042 · Mockup 2',
  pictures: [{ name: 'front.png', sha256: 'ab'.repeat(32), art: undefined }],
  note: 'A little smaller.\nAnd higher.',
  spec: {
    title: 'What is made',
    lines: [
      ['Pieces', 'M 24'],
      ['Ink', 'White'],
    ],
  },
  words: { files: 'Pictures, by fingerprint', noPicture: (name) => `There is no picture of ${name}.` },
};
const paper = { tenant: { locale: 'en-US', units: 'inch' }, now: new Date('2026-11-26T12:00:00Z') } as const;
async function read(bytes: Uint8Array) {
  const document = await getDocumentProxy(Uint8Array.from(bytes));
  const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 });
  const { text } = await extractText(document, { mergePages: false });
  return { pages: text, text: text.join(' ').replaceAll(/\s+/g, ' '), size: [width, height] };
}

describe('a mockup as PDF', () => {
  it('tells all that it is agreed to by, in letters of many languages', async () => {
    const { text, pages, size } = await read(await mockupPdf(leaf, paper));
    expect([pages.length, size]).toEqual([1, [612, 792]]);
    for (const words of [leaf.title, leaf.about, 'A little smaller.', 'And higher.', 'Pieces', 'M 24', 'ab'.repeat(32)])
      expect(text).toContain(words);
    expect(text).toContain('There is no picture of front.png.');
  });

  it('shows the pictures that there are, each named beside its fingerprint', async () => {
    const pictures = [
      { name: 'front.png', sha256: 'ab'.repeat(32), art: await artOf(40, 20) },
      { name: 'back.png', sha256: 'cd'.repeat(32), art: undefined },
    ];
    const bytes = await mockupPdf({ ...leaf, pictures }, paper);
    const { text } = await read(bytes);
    expect(await picturesIn(bytes)).toBe(1);
    expect(text).toContain(`Pictures, by fingerprint front.png ${'ab'.repeat(32)} back.png ${'cd'.repeat(32)}`);
    expect([text.includes('no picture of front.png'), text.includes('no picture of back.png')]).toEqual([false, true]);
  });

  it('is on paper of the shop’s country', async () => {
    const { size } = await read(await mockupPdf(leaf, { ...paper, tenant: { locale: 'de-DE', units: 'mm' } }));
    expect(size.map((side) => Math.round(side))).toEqual([595, 842]);
  });

  it('goes on on more pages, and wraps what is long', async () => {
    const long = Array.from({ length: 80 }, (_, at) => [`Line ${at}`, 'word '.repeat(30) + 'x'.repeat(200)] as const);
    const { pages, text } = await read(await mockupPdf({ ...leaf, spec: { title: 'What', lines: long } }, paper));
    expect(pages.length).toBeGreaterThan(3);
    expect(text).toContain('Line 79');
  });
});
