import { orderLabel } from '@docket/sdk/order-label';
import { questionName, type Speech } from '@docket/sdk/question-name';
import type { PlainNotice } from './plain-notice.ts';
import type { BellData } from './staff-notices.ts';
import type { AskedFacts, QuestionFacts } from './store-approvals.ts';

/** The shop's own ways and words. */
export interface QuestionTelling {
  /** Prefix of the shop's addresses. */
  readonly url: string;
  readonly speech: Speech;
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
  { url, speech }: QuestionTelling,
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
      // What several of them are called is said once.
      question: [...new Set(questions.map((one) => calledIn(speech, one)))].join('; '),
      count: questions.length,
      // Those of one order are answered on its page, at the first of them.
      link: isOneOrder ? linkOf(first, url) : `${url}/approvals`,
    },
  };
}

/** What staff read of a question. */
export const staffDataOf = (facts: QuestionFacts, speech: Speech): BellData => ({
  number: facts.number,
  prefix: facts.prefix,
  title: facts.title,
  customer: facts.customer_name,
  question: calledIn(speech, facts),
});

const calledIn = (speech: Speech, { question, values, apart }: QuestionFacts): string =>
  questionName({ title: question, values, apart }, speech);

/** Where a question is answered. The page leads on to its element: a fragment does not reach the server, and would be lost where somebody has to sign in first. */
export const linkOf = ({ number, place }: Pick<AskedFacts, 'number' | 'place'>, url: string): string =>
  `${url}/orders/${number}${place ? `?at=${place}` : ''}`;
