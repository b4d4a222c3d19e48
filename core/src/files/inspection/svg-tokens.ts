/** An attribute's name in small letters without its prefix, and its value with entities replaced. */
export type Attributes = ReadonlyMap<string, string>;

/** A step through an XML text. `name` is in small letters without its prefix. */
export type SvgToken =
  | {
      readonly type: 'open';
      readonly name: string;
      readonly prefixed: boolean;
      readonly attributes: Attributes;
      readonly empty: boolean;
    }
  | { readonly type: 'close'; readonly name: string }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'instruction'; readonly text: string }
  | { readonly type: 'entity'; readonly name: string; readonly value: string };

const BUILT_IN: readonly (readonly [string, string])[] = [
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
];

function codePoint(digits: string, base: number): string {
  const code = Number.parseInt(digits, base);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}

/** Replaces references once. A value with references of its own was refused before, so nothing grows here. */
function replaceEntities(value: string, entities: ReadonlyMap<string, string>): string {
  return value.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([\w.-]+));/gi, (whole, hex, decimal, name) => {
    if (hex) return codePoint(hex, 16);
    return decimal ? codePoint(decimal, 10) : (entities.get(name) ?? whole);
  });
}

const withoutPrefix = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase();

const ATTRIBUTE = /([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

function readAttributes(inside: string, entities: ReadonlyMap<string, string>): Attributes {
  const found = new Map<string, string>();
  for (const [, name = '', double, single] of inside.matchAll(ATTRIBUTE)) {
    found.set(withoutPrefix(name), replaceEntities(double ?? single ?? '', entities));
  }
  return found;
}

/** The end of a tag that begins at `from`: the first `>` outside quotes. */
function tagEnd(text: string, from: number): number {
  let quote = '';
  for (let i = from; i < text.length; i += 1) {
    const character = text[i] ?? '';
    if (quote) quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return i;
  }
  return text.length;
}

function* readDoctype(doctype: string): Generator<SvgToken> {
  const declared = /<!ENTITY\s+(%?\s*[\w.:-]+)\s+(?:"([^"]*)"|'([^']*)'|([^>]*))/gi;
  for (const [, name = '', double, single, external] of doctype.matchAll(declared)) {
    // An entity from elsewhere gets a value that reads as one with references: it is refused in the same way.
    yield { type: 'entity', name, value: double ?? single ?? `&${external};` };
  }
}

/** Where a DOCTYPE ends: its internal subset in brackets may hold `>`. */
function doctypeEnd(text: string, from: number): number {
  const bracket = /[[>]/.exec(text.slice(from));
  if (bracket?.[0] !== '[') return tagEnd(text, from);
  const subset = text.indexOf(']', from);
  return subset < 0 ? text.length : tagEnd(text, subset);
}

/** From the index to just behind the next `mark`, or to the end of the text. */
function behind(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at + mark.length;
}

/**
 * Steps through an SVG the way a lenient reader would. Nothing is fetched; entities of the DOCTYPE are handed out for
 * judging and replaced once, never inside each other.
 */
export function* readSvgTokens(text: string): Generator<SvgToken> {
  const entities = new Map(BUILT_IN);
  let at = 0;
  while (at < text.length) {
    const tag = text.indexOf('<', at);
    const end = tag < 0 ? text.length : tag;
    if (end > at) yield { type: 'text', text: replaceEntities(text.slice(at, end), entities) };
    if (tag < 0) return;
    if (text.startsWith('<!--', tag)) at = behind(text, '-->', tag + 4);
    else if (text.startsWith('<![CDATA[', tag)) {
      at = behind(text, ']]>', tag);
      yield { type: 'text', text: text.slice(tag + 9, at - 3) };
    } else if (text.startsWith('<?', tag)) {
      at = behind(text, '?>', tag);
      yield { type: 'instruction', text: text.slice(tag, at) };
    } else if (text.startsWith('<!', tag)) {
      at = doctypeEnd(text, tag) + 1;
      for (const token of readDoctype(text.slice(tag, at))) {
        if (token.type === 'entity') entities.set(token.name, token.value);
        yield token;
      }
    } else {
      at = tagEnd(text, tag) + 1;
      yield readTag(text.slice(tag + 1, at - 1), entities);
    }
  }
}

function readTag(inside: string, entities: ReadonlyMap<string, string>): SvgToken {
  if (inside.startsWith('/')) return { type: 'close', name: withoutPrefix(inside.slice(1).trim()) };
  const name = /^[^\s/]*/.exec(inside)?.[0] ?? '';
  return {
    type: 'open',
    name: withoutPrefix(name),
    prefixed: name.includes(':'),
    attributes: readAttributes(inside.slice(name.length), entities),
    empty: inside.endsWith('/'),
  };
}
