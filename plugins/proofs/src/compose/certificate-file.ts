import { portal, staff, type ApprovalRecord, type CallContext, type MadeFile } from '@docket/sdk';
import { orderLabel } from '@docket/sdk/order-label';
import { questionName } from '@docket/sdk/question-name';
import * as z from 'zod';
import { artOf } from './pixels.ts';
import { spoken, type Speech } from './caption.ts';
import { answerLines, momentOf, standingOf } from './certificate-words.ts';
import type { Certificate, Line } from './certificate.ts';

const Asked = z.strictObject({ approval: z.uuid() });

/** What a customer answered to a mockup, as PDF; nothing while that is nothing. Who sent it from where is in it for staff alone. */
export const staffCertificatePdf = staff('proofs.read').download(Asked, ({ approval }, context) =>
  fileOf(approval, context),
);

/** The same for the customer. */
export const certificatePdfFile = portal().download(Asked, ({ approval }, context) => fileOf(approval, context));

async function fileOf(approval: string, context: CallContext): Promise<MadeFile | undefined> {
  const record = await context.approvals.record(approval);
  if (!record || record.answers.length === 0) return undefined;
  const speech: Speech = { words: context.approvals.words(), tenant: context.tenant };
  const told = await toldOf(record, context, speech);
  const name = speech.words('proofs.certificate.name', {
    order: orderLabel(record.about),
    what: calledIn(speech, record),
  });
  // What writes PDF is large, and loaded with the first document.
  const { certificatePdf } = await import('./certificate.ts');
  return { name: `${name}.pdf`, type: 'application/pdf', bytes: await certificatePdf(told, context), inline: true };
}

async function toldOf(record: ApprovalRecord, context: CallContext, speech: Speech): Promise<Certificate> {
  const { about, question, answers, kept, hash, isIntact } = record;
  const { words } = speech;
  const pictures = await Promise.all(
    (question.pictures ?? []).map(async ({ file, sha256 }) => {
      const picture = kept[file] === undefined ? null : await context.files.picture(file);
      const caption = kept[file] ?? words('record.picture.gone');
      return { caption, sha256, art: picture ? await artOf(picture) : undefined };
    }),
  );
  return {
    title: words(`record.title.${record.state}`),
    about: words('proofs.certificate.about', {
      shop: context.tenant.name,
      order: orderLabel(about),
      title: about.title,
      customer: about.customer,
    }),
    standing: standingOf(record, context.tenant, words),
    pictures,
    parts: [
      { title: calledIn(speech, record), lines: shownLines(record, context, speech) },
      ...answers.map((answer) => ({
        title: words('record.answers', { count: 1 }),
        lines: answerLines(answer, record, speech, context.tenant),
      })),
    ],
    fingerprint: {
      title: words('record.fingerprint'),
      hash,
      says: words(`record.fingerprint.${isIntact ? 'fits' : 'unfit'}`),
    },
  };
}

const calledIn = ({ words, tenant }: Speech, { question }: ApprovalRecord): string =>
  questionName(question, { words, locale: tenant.locale });

const shownLines = (
  { question, version, askedAt, id }: ApprovalRecord,
  { tenant }: CallContext,
  speech: Speech,
): readonly Line[] => [
  ...question.lines.map(({ label, value }): Line => [speech.words(label), spoken(value, speech)]),
  [speech.words('record.version'), spoken({ type: 'number', number: version }, speech)],
  [speech.words('record.asked'), momentOf(askedAt, tenant)],
  [speech.words('record.id'), id],
];
