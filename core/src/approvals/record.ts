import { shownOf, type ApprovalRecord, type ProvenAnswer, type Question } from '@docket/sdk';
import { contentHash } from '../content/content.ts';
import type { QuestionRow } from './store.ts';
import type { AnswerRow, RecordedRow } from './store-record.ts';

/** What proves the answers to a question, beside how it stands. */
export type Proof = Pick<ApprovalRecord, 'about' | 'question' | 'isIntact' | 'answers' | 'kept'>;

interface Found {
  readonly row: RecordedRow;
  readonly answers: readonly AnswerRow[];
  readonly files: readonly { readonly id: string; readonly name: string }[];
  /** Who sent an answer from where, and their address, is for the shop. */
  readonly isContact: boolean;
}

export function proofOf({ row, answers, files, isContact }: Found): Proof {
  const question = wholeOf(row);
  return {
    about: { prefix: row.prefix, number: row.number, title: row.order_title, customer: row.customer_name },
    question,
    isIntact: contentHash(shownOf(question)) === row.hash,
    answers: answers.map((answer) => provenOf(answer, isContact)),
    kept: Object.fromEntries(files.map(({ id, name }) => [id, name])),
  };
}

/** What was asked, as it was asked: a contact's right to it is not told. */
const wholeOf = (row: QuestionRow): Question => ({
  subject: row.subject,
  version: row.version,
  title: row.title,
  values: row.title_values,
  lines: row.lines,
  pictures: row.pictures,
  ticks: row.ticks,
  ...(row.counter && { counter: row.counter }),
  ...(row.place !== null && { at: row.place }),
});

const provenOf = ({ at, by, decision, offline, email, address, device }: AnswerRow, isContact: boolean): ProvenAnswer => ({
  at: at.toISOString(),
  by,
  decision,
  offline,
  email: isContact ? null : email,
  from: isContact || address === null ? null : { address, device: device ?? '' },
});
