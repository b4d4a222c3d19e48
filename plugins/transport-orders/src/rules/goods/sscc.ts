/** Codes as typed, one a line or with commas between: each without spaces, `00` in front of it, and signs. */
export const typedCodes = (typed: string): readonly string[] =>
  typed
    .split(/[\n,;]+/)
    .map((code) => code.replace(/[\s().-]/g, ''))
    .filter((code) => code !== '');

/**
 * The 18 digits of a serial shipping container code whose last digit agrees with the rest (GS1 General Specifications,
 * 7.9), also behind its identifier `00`. Nothing for what is none.
 */
export function readSscc(code: string): string | undefined {
  const digits = /^00\d{18}$/.test(code) ? code.slice(2) : code;
  if (!/^\d{18}$/.test(digits)) return undefined;
  const sum = Array.from(digits).reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  // The last digit is at an odd place and counts once: it fills the sum up to a ten.
  return sum % 10 === 0 ? digits : undefined;
}
