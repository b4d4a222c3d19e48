import { orderLabel } from '@docket/sdk/order-label';
import type { Translate } from '@docket/sdk/messages';
import type { PlainNotice } from './plain-notice.ts';
import { staffNotices, type StaffAudience } from './staff-notices.ts';
import type { AnsweredFacts, AskedFacts } from './store-approvals.ts';

/** The shop's own ways and words. */
interface Telling {
  /** Prefix of the shop's addresses. */
  readonly url: string;
  readonly say: Translate;
}

/**
 * Each contact that may answer reads in one mail what is asked of it, however many questions were asked together. Of
 * questions that it may not see it reads nothing.
 */
export function aboutAsked(asked: readonly AskedFacts[], telling: Telling): readonly PlainNotice[] {
  const told = asked.flatMap((question) => question.contacts.map((contact) => ({ contact, question })));
  return [...Map.groupBy(told, ({ contact }) => contact.id).values()].map((own) =>
    mailOf(
      own[0]!.contact,
      own.map(({ question }) => question),
      telling,
    ),
  );
}

function mailOf(
  { name, email }: AskedFacts['contacts'][number],
  questions: readonly AskedFacts[],
  { url, say }: Telling,
): PlainNotice {
  const [first] = questions as readonly [AskedFacts, ...AskedFacts[]];
  const { isOneOrder, link } = placeOf(questions, url);
  return {
    type: isOneOrder ? 'approval.asked' : 'approval.asked-of-several',
    channel: 'mail',
    subject_type: 'approval',
    subject_id: first.id,
    recipient: email.toLowerCase(),
    data: {
      name,
      number: orderLabel(first),
      title: first.title,
      question: wordsOf(questions, say),
      count: questions.length,
      link,
    },
  };
}

/** Where questions are answered: those of one order on its page, at the first of them. */
export function placeOf(questions: readonly AskedFacts[], url: string) {
  const [first] = questions as readonly [AskedFacts, ...AskedFacts[]];
  const isOneOrder = new Set(questions.map(({ number }) => number)).size === 1;
  return { isOneOrder, link: isOneOrder ? linkOf(first, url) : `${url}/approvals` };
}

/** What is asked. Words that a plugin gives to several of its questions are said once. */
export const wordsOf = (questions: readonly AskedFacts[], say: Translate): string =>
  [...new Set(questions.map(({ question, values }) => say(question, values)))].join('; ');

/** Where a question is answered. The page leads on to its element: a fragment does not reach the server, and would be lost where somebody has to sign in first. */
const linkOf = ({ number, place }: Pick<AskedFacts, 'number' | 'place'>, url: string): string =>
  `${url}/orders/${number}${place ? `?at=${place}` : ''}`;

/** A question that a contact asked a colleague to answer. */
export interface ForwardedFacts extends Pick<AskedFacts, 'number' | 'prefix' | 'place'> {
  /** Who forwards it. */
  readonly who: string;
  /** In the words of whoever forwards it; empty for none. */
  readonly note: string;
  readonly colleague: { readonly name: string; readonly email: string; readonly isProven: boolean };
}

/**
 * What the colleague reads: who asks, about which order, and what they wrote. Of the question it says nothing, since nobody has
 * proven yet whose address that is.
 */
export const aboutForwarded = ({ who, note, colleague, ...question }: ForwardedFacts, url: string) => ({
  type: note === '' ? 'approval.forwarded' : 'approval.forwarded-with-note',
  recipient: colleague.email.toLowerCase(),
  data: {
    name: colleague.name,
    who,
    number: orderLabel(question),
    ...(note !== '' && { note }),
    link: linkOf(question, url),
    // A contact must not fill a stranger's mailbox.
    proven: colleague.isProven,
  },
});

/** What staff are told, by what the customer answered. */
const answers = { approve: 'approved', decline: 'declined', revise: 'revision' } as const;

/** Who looks after the order reads how the customer answered. */
export const aboutAnswered = (facts: AnsweredFacts, audience: StaffAudience): readonly PlainNotice[] =>
  staffNotices(
    { type: `approval.${answers[facts.choice]}`, subject_type: 'approval', subject_id: facts.id },
    { number: facts.number, prefix: facts.prefix, title: facts.title, customer: facts.customer_name },
    audience,
  );
