import type { ApprovalRecord, ProvenAnswer, Tenant } from '@docket/sdk';
import { givenAt, giverOf } from '@docket/sdk/answers';
import type { Translate } from '@docket/sdk/messages';
import { spoken, type Speech } from './caption.ts';
import type { Line } from './certificate.ts';

type Clock = Pick<Tenant, 'locale' | 'timeZone'>;

/** A moment by the shop's clock, and to the second by UTC: neither says the other without a zone. */
export function momentOf(at: string, { locale, timeZone }: Clock): string {
  const date = new Date(at);
  const local = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(date);
  return `${local} ${timeZone}\n${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** Whether it holds, in sentences. */
export function standingOf(
  { state, decided, voided, isIntact }: Pick<ApprovalRecord, 'state' | 'decided' | 'voided' | 'isIntact'>,
  clock: Clock,
  words: Translate,
): readonly string[] {
  const stands = words(`record.stands.${state}`);
  const since = voided
    ? [
        words('record.stands.void.since', { at: momentOf(voided.at, clock).split('\n')[0] ?? '' }),
        words(voided.reason),
        words(`record.before.${decided?.decision.choice ?? 'none'}`),
      ]
    : [];
  return [stands, ...since, ...(isIntact ? [] : [words('record.unfit'), words('record.unfit.about')])];
}

/** Who answered what, when and how. */
export function answerLines(
  answer: ProvenAnswer,
  { question, kept }: Pick<ApprovalRecord, 'question' | 'kept'>,
  speech: Speech,
  clock: Clock,
): readonly Line[] {
  const { by, at, email, decision, offline, from } = answer;
  const { words } = speech;
  const line = (key: string, value: string): Line => [words(`record.${key}`), value];
  const { choice, reason, counter, ticked = [] } = decision;
  const corrected = choice === 'approve' && reason ? 'corrected' : choice;
  const confirmed = (question.ticks ?? []).filter(({ id }) => ticked.includes(id)).map(({ label }) => words(label));
  return [
    line('who', [giverOf(answer), ...(email ? [email] : [])].join('\n')),
    line('answer', words(`record.answer.${corrected}`)),
    ...(reason ? [line('words', reason)] : []),
    ...(counter ? [line('instead', spoken({ type: 'money', ...counter }, speech))] : []),
    ...(confirmed.length > 0 ? [line('confirmed', confirmed.join('\n'))] : []),
    line('when', momentOf(givenAt(answer), clock)),
    line('how', words(`record.way.${offline?.way ?? 'portal'}`)),
    ...(from ? [line('from', [from.address, from.device].filter((part) => part !== '').join('\n'))] : []),
    ...(offline
      ? [
          line('recorded', `${by.name || words('record.shop')}\n${momentOf(at, clock)}`),
          ...(offline.evidence.length > 0
            ? [line('evidence', offline.evidence.map((one) => proofOf(one, kept, words)).join('\n'))]
            : []),
        ]
      : []),
  ];
}

const proofOf = (
  { file, sha256 }: { readonly file: string; readonly sha256: string },
  kept: ApprovalRecord['kept'],
  words: Translate,
): string => `${kept[file] ?? words('record.evidence.kept')}\nSHA-256 ${sha256}`;
