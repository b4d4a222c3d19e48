import type { Approval, CallContext, ShownLine, ShownValue } from '@docket/sdk';
import { ownStatement } from '@docket/sdk';
import { givenAt, giverOf } from '@docket/sdk/answers';
import type { ApprovedDesign } from '../rules/design.ts';
import type { MadeOf } from '../rules/proof.ts';
import { subjectOf } from '../sheet/sheet.ts';

interface DesignRow {
  readonly order: string;
  readonly work: string;
  readonly version: number;
  readonly art: readonly MadeOf[];
  readonly place: ShownValue;
  readonly lines: readonly ShownLine[];
}

/** What was asked about designs of these orders; rounds of which nothing is known are left out. */
const askedOf = ownStatement<{ orders: readonly string[] }, DesignRow>(
  'designs-asked-of',
  `select order_id as "order", work, version, art, place, design as lines
   from px_proofs.proof where order_id = any(:orders::uuid[]) and place is not null and art <> '[]'`,
);

/** The designs of these orders that are approved, as far as whoever calls may see them; what holds no more is not among them. */
export async function approvedOf(
  { data, approvals }: Pick<CallContext, 'data' | 'approvals'>,
  orders: readonly string[],
): Promise<readonly ApprovedDesign[]> {
  if (orders.length === 0) return [];
  const [[rows], questions] = await Promise.all([data.read(askedOf({ orders })), approvals.ofOrders(orders)]);
  const answers = new Map(questions.map((question) => [questionKey(question), question] as const));
  return rows.flatMap(({ version, ...row }) => {
    const answer = answers.get(questionKey({ subject: subjectOf(row.order, row.work), version }));
    const last = answer?.state === 'approved' ? answer.answers.at(-1) : undefined;
    return last ? [{ ...row, at: givenAt(last), by: giverOf(last) }] : [];
  });
}

const questionKey = ({ subject, version }: Pick<Approval, 'subject' | 'version'>): string => `${subject} ${version}`;
