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
  const isOneOrder = new Set(questions.map(({ number }) => number)).size === 1;
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
      // Words that a plugin gives to several of its questions are said once.
      question: [...new Set(questions.map(({ question, values }) => say(question, values)))].join('; '),
      count: questions.length,
      link: isOneOrder ? `${url}/orders/${first.number}${placed(first)}` : `${url}/approvals`,
    },
  };
}

/** The page leads on to its element: a fragment does not reach the server, and would be lost where somebody has to sign in first. */
const placed = ({ place }: AskedFacts): string => (place ? `?at=${place}` : '');

/** What staff are told, by what the customer answered. */
const answers = { approve: 'approved', decline: 'declined', revise: 'revision' } as const;

/** Who looks after the order reads how the customer answered. */
export const aboutAnswered = (facts: AnsweredFacts, audience: StaffAudience): readonly PlainNotice[] =>
  staffNotices(
    { type: `approval.${answers[facts.choice]}`, subject_type: 'approval', subject_id: facts.id },
    { number: facts.number, prefix: facts.prefix, title: facts.title, customer: facts.customer_name },
    audience,
  );
