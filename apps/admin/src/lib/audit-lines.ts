import type { Json } from '@docket/sdk';
import type { Translate } from '@docket/sdk/messages';
import type { Speech } from '@docket/sdk/question-name';
import { differencesOf, type Difference } from './audit-differences.ts';
import { doneIn } from './audit-words.ts';
import { asGroup } from './json.ts';
import { toldQuestion } from './told-question.ts';

/** Somebody in a line of the audit; `name` is empty where nobody has the id any more. */
export interface Person {
  readonly type: string;
  readonly id: string;
  readonly name: string;
}

/** A line of the audit as a page has it. */
export interface AuditLine {
  readonly id: string;
  readonly at: string;
  readonly by: Person;
  readonly onBehalf: Person | null;
  readonly action: string;
  readonly kind: string;
  readonly subject: string;
  readonly subjectName: string;
  readonly customer: string;
  readonly before: Json;
  readonly after: Json;
}

/** A line in plain words: what stands before its subject, the subject, what follows, and the fields that changed. */
export interface Told {
  readonly head: string;
  readonly subject: string;
  readonly tail: string;
  readonly differences: readonly Difference[];
}

/** Stands for the subject while the sentence is made, so that the page can make it a link. */
const mark = '\uE000';

/** Says a line in words; `me` is the reader's id. An action that has no words yet is named. */
export function tell(line: AuditLine, me: string, speech: Speech): Told {
  const { words: t } = speech;
  const who = nameOf(line.by, me, t);
  const sentence = doneIn(line.action, { who, subject: mark }, t);
  const { asked, after } = askedIn(line);
  const question = toldQuestion(asked, speech);
  const differences = differencesOf(line.before, after, t);
  const [head = '', ...tail] = sentence.split(mark);
  const more = [
    question !== '' && t('admin.audit.question', { question }),
    line.onBehalf && t('admin.audit.onBehalf', { who: nameOf(line.onBehalf, me, t) }),
    oneOf(differences, t),
  ];
  return {
    head,
    subject: tail.length === 0 ? '' : subjectOf(line, t),
    tail: [tail.join(''), ...more].filter(Boolean).join(''),
    differences,
  };
}

/** The same as one sentence. */
export const sentenceOf = (line: AuditLine, me: string, speech: Speech): string => {
  const { head, subject, tail } = tell(line, me, speech);
  return `${head}${subject}${tail}`;
};

/** Who it was, in words. */
export function nameOf({ type, id, name }: Person, me: string, t: Translate): string {
  if ((type === 'staff' || type === 'operator') && id === me) return t('admin.by.me');
  if (type === 'operator' && name !== '') return t('admin.by.operatorNamed', { name });
  const key = `admin.by.${type}`;
  return name || (t(key) === key ? type : t(key));
}

/** The question that a line of the core's is about, apart from what became of it. */
function askedIn({ action, after }: AuditLine) {
  const { question, ...became } = asGroup(after);
  const isOfQuestion = action.startsWith('approvals.') && question !== undefined;
  return isOfQuestion ? { asked: asGroup(question), after: became } : { asked: {}, after };
}

/** What it was about, in words. */
function subjectOf({ kind, subjectName: name }: AuditLine, t: Translate): string {
  if (kind === 'plugin' && name === 'core') return t('admin.audit.some.core');
  const key = `admin.audit.${name === '' ? 'some' : 'named'}.${kind}`;
  return t(key) === key ? name || kind : t(key, { name });
}

/** A single small change is told at once; more of them are in the details. */
function oneOf([one, ...others]: readonly Difference[], t: Translate): string {
  const isSmall = one !== undefined && others.length === 0 && one.before !== '' && one.after !== '';
  if (!isSmall || one.before.length + one.after.length > 120) return '';
  return t('admin.audit.oneChange', { field: one.field, before: one.before, after: one.after });
}

/** The page of what a line is about, below the admin; undefined where there is none. */
export function placeOf({ kind, subject, subjectName, customer }: AuditLine) {
  if (kind === 'customer' && subjectName !== '') return `customers/${subject}` as const;
  if ((kind === 'contact' || kind === 'session') && customer !== '') return `customers/${customer}` as const;
  if (kind === 'order' && subjectName !== '') return `orders/${subjectName}` as const;
  if (kind === 'request') return `requests/${subject}` as const;
  return kind === 'plugin' ? (`plugins/${subject}` as const) : undefined;
}
