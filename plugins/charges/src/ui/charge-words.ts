import type { Translate } from '@docket/ui';
import { quantityDecimals, rateDecimals, taxDecimals } from '#rules/amount.ts';
import { digitsOf } from '#rules/money.ts';
import type { ShownCharge } from '#rules/shown.ts';

type Counted = Pick<ShownCharge, 'basis' | 'quantity' | 'rate' | 'sum'>;

/** How numbers are written: the reader's language, the charge's currency. */
interface Writing {
  readonly locale: string;
  readonly currency: string;
}

/** How an amount is counted: `2.25 h × €45.00`. Nothing where it is simply the amount. */
export function countedText(t: Translate, { basis, quantity, rate, sum }: Counted, writing: Writing): string {
  if (basis === 'flat' && quantity === 10 ** quantityDecimals) return '';
  const number = (value: number, decimals: number): string =>
    new Intl.NumberFormat(writing.locale, { maximumFractionDigits: decimals }).format(value / 10 ** decimals);
  if (basis === 'percent')
    return t('charges.ui.counted.percent', {
      rate: number(rate, rateDecimals),
      sum: moneyText(sum ?? 0, 0, writing),
    });
  return t(`charges.ui.counted.${basis}`, {
    quantity: number(quantity, quantityDecimals),
    rate: moneyText(rate, rateDecimals, writing),
  });
}

/** A tax of hundredths of a percent; nothing where there is none. */
export function taxText(t: Translate, tax: number, locale: string): string {
  const percent = new Intl.NumberFormat(locale, { maximumFractionDigits: taxDecimals }).format(tax / 10 ** taxDecimals);
  return tax === 0 ? '' : t('charges.ui.tax', { percent });
}

/** Money of so many places below the minor unit, written with those that are there. */
function moneyText(value: number, finer: number, { locale, currency }: Writing): string {
  const digits = digitsOf(currency);
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: digits + finer });
  return format.format(value / 10 ** (digits + finer));
}
