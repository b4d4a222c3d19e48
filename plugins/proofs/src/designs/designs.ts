import { staff, type CallContext, type EarlierFile, type OrderFacts } from '@docket/sdk';
import * as z from 'zod';
import type { ApprovedDesign } from '../rules/design.ts';
import type { ShownDesign, ShownDesigns } from '../rules/shown.ts';
import { isDrawn } from '../sheet/drawn.ts';
import { approvedOf } from './approved.ts';

/** Designs of a page. */
const perPage = 24;
/** Pages of files that are read for one of designs: nothing may be made from most of them. */
const mostPages = 5;

/**
 * The designs of a customer, newest first: what its orders are made from, once for the same bytes. Of each where it was used, and
 * how it was approved last. A page of them, after the file `before`. Empty where there are none; nothing where whoever calls reads no
 * orders.
 */
export const designs = staff('proofs.read').query(
  z.strictObject({ customer: z.uuid(), before: z.uuid().optional() }),
  async ({ customer, before }, context): Promise<ShownDesigns | null> => {
    if (!('permissions' in context.actor) || !context.actor.permissions.includes('orders.read')) return null;
    return pageOf(context, customer, before);
  },
);

type Reading = Pick<CallContext, 'files' | 'orders' | 'data' | 'approvals'>;

async function pageOf(context: Reading, customer: string, before: string | undefined): Promise<ShownDesigns> {
  const found: ShownDesign[] = [];
  let last = before;
  for (let page = 0; page < mostPages && found.length <= perPage; page += 1) {
    const files = await context.files.earlier(customer, last === undefined ? {} : { before: last });
    last = files.at(-1)?.id;
    if (last === undefined) return { designs: found, next: null };
    found.push(...(await designsOf(context, files)));
  }
  const shown = found.slice(0, perPage);
  return { designs: shown, next: (found.length > perPage ? shown.at(-1)?.file.id : last) ?? null };
}

/** What of these files something is made from. */
async function designsOf(context: Reading, files: readonly EarlierFile[]): Promise<readonly ShownDesign[]> {
  const ids = [...new Set(files.flatMap(({ orders }) => orders.map(({ id }) => id)))];
  const [orders, approved] = await Promise.all([context.orders.find(ids), approvedOf(context, ids)]);
  const made = new Map([...orders.values()].map((order) => [order.id, artworkOf(order)] as const));
  return files.flatMap((file) => {
    const used = file.orders.filter(({ id }) => made.get(id)?.has(file.sha256));
    return used.length === 0 ? [] : [shownDesign(file, used, approved)];
  });
}

/** SHA-256 of the files that something of it is made from. */
function artworkOf(order: OrderFacts): ReadonlySet<string | null> {
  const ids = new Set(order.works().flatMap(({ files }) => files));
  return new Set(order.files.filter(({ id }) => ids.has(id)).map(({ sha256 }) => sha256));
}

function shownDesign(
  { id, name, sha256, facts }: EarlierFile,
  used: EarlierFile['orders'],
  approved: readonly ApprovedDesign[],
): ShownDesign {
  const last = approved
    .filter(({ art }) => art.some((file) => file.sha256 === sha256))
    .toSorted((one, other) => (one.at < other.at ? 1 : -1))
    .at(0);
  const order = last && used.find((one) => one.id === last.order);
  return {
    file: { id, name },
    drawn: isDrawn({ facts }),
    used,
    approved: last && order ? { order, place: last.place, lines: last.lines, at: last.at, by: last.by } : null,
  };
}
