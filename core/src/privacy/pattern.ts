import type { ContentField } from '@docket/sdk';

/** Finds nothing. */
const nothing = '$x';

const special = /[.*+?^${}()|[\]\\]/g;
/** Letters like ǲ are neither small nor capital, and PostgreSQL finds them by neither where capitals make no difference. */
const titlecase = /\p{Lt}/gu;
const escaped = (text: string): string => text.replaceAll(special, String.raw`\$&`).replaceAll(titlecase, '.');
const startsWord = /^[\p{L}\p{N}_]/u;
const endsWord = /[\p{L}\p{N}_]$/u;

/** Nothing of a word stands before or after. */
const [notAfter, notBefore] = ['(?<![[:alnum:]_])', '(?![[:alnum:]_])'] as const;

/** As it is typed, and not as a part of a longer word. Spaces may be as many as they are. */
function exactly(text: string): string {
  const words = text.split(/[ \t\r\n]+/).map(escaped);
  const inner = words.join(String.raw`[ \t\r\n]+`);
  return `${startsWord.test(text) ? notAfter : ''}${inner}${endsWord.test(text) ? notBefore : ''}`;
}

/** Databases fold the capitals of their own language only. */
const spellings = (text: string): readonly string[] => [text, text.toLowerCase(), text.toUpperCase()];

/** A telephone number, whatever stands between its figures. */
const asNumber = (digits: string): string => notAfter + Array.from(digits).join(String.raw`[\s()./-]{0,3}`) + notBefore;

const fewestDigits = 7;

/** The figures of a number, and of one with its country's code also the rest alone: codes have one to three. */
function digitsOf(phone: string): readonly string[] {
  const digits = phone.replaceAll(/\D/g, '');
  const codes = phone.trim().startsWith('+') ? [0, 1, 2, 3] : [0];
  return codes.map((length) => digits.slice(length)).filter(({ length }) => length >= fewestDigits);
}

/** What people are called by that is worth finding: a single letter stands everywhere. */
const isTelling = (text: string): boolean => text.length > 1;

/**
 * A pattern of PostgreSQL that finds names, addresses and telephone numbers, longest first, so that of two that begin
 * alike the whole one is found. Capitals make no difference; the statement says so.
 */
export function patternOf(texts: Iterable<string>, phones: Iterable<string> = []): string {
  const named = [...texts, ...phones].map((text) => text.trim()).filter(isTelling);
  const spelled = [...new Set(named.flatMap(spellings))].toSorted((a, b) => b.length - a.length);
  const numbers = [...new Set([...phones].flatMap(digitsOf))].toSorted((a, b) => b.length - a.length);
  const parts = [...spelled.map(exactly), ...numbers.map(asNumber)];
  return parts.length === 0 ? nothing : `(?:${parts.join('|')})`;
}

/** A pattern of the places in a document that tell of people, from the fields of kinds. Places begin with a dot. */
export function placesOf(fields: Iterable<Pick<ContentField, 'path' | 'personal'>>): string {
  const paths = [...new Set([...fields].filter(({ personal }) => personal).map(({ path }) => path))];
  const one = (path: string): string =>
    path
      .split('.')
      .map((key) => (key === '*' ? '[^.]+' : escaped(key)))
      .join(String.raw`\.`);
  return paths.length === 0 ? nothing : String.raw`^\.(?:${paths.map(one).join('|')})(?:\..*)?$`;
}

/** Who did something, where a stranger did. */
export const doerPlaces = String.raw`^\.(?:name|email)$`;

/** All of what the audit holds of people, but ids, states and rights. */
export const auditPlaces = String.raw`^(?!.*\.(?:contact|path|label|words|status|state|active|proof|rights\.\d+)$)`;
