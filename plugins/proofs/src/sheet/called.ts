import type { CallContext, Work } from '@docket/sdk';
import { nameOf } from '../compose/caption.ts';
import type { WorkSheet } from './sheet.ts';

type Speaking = Pick<CallContext, 'approvals' | 'tenant'>;

/** What a work is called in a line of its own, in the shop's words: with its place, since one garment may have several. */
export const calledIn = ({ approvals, tenant }: Speaking, work: Pick<Work, 'name' | 'place'>): string =>
  nameOf(work, { words: approvals.words(), tenant });

/** The same where it may not be made any more: then it is called as it was when it was asked about; its id where it never was. */
export async function calledStill(context: Speaking, { id, making, judged }: WorkSheet): Promise<string> {
  if (making) return calledIn(context, making.work);
  const record = judged.question && (await context.approvals.record(judged.question.id));
  if (!record) return id;
  const { values, apart } = record.question;
  return calledIn(context, {
    name: String(values?.['title'] ?? id),
    place: apart ?? { type: 'text', text: '' },
  });
}
