import { shownOf, type Approval, type ApprovalRecord, type AskedQuestion } from '@docket/sdk';
import { contentHash } from '../content/content.ts';
import type { QuestionRow } from './store.ts';
import type { EmailRow, RecordedRow } from './store-record.ts';

/** What proves the answers to a question, beside how it stands. */
export type Proof = Pick<ApprovalRecord, 'about' | 'question' | 'isIntact' | 'answers' | 'kept'>;

interface Found {
  readonly row: RecordedRow;
  /** The same as whoever reads may know it. */
  readonly record: Approval;
  readonly emails: readonly EmailRow[];
  readonly files: readonly { readonly id: string; readonly name: string }[];
}

export function proofOf({ row, record, emails, files }: Found): Proof {
  const question = wholeOf(row);
  return {
    about: { prefix: row.prefix, number: row.number, title: row.order_title, customer: row.customer_name },
    question,
    isIntact: contentHash(shownOf(question)) === row.hash,
    answers: record.answers.map((answer, at) => ({ ...answer, email: emailOf(row.answers[at]?.contact, emails) })),
    kept: Object.fromEntries(files.map(({ id, name }) => [id, name])),
  };
}

const emailOf = (contact: string | null | undefined, emails: readonly EmailRow[]): string | null =>
  emails.find((one) => one.contact === contact)?.email ?? null;

/** What was asked, as it was asked. */
const wholeOf = (row: QuestionRow): AskedQuestion => ({
  subject: row.subject,
  version: row.version,
  title: row.title,
  values: row.title_values,
  lines: row.lines,
  apart: row.apart,
  pictures: row.pictures,
  ticks: row.ticks,
  ...(row.counter && { counter: row.counter }),
  ...(row.place !== null && { at: row.place }),
});
