import { mostPackages, PlatformError, type CallContext, type MadeFile, type OrderFacts } from '@docket/sdk';
import { orderLabel } from '@docket/sdk/order-label';
import { errors } from './errors.ts';
import { standingOf } from './rules/standing.ts';
import { settle, type Settled } from './settle.ts';
import type { Sheet } from './sheet/sheet.ts';
import { wordsOfSheets } from './sheet/words.ts';

/** Labels that are asked for: all of an order, or the one with this number; to look at, or to keep. */
export interface Asked {
  readonly order: string;
  readonly number?: string | undefined;
  readonly inline: boolean;
}

/** The labels as PDF. Refuses with the reason where an order has none; undefined where there is no such order or label. */
export async function labelsFile(
  { order: id, number, inline }: Asked,
  context: CallContext,
): Promise<MadeFile | undefined> {
  const { tenant, now } = context;
  const settled = await settle(id, context);
  if (!settled) return undefined;
  const sheets = sheetsOf(settled, tenant.name, await context.address());
  const asked = number === undefined ? sheets : sheets.filter((sheet) => sheet.number === number);
  if (asked.length === 0) return undefined;
  const words = wordsOfSheets(tenant.locale);
  const isDraft = asked.some((sheet) => sheet.number === undefined);
  // What writes PDF is large, and loaded with the first labels.
  const { labelsPdf } = await import('./sheet/labels-pdf.ts');
  const title = words(isDraft ? 'labels.file.draft' : 'labels.file', { order: orderLabel(settled.order) });
  return {
    name: `${title}${number === undefined ? '' : ` ${number}`}.pdf`,
    type: 'application/pdf',
    bytes: await labelsPdf(asked, { title, now, words, tenant }),
    inline,
  };
}

/** Without numbers for a quote; in the sequence of the order. Refuses with the reason where an order has none. */
function sheetsOf({ order, labels }: Settled, shop: string, address: string): readonly Sheet[] {
  const packages = order.packages();
  const standing = standingOf(order);
  const label = orderLabel(order);
  if (standing !== 'valid' && standing !== 'draft')
    throw new PlatformError(errors[`labels.${standing}`], { order: label, most: mostPackages });
  const numbers = new Map(labels.map((one) => [one.package, one.number]));
  return packages.map((one, at) => {
    const number = numbers.get(one.id);
    return {
      package: one,
      at: at + 1,
      of: packages.length,
      shop,
      order: label,
      reference: order.reference ?? '',
      ...(number !== undefined && { number }),
      address: addressOf(order, address, number),
    };
  });
}

/** The order’s page of the staff, where the list of labels shows this one. */
const addressOf = ({ number }: OrderFacts, address: string, label: string | undefined): string =>
  `${address}/admin/orders/${number}${label === undefined ? '' : `#label-${label}`}`;
