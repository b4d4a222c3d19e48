import { PlatformError, type Actor } from '@docket/sdk';
import { givenAt, giverOf } from '@docket/sdk/answers';
import { errors } from '../errors.ts';
import { judge, ownAnswer, unticked, type Answer, type Judgement } from './rules.ts';
import { questionOf, standingOf } from './shown.ts';
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
  if (judgement === 'approval.void' && inItsPlace) return refusalOf('approval.changed', inItsPlace, actor);
  if (judgement !== 'approval.ticks-missing') return refusalOf(judgement, row, actor, answer.contact);
  const missing = unticked(row, answer.decision);
  const details = { question: questionOf(row, actor), missing };
  return new PlatformError(errors[judgement], { count: missing.length }, { details });
}

/** Why nothing is done with a question, told with the question as it is now; `contact` is whose act is refused. */
export const refusalOf = (
  code: Exclude<Judgement, 'takes' | 'stands'>,
  row: QuestionRow,
  actor: Actor,
  contact: string | null = null,
): PlatformError =>
  new PlatformError(errors[code], paramsOf(code, row, contact), { details: { question: questionOf(row, actor) } });

/** Who has answered and when, or who is to answer, is told with the refusal. */
function paramsOf(code: Judgement, row: QuestionRow, contact: string | null): Readonly<Record<string, string>> {
  if (code === 'approval.not-named') return { who: (row.named ?? []).map(({ name }) => name).join(', ') };
  if (code !== 'approval.decided') return {};
  const first = row.decision ? row.answers.at(-1) : ownAnswer(row.answers, contact);
  return first ? { who: giverOf(first), at: new Date(givenAt(first)).toISOString() } : {};
}
