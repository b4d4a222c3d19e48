import { orderLabel, type OrderNumber } from '@docket/sdk/order-label';
import { ssccOf } from './sscc.ts';

/**
 * The number of a label, from a serial that is the shop's and never comes again: an SSCC under the shop's company prefix, else
 * `1042-17`. Nothing where all numbers under the prefix are given.
 */
export const labelNumber = (order: OrderNumber, serial: number, companyPrefix: string): string | undefined =>
  companyPrefix === '' ? `${orderLabel(order)}-${serial}` : ssccOf(companyPrefix, serial);
