import type { Json } from '@docket/sdk';

/** Rows of one table, as they come. */
export interface Section {
  readonly name: string;
  readonly rows: AsyncIterable<Readonly<Record<string, unknown>>>;
}

/** What is exported, and of whom. */
export interface Heading {
  readonly shop: string;
  readonly name: string;
  readonly at: Date;
}

/** For machines: `{ about, tables: { <name>: [row…] } }`, in pieces. */
export async function* jsonPieces(about: Heading, sections: AsyncIterable<Section>): AsyncGenerator<string> {
  yield `{"about":${JSON.stringify(about)},"tables":{`;
  let first = true;
  for await (const { name, rows } of sections) {
    yield `${first ? '' : ','}\n${JSON.stringify(name)}:[`;
    first = false;
    let comma = '';
    for await (const row of rows) {
      yield `${comma}\n${JSON.stringify(row)}`;
      comma = ',';
    }
    yield ']';
  }
  yield '\n}}\n';
}

const style = `body{font:16px/1.5 system-ui,sans-serif;max-inline-size:60rem;margin:2rem auto;padding-inline:1rem;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:minmax(8rem,auto) 1fr;gap:0 1rem;border-block-start:1px solid #ccc;padding-block:.5rem;margin:0}
dd{margin:0}dt{color:#555}dl dl{border:0;padding:0}`;

/** For people: the same as one page that needs nothing else. */
export async function* htmlPieces(
  { shop, name, at }: Heading,
  sections: AsyncIterable<Section>,
): AsyncGenerator<string> {
  const title = escaped(`${name} – ${shop}`);
  yield `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">`;
  yield `<title>${title}</title><style>${style}</style><h1>${title}</h1><p>${escaped(at.toISOString())}</p>\n`;
  for await (const { name: table, rows } of sections) {
    let isEmpty = true;
    for await (const row of rows) {
      if (isEmpty) yield `<h2>${escaped(wordsOf(table))}</h2>\n`;
      isEmpty = false;
      yield `${shown(row as Json)}\n`;
    }
  }
  yield '</html>\n';
}

/** `order_version` as people read it. */
const wordsOf = (key: string): string => {
  const words = key
    .replaceAll(/[._]/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

function shown(value: Json): string {
  if (value === null || typeof value !== 'object') return escaped(String(value ?? ''));
  const facts = Object.entries(value).filter(([, inner]) => inner !== null && inner !== '');
  return `<dl>${facts.map(([key, inner]) => `<dt>${escaped(wordsOf(key))}</dt><dd>${shown(inner)}</dd>`).join('')}</dl>`;
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => signs[sign]!);
