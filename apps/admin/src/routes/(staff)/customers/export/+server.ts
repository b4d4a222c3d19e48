import type { StaffCaller } from '@docket/core/api';
import { csvLine } from '@docket/sdk/csv';
import type { Translate } from '@docket/sdk/messages';
import { customerColumns, linesOf } from '#lib/customer-lines.ts';
import { csvAnswer } from '#lib/server/csv-answer.ts';
import { textOf } from '#lib/server/posted.ts';
import { answer } from '#lib/server/refusals.ts';
import { readScope } from '#lib/server/scope.ts';
import { wordsIn } from '#lib/words.ts';
import type { RequestHandler } from './$types';

type Narrowed = Parameters<StaffCaller['customers']['export']>[0];

/** Spreadsheets read a file as UTF-8 that begins with it. */
const byteOrderMark = '\uFEFF';

/** The customers of the list as CSV (RFC 4180, UTF-8), read as they are sent. A form's post: taking them along is noted. */
export const POST: RequestHandler = async (event) => {
  const form = await event.request.formData();
  const only = {
    search: textOf(form, 'q').slice(0, 100),
    provisional: textOf(form, 'state') === 'provisional',
    noEmail: form.has('no-email'),
    active: form.has('active'),
  };
  const t = wordsIn(event.locals.language, readScope().words);
  return answer(event, async ({ staff }) => {
    const { id } = await staff.customers.export(only);
    return csvAnswer('customers.csv', textOfCustomers(staff, id, only, t));
  });
};

async function* textOfCustomers(staff: StaffCaller, id: string, only: Narrowed, t: Translate): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(customerColumns.map((column) => t(`admin.customers.column.${column}`)));
  let before: string | null = null;
  do {
    const page: Awaited<ReturnType<StaffCaller['customers']['exportPage']>> = await staff.customers.exportPage({
      id,
      ...only,
      before,
    });
    yield page.rows.flatMap(linesOf).map(csvLine).join('');
    before = page.next;
  } while (before !== null);
}
