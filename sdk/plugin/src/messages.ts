/** Values for the places of a message. */
export type Params = Readonly<Record<string, string | number>>;

/** Looks a message up and fills it. An unknown key answers itself, so that a gap is seen and found. */
export type Translate = (key: string, params?: Params) => string;

/** Messages by key, in one language. Places are `{name}`; counted words `{n, plural, one {# piece} other {# pieces}}`. */
export type Catalogue = Readonly<Record<string, string>>;

type Piece = string | { readonly name: string; readonly plural?: ReadonlyMap<string, readonly Piece[]> };

/**
 * Makes the translator of a language from catalogues; later ones replace earlier ones, so that a distribution's and
 * a tenant's words win without code. Messages are parsed once, on first use.
 */
export function translator(locale: string, ...catalogues: readonly Catalogue[]): Translate {
  const parsed = new Map<string, readonly Piece[]>();
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const find = (key: string): string | undefined =>
    catalogues.findLast((catalogue) => Object.hasOwn(catalogue, key))?.[key];
  return (key, params = {}) => {
    let pieces = parsed.get(key);
    if (!pieces) parsed.set(key, (pieces = parse(find(key) ?? key)));
    return print(pieces, params, { rules, numbers });
  };
}

interface Printing {
  readonly rules: Intl.PluralRules;
  readonly numbers: Intl.NumberFormat;
  readonly count?: number;
}

function print(pieces: readonly Piece[], params: Params, how: Printing): string {
  return pieces.map((piece) => (typeof piece === 'string' ? counted(piece, how) : filled(piece, params, how))).join('');
}

const counted = (text: string, { count, numbers }: Printing): string =>
  count === undefined ? text : text.replaceAll('#', numbers.format(count));

function filled(piece: Exclude<Piece, string>, params: Params, how: Printing): string {
  const value = params[piece.name];
  if (!piece.plural) return typeof value === 'number' ? how.numbers.format(value) : (value ?? `{${piece.name}}`);
  const count = Number(value);
  const form = piece.plural.get(`=${count}`) ?? piece.plural.get(how.rules.select(count)) ?? piece.plural.get('other');
  return print(form ?? [], params, { ...how, count });
}

function parse(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{', at);
    if (open < 0) break;
    const close = matching(text, open);
    if (close < 0) break;
    if (open > at) pieces.push(text.slice(at, open));
    pieces.push(place(text.slice(open + 1, close)));
    at = close + 1;
  }
  if (at < text.length) pieces.push(text.slice(at));
  return pieces;
}

function matching(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return -1;
}

function place(inside: string): Piece {
  const plural = /^\s*(\w+)\s*,\s*plural\s*,/.exec(inside);
  if (!plural) return { name: inside.trim() };
  const forms = new Map<string, readonly Piece[]>();
  let rest = inside.slice(plural[0].length);
  for (let form = nextForm(rest); form; form = nextForm(rest)) {
    forms.set(form.name, parse(form.text));
    rest = form.rest;
  }
  return { name: plural[1]!, plural: forms };
}

function nextForm(text: string): { name: string; text: string; rest: string } | undefined {
  const head = /^\s*(=\d+|\w+)\s*\{/.exec(text);
  if (!head) return undefined;
  const open = head[0].length - 1;
  const close = matching(text, open);
  if (close < 0) return undefined;
  return { name: head[1]!, text: text.slice(open + 1, close), rest: text.slice(close + 1) };
}

const plain = 'aeiounAEIOUcdghklrstyz';
const accented = 'áéíóúñÁÉÍÓÚçďğĥķľŕśťýž';
const accents: ReadonlyMap<string, string> = new Map(Array.from(plain, (letter, at) => [letter, accented[at]!]));

/**
 * The pseudo-language: accented and a third longer, so that literal text and tight boxes show at a glance. The filler is
 * words, for it has to wrap as a longer language would.
 */
export function pseudo(catalogue: Catalogue): Catalogue {
  const dress = (text: string): string => {
    let depth = 0;
    const letters = Array.from(text, (letter) => {
      if (letter === '{') depth += 1;
      if (letter === '}') depth -= 1;
      return depth > 0 ? letter : (accents.get(letter) ?? letter);
    });
    return `[${letters.join('')}${filler(Math.ceil(text.length / 3))}]`;
  };
  return Object.fromEntries(Object.entries(catalogue).map(([key, text]) => [key, dress(text)]));
}

/** About as many characters, in words of at most four. */
const filler = (characters: number): string => '~'.repeat(characters).replaceAll(/~{4}(?=~)/g, '~~~~ ');
