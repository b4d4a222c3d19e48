import type { StaffCaller } from '@docket/core/api';
import { givenAt, giverOf, missingNames } from '@docket/sdk/answers';
import { orderLabel } from '@docket/sdk/order-label';
import type { AnswerLine, QuestionLine } from '../approvals.ts';
import { todayIn } from '../today.ts';
import { readScope } from './scope.ts';

type Question = Awaited<ReturnType<StaffCaller['approvals']['ofOrder']>>[number];

function answerLine(answer: Question['answers'][number]): AnswerLine {
  const { by, decision, offline } = answer;
  return {
    at: givenAt(answer),
    name: giverOf(answer),
    decision,
    recorded: offline && {
      way: offline.way,
      by: by.name,
      proofs: offline.evidence.map(({ file }) => `${readScope().base}/files/${file}/evidence`),
    },
  };
}

/** A question to a customer, as pages draw it. */
export const questionLine = (question: Question): QuestionLine => ({
  id: question.id,
  number: question.number,
  label: orderLabel(question),
  orderTitle: question.orderTitle,
  place: question.at,
  title: question.title,
  values: question.values,
  apart: question.apart,
  version: question.version,
  lines: question.lines,
  pictures: question.pictures.map(({ file }) => `${readScope().base}/files/${file}/preview`),
  ticks: question.ticks,
  state: question.state,
  askedAt: question.askedAt,
  due: question.due,
  isOverdue: question.state === 'open' && question.due !== null && question.due < todayIn(readScope().shop!.timeZone),
  answers: question.answers.map(answerLine),
  approvers: question.approvers && { rule: question.approvers.rule, missing: missingNames(question) },
  voidReason: question.voided?.reason ?? '',
});
