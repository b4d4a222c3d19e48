import { withWesternDigits } from '@docket/sdk/content';

/** A code of a colour system. `assumed` when the customer did not say which paper: coated is what inks are named after. */
export interface InkCode {
  readonly code: string;
  readonly assumed: boolean;
}

const solid = /^(\d{3,4})(?:\s?(CP|UP|XGC|C|U|M))?$/i;
const named =
  /^((?:cool|warm)\s?gr[ae]y\s?\d{1,2}|reflex blue|process (?:blue|cyan|magenta|yellow|black)|rubine red|rhodamine red|warm red|orange 021|red 032|blue 072|violet|purple|green|black(?:\s?[2-7])?|yellow(?:\s?012)?)(?:(?:\s|(?<=\d))(CP|UP|C|U|M))?$/i;
const textile = /^(\d{2}-\d{4})\s?(TCX|TPX|TPG|TN)?$/i;
const prefix = /^(?:pantone(?:\s?matching\s?system)?|pms)[\s#:.-]*/i;

/**
 * Reads a Pantone code as people write it: `PMS186`, `pantone 186c`, `186 C`, `Cool Gray 9 C`, `19-4052 TCX`. Nothing
 * for texts that are no such code, e.g. thread numbers with letters and plain ink names.
 */
export function readInkCode(typed: string): InkCode | undefined {
  const text = withWesternDigits(typed).replace(/\s+/g, ' ');
  const bare = text.replace(prefix, '');
  const byNumber = solid.exec(bare);
  if (byNumber) return coded(byNumber[1]!, byNumber[2], 'C');
  const fabric = textile.exec(bare);
  if (fabric) return coded(fabric[1]!, fabric[2], 'TCX');
  const byName = named.exec(bare);
  // A bare name such as "Black" is an ink's name unless it says that it is a code.
  if (!byName || (bare === text && !byName[2] && !/\d/.test(bare))) return undefined;
  return coded(capitals(byName[1]!), byName[2], 'C');
}

const coded = (base: string, paper: string | undefined, standard: string): InkCode => ({
  code: `${base} ${(paper ?? standard).toUpperCase()}`,
  assumed: paper === undefined,
});

const capitals = (words: string): string =>
  words
    .toLowerCase()
    .replace(/gr[ae]y\s?/, 'gray ')
    .trim()
    .replace(/\b[a-z]/g, (letter) => letter.toUpperCase());

const nameAndNumber = /^(\D*?[\p{L}])[\s,]+(?:(?:pantone|pms)\s?)?(\d{3,4}\s?(?:CP|UP|C|U|M)?)$/iu;

/** Splits what is typed as one, as in `Red 186` or `Sage PMS 7495 C`; the name alone when no number follows. */
export function splitInk(typed: string): { readonly name: string; readonly code: InkCode | undefined } {
  const text = typed.replace(/\s+/g, ' ').trim();
  const parts = nameAndNumber.exec(withWesternDigits(text));
  if (parts) return { name: parts[1]!, code: readInkCode(parts[2]!) };
  return { name: text, code: undefined };
}
