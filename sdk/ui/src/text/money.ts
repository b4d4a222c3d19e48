/**
 * Writes an amount of integer minor units in the currency's own number of decimals (ISO 4217): 1250 USD is $12.50,
 * 1250 JPY is ¥1,250. Exact up to 2^52 minor units: below that a double is nearer to the amount than half a minor unit.
 */
export function formatMoney(minor: number, currency: string, locale: string): string {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`An amount is a whole number of minor units, not ${minor}`);
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return format.format(minor / 10 ** decimalsOf(format));
}

const decimalsOf = (format: Intl.NumberFormat): number => format.resolvedOptions().maximumFractionDigits ?? 2;

const typedAmount = /^(\d{1,12})(?:[.,](\d+))?$/;

/**
 * Reads an amount that somebody typed (`12.5` or `12,50`) as integer minor units; undefined for what is none, or has more
 * decimals than the currency. Whoever groups thousands is not understood: `1.250` is one and a quarter in some languages.
 */
export function readMoney(typed: string, currency: string): number | undefined {
  const [whole, units, rest = ''] = typedAmount.exec(typed.trim()) ?? [];
  const decimals = decimalsOf(new Intl.NumberFormat('en', { style: 'currency', currency }));
  return whole === undefined || rest.length > decimals ? undefined : Number(`${units}${rest.padEnd(decimals, '0')}`);
}
