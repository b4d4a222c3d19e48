/** Why a typed text is not the number that was asked for. */
export type NumberFault = 'empty' | 'not-a-number' | 'negative' | 'fraction' | 'ambiguous' | 'too-large';

/** A number read from what was typed, or the one reason against it. */
export type NumberRead =
  | { readonly value: number; readonly fault?: undefined }
  | { readonly value?: undefined; readonly fault: NumberFault };

const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0xff10];
const marks = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/gu;

const westernDigit = (character: string): string => {
  const code = character.codePointAt(0)!;
  const zero = zeros.find((start) => code >= start && code < start + 10);
  return zero === undefined ? character : String(code - zero);
};

/** The text with Arabic-Indic, Persian, Devanagari, Bengali and full-width digits as 0-9, without direction marks. */
export const withWesternDigits = (typed: string): string =>
  isPlain.test(typed) ? typed.trim() : Array.from(typed.replace(marks, ''), westernDigit).join('').trim();

/** Nearly all that is typed holds nothing to translate. */
const isPlain = /^[\x20-\x7e]*$/;

// No number is longer; what is would only keep the patterns below busy.
const longest = 40;

const numberText = (typed: string): string | undefined => {
  const text = typed.trim();
  return text.length > longest ? undefined : withWesternDigits(text);
};

const fault = (reason: NumberFault): NumberRead => ({ fault: reason });

const spaces = String.raw`[ \u00a0\u2009\u202f]`;
const whole = /^\d+$/;
// One separator throughout; a mixture is a slip of the hand.
const grouped = new RegExp(
  String.raw`^\d{1,3}(?:(?:,\d{3})+|(?:'\d{3})+|(?:’\d{3})+|(?:\u066c\d{3})+|(?:${spaces}\d{3})+)$`,
);
const groupedByPoints = /^\d{1,3}(\.\d{3})+$/;
const decimal = /^(\d+[.,\u066b]\d*|[.,\u066b]\d+)$/;
const separators = /[,'’\u066c \u00a0\u2009\u202f]/g;
const minus = /^[-\u2212\u2013]\s*/;

/**
 * Reads a count of pieces: whole, 0 or more, at most `most`. `1,200`, `1 200` and `١٢٠٠` are 1200. `1.200` is refused
 * as ambiguous, because it is 1200 to some and 1.2 to others. Never throws.
 */
export function readCount(typed: unknown, most = 99_999): NumberRead {
  if (typeof typed === 'number') return bounded(typed, most);
  if (typeof typed !== 'string') return fault(typed === undefined || typed === null ? 'empty' : 'not-a-number');
  const text = numberText(typed);
  if (text === undefined) return fault('not-a-number');
  if (text === '') return fault('empty');
  if (minus.test(text)) return fault(isNumberLike(text.replace(minus, '')) ? 'negative' : 'not-a-number');
  if (groupedByPoints.test(text)) return fault('ambiguous');
  if (whole.test(text) || grouped.test(text)) return bounded(Number(text.replace(separators, '')), most);
  return fault(isNumberLike(text) ? 'fraction' : 'not-a-number');
}

function bounded(value: number, most: number): NumberRead {
  if (!Number.isFinite(value)) return fault(value === Infinity ? 'too-large' : 'not-a-number');
  if (value < 0) return fault('negative');
  if (!Number.isInteger(value)) return fault('fraction');
  return value > most ? fault('too-large') : { value: value + 0 };
}

const vulgar: Readonly<Record<string, string>> = {
  '½': '1/2',
  '¼': '1/4',
  '¾': '3/4',
  '⅛': '1/8',
  '⅜': '3/8',
  '⅝': '5/8',
  '⅞': '7/8',
};
const broken = /^(?:(\d+)[ -])?(\d+)\/(\d+)$/;

const isNumberLike = (text: string): boolean =>
  whole.test(text) || grouped.test(text) || decimal.test(text) || broken.test(plainFractions(text));

const plainFractions = (text: string): string =>
  text.replace(/\s*[½¼¾⅛⅜⅝⅞]/g, (sign) => ` ${vulgar[sign.trim()]}`).trim();

/** How a measure is read. */
export interface MeasureOptions {
  /** What one of the unit is in the canonical one; 1 unless it says so. */
  readonly factor?: number;
  /** Units that the text may name behind the number, each with its factor; the named one counts. */
  readonly units?: readonly (readonly [RegExp, number])[];
  /** The largest that anyone means, in the canonical unit. */
  readonly most?: number;
  /** Refuses `1.240` and `1,240`, which are 1240 to some and 1.24 to others. */
  readonly strict?: boolean;
}

/**
 * Reads a measure and answers it in the canonical unit, to a ten-thousandth. Decimals by point or comma, and `3 1/2`,
 * `3½`. Never throws; 0 is a number like any other.
 */
export function readMeasure(typed: unknown, options: MeasureOptions = {}): NumberRead {
  const { factor = 1, units = [], most = 100_000, strict = false } = options;
  if (typeof typed === 'number') return scaled(typed, factor, most);
  if (typeof typed !== 'string') return fault(typed === undefined || typed === null ? 'empty' : 'not-a-number');
  const text = numberText(typed);
  if (text === undefined) return fault('not-a-number');
  if (text === '') return fault('empty');
  const named = units.find(([word]) => word.test(text));
  const bare = plainFractions((named ? text.replace(named[0], '') : text).trim());
  if (minus.test(bare)) return fault(isNumberLike(bare.replace(minus, '')) ? 'negative' : 'not-a-number');
  if (strict && ambiguous.test(bare)) return fault('ambiguous');
  return scaled(decimalValue(bare), named?.[1] ?? factor, most);
}

const ambiguous = /^[1-9]\d{0,2}[.,]\d{3}$/;

function scaled(value: number, factor: number, most: number): NumberRead {
  if (Number.isNaN(value)) return fault('not-a-number');
  if (value < 0) return fault('negative');
  if (value * factor > most) return fault('too-large');
  return { value: Math.round(value * factor * 10_000) / 10_000 };
}

function decimalValue(text: string): number {
  const parts = broken.exec(text);
  if (parts) return Number(parts[3]) === 0 ? Number.NaN : Number(parts[1] ?? 0) + Number(parts[2]) / Number(parts[3]);
  return whole.test(text) || decimal.test(text) ? Number(text.replace(/[,\u066b]/, '.')) : Number.NaN;
}

const yes = new Set(['on', 'yes', 'true', '1']);

/** True for a ticked box, as forms and programs send it. */
export const isTicked = (typed: unknown): boolean =>
  typed === true || (typeof typed === 'string' && yes.has(typed.trim().toLowerCase()));
