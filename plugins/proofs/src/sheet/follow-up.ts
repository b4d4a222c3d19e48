import { staff, type Approval, type OrderFacts } from '@docket/sdk';
import * as z from 'zod';
import type { ShownFollowUp, ShownFollowUps } from '../rules/shown.ts';
import { subjectOf } from './sheet.ts';
import { wanting } from './statements.ts';

/** Orders at once: who follows up twenty has no use for more. */
const most = 20;

/** Orders whose customers want something else, newest first; nothing where there are none (D-7: what becomes of them, staff decide). */
export const followUp = staff('proofs.read').query(
  z.strictObject({}),
  async (_, context): Promise<ShownFollowUps | null> => {
    const [rows] = await context.data.read(wanting({ most }));
    if (rows.length === 0) return null;
    const ids = rows.map(({ order }) => order);
    const [orders, questions] = await Promise.all([context.orders.find(ids), context.approvals.ofOrders(ids)]);
    const shown = rows.flatMap(({ order, ...row }) => {
      const [facts, subject] = [orders.get(order), subjectOf(order, row.work)];
      const question = questions.find((one) => one.subject === subject && one.version === row.version);
      return facts ? [shownFollowUp(facts, row, question)] : [];
    });
    return shown.length === 0 ? null : { orders: shown };
  },
);

function shownFollowUp(
  order: OrderFacts,
  { work, wants }: { readonly work: string; readonly wants: ShownFollowUp['choice'] },
  question: Approval | undefined,
): ShownFollowUp {
  return {
    order: order.id,
    number: order.number,
    prefix: order.prefix,
    title: order.title,
    work: order.works().find(({ id }) => id === work)?.name ?? '',
    choice: wants,
    reason: question?.decided?.decision.reason ?? null,
    at: question?.decided?.at ?? '',
  };
}
