import { redirect } from '@sveltejs/kit';
import type { StaffCaller } from '@docket/core/api';
import { refusalOf } from '@docket/sdk/client';
import { csvLine } from '@docket/sdk/csv';
import type { Speech } from '@docket/sdk/question-name';
import { nameOf, sentenceOf, type AuditLine } from '#lib/audit-lines.ts';
import { conditions, filterIn, lineOf, type AuditFilter } from '#lib/server/audit.ts';
import { csvAnswer } from '#lib/server/csv-answer.ts';
import { textOf } from '#lib/server/posted.ts';
import { answer } from '#lib/server/refusals.ts';
import { addressOf, readScope } from '#lib/server/scope.ts';
import { wordsIn } from '#lib/words.ts';
import type { RequestHandler } from './$types';

/** Too often: the page of the lines says so, and how long to wait. */
function askToWait(thrown: unknown, filter: AuditFilter): never {
  const { status, params } = refusalOf(thrown);
  if (status !== 429) throw thrown;
  const query = new URLSearchParams({ ...conditions(filter), wait: String(params['minutes'] ?? 1) });
  redirect(303, addressOf(`/audit?${query.toString()}`));
}

const rows = 500;
const columns = ['at', 'who', 'onBehalf', 'what', 'action', 'kind', 'subject', 'subjectId', 'before', 'after'] as const;

/** The lines of the filter as CSV (RFC 4180, UTF-8), read as they are sent. A form's post: taking them along is noted. */
export const POST: RequestHandler = async (event) => {
  const form = await event.request.formData();
  const filter = filterIn((name) => textOf(form, name));
  const { language } = event.locals;
  const speech = { words: wordsIn(language, readScope().words), locale: language.format };
  return answer(event, async ({ staff }) => {
    const { before } = await staff.audit
      .export(conditions(filter))
      .catch((thrown: unknown) => askToWait(thrown, filter));
    return csvAnswer('audit.csv', textOfLines(staff, filter, before, speech));
  });
};

async function* textOfLines(
  staff: StaffCaller,
  filter: AuditFilter,
  from: string,
  speech: Speech,
): AsyncGenerator<string> {
  yield csvLine(columns.map((column) => speech.words(`admin.audit.column.${column}`)));
  let before: string | null = from;
  while (before !== null) {
    const page: Awaited<ReturnType<StaffCaller['audit']['list']>> = await staff.audit.list({
      ...conditions(filter),
      before,
      rows,
    });
    yield page.rows.map((row) => csvLine(cellsOf(lineOf(row), speech))).join('');
    before = page.next;
  }
}

const nobody = '';

const cellsOf = (line: AuditLine, speech: Speech): readonly string[] => [
  line.at,
  nameOf(line.by, nobody, speech.words),
  line.onBehalf ? nameOf(line.onBehalf, nobody, speech.words) : '',
  sentenceOf(line, nobody, speech),
  line.action,
  line.kind,
  line.subjectName,
  line.subject,
  line.before === null ? '' : JSON.stringify(line.before),
  line.after === null ? '' : JSON.stringify(line.after),
];
