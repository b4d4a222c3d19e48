import { orderLabel } from '@docket/sdk/order-label';
import type { Speech } from '@docket/sdk/question-name';
import { linkOf, mailOfQuestions, ofEachPerson, staffDataOf, type QuestionTelling } from './mail-of-questions.ts';
import type { PlainNotice } from './plain-notice.ts';
import { staffNotices, type StaffAudience } from './staff-notices.ts';
import type { AnsweredFacts, AskedFacts } from './store-approvals.ts';

/** Each contact that may answer reads in one mail what is asked of it, however many questions were asked together. */
export const aboutAsked = (asked: readonly AskedFacts[], telling: QuestionTelling): readonly PlainNotice[] =>
  ofEachPerson(asked).map((own) => ({
    ...mailOfQuestions('approval.asked', own, telling),
    subject_type: 'approval',
    subject_id: own.questions[0].id,
  }));

/** A question that a contact asked a colleague to answer. */
export interface ForwardedFacts extends Pick<AskedFacts, 'id' | 'number' | 'prefix' | 'place'> {
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
    // By which it is found when the customer is erased.
    approval: question.id,
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

/** Who looks after the order reads what the customer answered, and how. */
export const aboutAnswered = (facts: AnsweredFacts, audience: StaffAudience, speech: Speech): readonly PlainNotice[] =>
  staffNotices(
    { type: `approval.${answers[facts.choice]}`, subject_type: 'approval', subject_id: facts.id },
    staffDataOf(facts, speech),
    audience,
  );
