import { expect, it } from 'vitest';
import { htmlPieces, jsonPieces, type Section } from './export-pages.ts';

async function* of<T>(...items: T[]): AsyncGenerator<T> {
  yield* items;
}

const about = { shop: 'The <Shop>', name: 'Sarah & Sons', at: new Date('2026-11-01T09:00:00Z') };
const sections = (): AsyncIterable<Section> =>
  of(
    {
      name: 'order_version',
      rows: of<Record<string, unknown>>(
        { title: '<script>alert(1)</script>', nested: { some: ['a', 2], none: null } },
        { title: 'B' },
      ),
    },
    { name: 'address', rows: of<Record<string, unknown>>() },
  );

async function whole(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

it('data for machines are one document, with a table for each kind of row', async () => {
  expect(JSON.parse(await whole(jsonPieces(about, sections())))).toEqual({
    about: { ...about, at: '2026-11-01T09:00:00.000Z' },
    tables: {
      order_version: [{ title: '<script>alert(1)</script>', nested: { some: ['a', 2], none: null } }, { title: 'B' }],
      address: [],
    },
  });
});

it('data for people show what there is, and nothing that was typed becomes a part of the page', async () => {
  const html = await whole(htmlPieces(about, sections()));
  expect(html).toContain('<h1>Sarah &amp; Sons – The &lt;Shop&gt;</h1>');
  expect(html).toContain('<h2>Order version</h2>');
  expect(html).not.toContain('<h2>Address</h2>');
  expect(html).not.toContain('<script>');
  expect(html).toContain('<dt>Some</dt><dd><dl><dt>0</dt><dd>a</dd>');
});
