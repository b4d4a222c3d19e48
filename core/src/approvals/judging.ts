import { PlatformError, type Actor } from '@docket/sdk';
import { errors } from '../errors.ts';
import { judge, ownAnswer, unticked, type Answer, type Judgement } from './rules.ts';
import { questionOf, sayerOf, standingOf } from './shown.ts';
import type { QuestionRow } from './store.ts';

/** What became of an answer: the question with the one that stands, or why it is not taken. */
export type End = QuestionRow | PlatformError;

/** Nothing where the answer may be taken. `present` are questions that took the place of others, `actor` reads the refusal. */
export function judged(
  row: QuestionRow,
  present: readonly QuestionRow[],
  answer: Answer,
  actor: Actor,
): End | undefined {
  const judgement = judge(standingOf(row), answer);
  if (judgement === 'takes') return undefined;
  if (judgement === 'stands') return row;
  const inItsPlace = present.find(({ plugin, subject }) => plugin === row.plugin && subject === row.subject);
  const [code, asked] =
    judgement === 'approval.void' && inItsPlace ? ['approval.changed' as const, inItsPlace] : [judgement, row];
  const question = questionOf(asked, actor);
  if (code !== 'approval.ticks-missing')
    return new PlatformError(errors[code], paramsOf(code, asked, answer), { details: { question } });
  const missing = unticked(asked, answer.decision);
  return new PlatformError(errors[code], { count: missing.length }, { details: { question, missing } });
}

/** Who has answered and when, or who is to answer, is told with the refusal. */
function paramsOf(code: Judgement, row: QuestionRow, { contact }: Answer): Readonly<Record<string, string>> {
  if (code === 'approval.not-named') return { who: (row.named ?? []).map(({ name }) => name).join(', ') };
  if (code !== 'approval.decided') return {};
  const first = row.decision ? row.answers.at(-1) : ownAnswer(row.answers, contact);
  return first ? { who: sayerOf(first), at: new Date(first.at).toISOString() } : {};
}
