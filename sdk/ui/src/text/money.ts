/**
 * Writes an amount of integer minor units in the currency's own number of decimals (ISO 4217): 1250 USD is $12.50,
 * 1250 JPY is ¥1,250. Exact up to 2^52 minor units: below that a double is nearer to the amount than half a minor unit.
 */
export function formatMoney(minor: number, currency: string, locale: string): string {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`An amount is a whole number of minor units, not ${minor}`);
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
