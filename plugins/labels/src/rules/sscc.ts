/** The extension digit, which only makes the serial longer, and the serial: 17 digits less the company prefix. */
const digitsOfSerial = (prefix: string): number => 17 - prefix.length;

/** How many numbers there are under a company prefix. */
export const capacityOf = (prefix: string): number => 10 ** digitsOfSerial(prefix);

/**
 * A serial shipping container code: 18 digits, the last one for checking (GS1 General Specifications, 2.2.1 and 7.9).
 * Nothing where the serial is longer than the prefix leaves room for.
 */
export function ssccOf(prefix: string, serial: number): string | undefined {
  if (serial >= capacityOf(prefix)) return undefined;
  const padded = String(serial).padStart(digitsOfSerial(prefix), '0');
  const digits = `${padded.slice(0, 1)}${prefix}${padded.slice(1)}`;
  return `${digits}${checkDigit(digits)}`;
}

/** What fills the weighted sum up to a ten; weights 3 and 1 in turn, beginning with 3 at the last digit. */
export function checkDigit(digits: string): number {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

/** True for a code of 18 digits whose last one agrees with the rest. */
export const isSscc = (number: string): boolean =>
  /^\d{18}$/.test(number) && checkDigit(number.slice(0, -1)) === Number(number.at(-1));
