import type { StaffCaller } from '@docket/core/api';
import { csvLine } from '@docket/sdk/csv';
import type { Translate } from '@docket/sdk/messages';
import { csvAnswer } from '#lib/server/csv-answer.ts';
import { answer } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import { wordsIn } from '#lib/words.ts';
import type { RequestHandler } from './$types';

type Rows = Awaited<ReturnType<StaffCaller['imports']['rows']>>;

/** Rows of a file as CSV with what became of each; `?only=faults`: those that were left out, to be corrected and sent again. */
export const GET: RequestHandler = (event) =>
  answer(event, async ({ staff }) => {
    const t = wordsIn(event.locals.language, readScope().words);
    const found = await staff.imports.rows({ id: event.params.id });
    const isWrong = event.url.searchParams.get('only') === 'faults';
    return csvAnswer(isWrong ? 'rows-to-correct.csv' : 'rows.csv', textOf(found, isWrong, t));
  });

async function* textOf({ header, rows }: Rows, isWrong: boolean, t: Translate): AsyncGenerator<string> {
  yield `\uFEFF${csvLine([...header, t('admin.import.outcome'), t('admin.import.customerLink')])}`;
  const wanted = rows.filter(({ faults }) => !isWrong || faults.length > 0);
  yield wanted.map((row) => csvLine([...row.cells, outcomeOf(row, header, t), row.customer?.slug])).join('');
}

function outcomeOf({ faults, customer }: Rows['rows'][number], header: readonly string[], t: Translate): string {
  if (faults.length === 0) return t(`admin.import.outcome.${outcome(customer)}`);
  return faults
    .map(({ column, code }) => [column === null ? '' : `${header[column]}: `, t(`admin.import.fault.${code}`)].join(''))
    .join(' ');
}

const outcome = (customer: Rows['rows'][number]['customer']): string => {
  if (customer === null) return 'read';
  return customer.isMade ? 'made' : 'present';
};
