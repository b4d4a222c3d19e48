import type { Answer, Ask, Asker } from './asking.ts';
import type { Subject } from './subject.ts';

/** A procedure that names no thing and only reads, with what it answered. */
export interface Listed {
  readonly name: string;
  readonly answer: Answer;
}

/** Reads that name nothing: lists, boards, bells. What they answer depends on who asks alone. */
export const listsOf = (subjects: readonly Subject[]): readonly Subject[] =>
  subjects.filter(
    ({ kind, isOfTheMoment, asked }) =>
      kind === undefined && !isOfTheMoment && asked('as it should be', '', '').init?.method === undefined,
  );

/** What every list answers to somebody. */
export async function answersOfLists(ask: Ask, actor: Asker, lists: readonly Subject[]): Promise<readonly Listed[]> {
  const answers: Listed[] = [];
  for (const { name, asked } of lists)
    answers.push({ name, answer: await ask(actor, asked('as it should be', '', '')) });
  return answers;
}

/** Names of the lists that answer differently in two rounds. */
export const changed = (before: readonly Listed[], after: readonly Listed[]): readonly string[] =>
  before
    .filter(({ answer }, at) => JSON.stringify(answer) !== JSON.stringify(after[at]!.answer))
    .map(({ name }) => name);
