import type { CallContext } from '@docket/sdk';
import { settle } from './settle.ts';
import { printed } from './store.ts';

/** Records that staff printed the labels of an order: all that hold, or one. Answers how many that were. */
export async function print(
  { order: id, number }: { readonly order: string; readonly number?: string | undefined },
  context: CallContext,
): Promise<{ readonly count: number }> {
  const settled = await settle(id, context);
  const again = settled?.labels.filter(({ number: one }) => number === undefined || one === number) ?? [];
  if (again.length === 0) return { count: 0 };
  const numbers = again.map(({ number: one }) => one);
  const [rows] = await context.data.write(
    [
      {
        order: id,
        action: 'labels.print',
        before: { printed: again.filter(({ printed_at: before }) => before !== null).map(({ number: one }) => one) },
        after: { printed: numbers },
        history: { type: 'labels.printed', shown: false, data: { count: numbers.length } },
      },
    ],
    printed({
      order: id,
      numbers,
      now: context.now,
      by: context.actor.type === 'staff' ? context.actor.id : null,
    }),
  );
  return { count: rows.length };
}
