import { orderLabel } from '@docket/sdk/order-label';
import type { Translate } from '@docket/sdk/messages';
import { placeOf, wordsOf } from '../about-approval.ts';
import { channelsOf, unchosen } from '../kinds.ts';
import type { PlainNotice } from '../plain-notice.ts';
import { staffNotices, type StaffAudience } from '../staff-notices.ts';
import type { OverdueFacts, RemindedFacts } from './store-reminding.ts';

/** The shop's own ways and words. */
interface Telling {
  /** Prefix of the shop's addresses. */
  readonly url: string;
  readonly say: Translate;
  /** BCP 47, for days. */
  readonly locale: string;
  /** The link by which a contact gets no more reminders. */
  readonly stopOf: (contact: string) => string;
  /** An id of its own for each mail: who is reminded again gets another one. */
  readonly newId: () => string;
}

/** One mail for each person who may answer, about all of their questions, unless they want none. Questions come by day. */
export function aboutReminder(reminded: readonly RemindedFacts[], telling: Telling): readonly PlainNotice[] {
  const told = reminded.flatMap((question) =>
    question.contacts
      .filter(({ notices }) => channelsOf(notices['reminder'] ?? unchosen.contact).includes('mail'))
      .map((contact) => ({ contact, question })),
  );
  return [...Map.groupBy(told, ({ contact }) => contact.id).values()].map((own) =>
    mailOf(
      own[0]!.contact,
      own.map(({ question }) => question),
      telling,
    ),
  );
}

function mailOf(
  { id, name, email }: RemindedFacts['contacts'][number],
  questions: readonly RemindedFacts[],
  { url, say, locale, stopOf, newId }: Telling,
): PlainNotice {
  const [first] = questions as readonly [RemindedFacts, ...RemindedFacts[]];
  const { isOneOrder, link } = placeOf(questions, url);
  return {
    type: isOneOrder ? 'approval.reminder' : 'approval.reminder-of-several',
    channel: 'mail',
    subject_type: 'reminder',
    subject_id: newId(),
    recipient: email.toLowerCase(),
    data: {
      name,
      number: orderLabel(first),
      title: first.title,
      question: wordsOf(questions, say),
      count: questions.length,
      day: dayText(first.due, locale),
      link,
      stop: stopOf(id),
    },
  };
}

/** A day of the calendar as people of the shop write it. */
const dayText = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(day),
  );

/** Who looks after the order reads, once, that an answer is late. */
export const aboutOverdue = (facts: OverdueFacts, audience: StaffAudience): readonly PlainNotice[] =>
  staffNotices(
    { type: 'approval.overdue', subject_type: 'approval', subject_id: facts.id },
    { number: facts.number, prefix: facts.prefix, title: facts.title, customer: facts.customer_name },
    audience,
  );
