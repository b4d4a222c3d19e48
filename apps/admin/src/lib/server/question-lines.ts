import type { StaffCaller } from '@docket/core/api';
import { orderLabel } from '@docket/sdk/order-label';
import type { QuestionLine } from '../approvals.ts';
import { todayIn } from '../today.ts';
import { readScope } from './scope.ts';

type Question = Awaited<ReturnType<StaffCaller['approvals']['ofOrder']>>[number];

/** A question to a customer, as pages draw it. */
export const questionLine = (question: Question): QuestionLine => ({
  id: question.id,
  number: question.number,
  label: orderLabel(question),
  orderTitle: question.orderTitle,
  title: question.title,
  values: question.values,
  version: question.version,
  lines: question.lines,
  pictures: question.pictures.map(({ file }) => `${readScope().base}/files/${file}/preview`),
  ticks: question.ticks,
  state: question.state,
  askedAt: question.askedAt,
  due: question.due,
  isOverdue: question.state === 'open' && question.due !== null && question.due < todayIn(readScope().shop!.timeZone),
  decided: question.decided && {
    at: question.decided.at,
    name: question.decided.by.name,
    decision: question.decided.decision,
  },
  voidReason: question.voided?.reason ?? '',
});
