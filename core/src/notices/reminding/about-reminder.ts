import type { Speech } from '@docket/sdk/question-name';
import { channelsOf, unchosen } from '../kinds.ts';
import { mailOfQuestions, ofEachPerson, staffDataOf, type QuestionTelling } from '../mail-of-questions.ts';
import type { PlainNotice } from '../plain-notice.ts';
import { staffNotices, type StaffAudience } from '../staff-notices.ts';
import type { OverdueFacts, RemindedFacts } from './store-reminding.ts';

interface Telling extends QuestionTelling {
  /** The link by which a contact gets no more reminders. */
  readonly stopOf: (contact: string) => string;
  /** An id of its own for each mail: who is reminded again gets another one. */
  readonly newId: () => string;
}

/** One mail for each person who may answer, about all of their questions, unless they want none. Questions come by day. */
export const aboutReminder = (reminded: readonly RemindedFacts[], telling: Telling): readonly PlainNotice[] =>
  ofEachPerson(reminded)
    .filter(({ person }) => wantsReminders(person))
    .map((own) => {
      const { data, ...mail } = mailOfQuestions('approval.reminder', own, telling);
      const { speech, stopOf, newId } = telling;
      const day = dayText(own.questions[0].due, speech.locale);
      return {
        ...mail,
        subject_type: 'reminder',
        subject_id: newId(),
        // The question is what it is found by when the customer is erased.
        data: { ...data, approval: own.questions[0].id, day, stop: stopOf(own.person.id) },
      };
    });

const wantsReminders = ({ notices }: RemindedFacts['contacts'][number]): boolean =>
  channelsOf(notices['reminder'] ?? unchosen.contact).includes('mail');

/** A day of the calendar as people of the shop write it. */
const dayText = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(
    new Date(day),
  );

/** Who looks after the order reads, once, that an answer is late. */
export const aboutOverdue = (facts: OverdueFacts, audience: StaffAudience, speech: Speech): readonly PlainNotice[] =>
  staffNotices(
    { type: 'approval.overdue', subject_type: 'approval', subject_id: facts.id },
    staffDataOf(facts, speech),
    audience,
  );
