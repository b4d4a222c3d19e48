import type { Actor, Approval, GivenAnswer } from '@docket/sdk';
import { isNamed, missingOf, ownAnswer, type Standing } from './rules.ts';
import type { AnswerRow, QuestionRow } from './store.ts';

/** A question as a person reads it: what is shown, and what became of it. */
export interface ShownQuestion extends Approval {
  readonly plugin: string;
  readonly number: number;
  readonly prefix: string;
  /** Of the order. */
  readonly orderTitle: string;
  readonly title: string;
  readonly values: QuestionRow['title_values'];
  readonly lines: QuestionRow['lines'];
  /** What tells it apart from others of its title, see `questionName`; null for none. */
  readonly apart: QuestionRow['apart'];
  readonly pictures: QuestionRow['pictures'];
  readonly ticks: QuestionRow['ticks'];
  readonly counter: QuestionRow['counter'];
  /** Id of the element of the order's page where it is answered; null for none. */
  readonly at: string | null;
}

/** The same with its customer, for staff. */
export interface StaffQuestion extends ShownQuestion {
  readonly customer: { readonly id: string; readonly name: string };
}

/** What of a question decides which answers it takes. */
export const standingOf = ({ named, approver_rule: rule, ...row }: QuestionRow): Standing => ({
  ...row,
  approvers: named && rule && { rule, contacts: named.map(({ id }) => id) },
});

/** What became of a question, as far as `actor` may know. */
export const approvalOf = (row: QuestionRow, actor: Actor): Approval => ({
  id: row.id,
  order: row.order_id,
  subject: row.subject,
  version: row.version,
  state: row.state,
  hash: row.hash,
  askedAt: row.asked_at.toISOString(),
  decided:
    row.decided_at && row.decided_by && row.decision
      ? { at: row.decided_at.toISOString(), by: knownTo(actor, row.decided_by), decision: row.decision }
      : null,
  voided: row.voided_at ? { at: row.voided_at.toISOString(), reason: row.void_reason ?? '' } : null,
  answers: row.answers.map((answer) => answerOf(answer, actor)),
  approvers: approversOf(row, actor),
  due: row.due,
  turn: turnOf(row, actor),
});

export const questionOf = (row: QuestionRow, actor: Actor): ShownQuestion => ({
  ...approvalOf(row, actor),
  plugin: row.plugin,
  number: row.number,
  prefix: row.prefix,
  orderTitle: row.order_title,
  title: row.title,
  values: row.title_values,
  lines: row.lines,
  apart: row.apart,
  pictures: row.pictures,
  ticks: row.ticks,
  counter: row.counter,
  at: row.place,
});

/** Customers know who of them answered, and of the shop that it was the shop. */
const knownTo = ({ type }: Actor, by: AnswerRow['by']): AnswerRow['by'] =>
  type === 'contact' && by.type !== 'contact' ? { ...by, name: '' } : by;

/** Customers neither see from where a colleague answered, nor what staff keep as proof. */
function answerOf({ at, by, decision, offline, address, device }: AnswerRow, actor: Actor): GivenAnswer {
  const isOutside = actor.type === 'contact';
  return {
    at: new Date(at).toISOString(),
    by: knownTo(actor, by),
    decision,
    offline: offline && (isOutside ? { ...offline, evidence: [] } : offline),
    from: isOutside || address === null ? null : { address, device: device ?? '' },
  };
}

function approversOf(row: QuestionRow, { type }: Actor): Approval['approvers'] {
  const { named, approver_rule: rule } = row;
  if (!named || !rule) return null;
  const missing = missingOf(standingOf(row));
  const people = named.map(({ id, name }) => ({
    id: type === 'contact' ? null : id,
    name,
    isMissing: missing.includes(id),
  }));
  return { rule, people };
}

function turnOf(row: QuestionRow, actor: Actor): Approval['turn'] {
  if (row.state !== 'open' || actor.type !== 'contact') return null;
  if (ownAnswer(row.answers, actor.id)) return 'given';
  return actor.rights.includes('approve') && isNamed(standingOf(row), actor.id) ? 'yours' : 'others';
}
