import type { CallContext } from '@docket/sdk';
import { approvedBefore, differencesOf } from '../rules/design.ts';
import type { ShownBefore } from '../rules/shown.ts';
import { madeWorks, type Sheet } from '../sheet/sheet.ts';
import { approvedOf } from './approved.ts';

/**
 * By work: when the customer approved its artwork on another order, and what differs now; nothing for a work whose artwork it never
 * approved. Orders that whoever calls may not see are not told of.
 */
export async function approvedEarlier(
  context: Pick<CallContext, 'files' | 'data' | 'approvals'>,
  sheet: Sheet,
): Promise<ReadonlyMap<string, ShownBefore>> {
  const works = madeWorks(sheet);
  const { id, customerId } = sheet.order;
  const sha256 = [...new Set(works.flatMap(({ making }) => making.art.map((file) => file.sha256)))].filter(Boolean);
  if (sha256.length === 0) return new Map();
  const earlier = await context.files.earlier(customerId, { sha256 });
  const orders = new Map(earlier.flatMap((file) => file.orders.map((order) => [order.id, order] as const)));
  orders.delete(id);
  const approved = await approvedOf(context, [...orders.keys()]);
  return new Map(
    works.flatMap(({ id: work, making }) => {
      const before = approvedBefore(making, approved);
      const order = before && orders.get(before.order);
      if (!before || !order) return [];
      const { place, lines, at, by } = before;
      return [[work, { order, place, lines, at, by, differences: differencesOf(making, before) }] as const];
    }),
  );
}
