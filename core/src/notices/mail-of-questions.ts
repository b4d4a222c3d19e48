import { orderLabel } from '@docket/sdk/order-label';
import type { Translate } from '@docket/sdk/messages';
import type { PlainNotice } from './plain-notice.ts';
import type { AskedFacts } from './store-approvals.ts';

/** The shop's own ways and words. */
export interface QuestionTelling {
  /** Prefix of the shop's addresses. */
  readonly url: string;
  readonly say: Translate;
}

/** A person, and what of all that waits is theirs to answer. */
export interface OwnQuestions<Facts extends AskedFacts> {
  readonly person: Facts['contacts'][number];
  readonly questions: readonly [Facts, ...Facts[]];
}

/** Each person once, with their own questions in the sequence of all; of those that somebody may not see there is nothing. */
export function ofEachPerson<Facts extends AskedFacts>(asked: readonly Facts[]): readonly OwnQuestions<Facts>[] {
  const people = new Map<string, { person: Facts['contacts'][number]; questions: [Facts, ...Facts[]] }>();
  for (const question of asked)
    for (const person of question.contacts) {
      const own = people.get(person.id);
      if (own) own.questions.push(question);
      else people.set(person.id, { person, questions: [question] });
    }
  return [...people.values()];
}

/** One mail to one person about all of their questions: of the type as it is for one order, or `-of-several` where they are of more. */
export function mailOfQuestions(
  type: string,
  { person: { name, email }, questions }: OwnQuestions<AskedFacts>,
  { url, say }: QuestionTelling,
): Omit<PlainNotice, 'subject_type' | 'subject_id'> {
  const [first] = questions;
  const isOneOrder = new Set(questions.map(({ number }) => number)).size === 1;
  return {
    type: isOneOrder ? type : `${type}-of-several`,
    channel: 'mail',
    recipient: email.toLowerCase(),
    data: {
      name,
      number: orderLabel(first),
      title: first.title,
      // Words that a plugin gives to several of its questions are said once.
      question: [...new Set(questions.map(({ question, values }) => say(question, values)))].join('; '),
      count: questions.length,
      // Those of one order are answered on its page, at the first of them.
      link: isOneOrder ? linkOf(first, url) : `${url}/approvals`,
    },
  };
}

/** Where a question is answered. The page leads on to its element: a fragment does not reach the server, and would be lost where somebody has to sign in first. */
export const linkOf = ({ number, place }: Pick<AskedFacts, 'number' | 'place'>, url: string): string =>
  `${url}/orders/${number}${place ? `?at=${place}` : ''}`;
