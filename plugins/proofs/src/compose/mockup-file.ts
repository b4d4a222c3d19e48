import { portal, staff, type CallContext, type MadeFile } from '@docket/sdk';
import { orderLabel } from '@docket/sdk/order-label';
import * as z from 'zod';
import { longestWork, type Making, type Mockup } from '../rules/proof.ts';
import { withoutUnsent } from '../rules/standing.ts';
import { findSheet, type Sheet, type WorkSheet } from '../sheet/sheet.ts';
import { nameOf, spoken, type Speech } from './caption.ts';
import type { Leaf } from './pdf.ts';
import { artOf } from './pixels.ts';

const Asked = z.strictObject({
  order: z.uuid(),
  work: z.string().min(1).max(longestWork),
  mockup: z.coerce.number().int().min(1),
});

/** A mockup as PDF, whether it was sent or not. */
export const staffMockupPdf = staff('proofs.read').download(Asked, async (asked, context) => {
  const sheet = await findSheet(context, asked.order);
  return sheet && fileOf(sheet, asked, context, (work) => work.mockups);
});

/** The same for customers: one that was never sent is not there. */
export const mockupPdfFile = portal().download(Asked, async (asked, context) => {
  const sheet = await findSheet(context, asked.order);
  return sheet && fileOf(sheet, asked, context, (work) => withoutUnsent(work).mockups);
});

type MadeWork = WorkSheet & { readonly making: Making };

async function fileOf(
  sheet: Sheet,
  { work: id, mockup: version }: z.infer<typeof Asked>,
  context: CallContext,
  seenOf: (work: WorkSheet) => readonly Mockup[],
): Promise<MadeFile | undefined> {
  const work = sheet.works.find((one): one is MadeWork => one.id === id && one.making !== undefined);
  const seen = work ? seenOf(work) : [];
  const mockup = seen.find((one) => one.version === version);
  if (!work || !mockup) return undefined;
  const speech: Speech = { words: context.approvals.words(), tenant: context.tenant };
  const order = orderLabel(sheet.order);
  const leaf = await leafOf({ work, mockup, order, isNewest: mockup === seen.at(-1) }, context, speech);
  const name = speech.words('proofs.pdf.name', { order, work: leaf.title, mockup: String(version) });
  // What writes PDF is large, and loaded with the first document.
  const { mockupPdf } = await import('./pdf.ts');
  return { name: `${name}.pdf`, type: 'application/pdf', bytes: await mockupPdf(leaf, context), inline: true };
}

interface Told {
  readonly work: MadeWork;
  readonly mockup: Mockup;
  readonly order: string;
  /** What is made now says nothing of what an older one was of. */
  readonly isNewest: boolean;
}

async function leafOf(
  { work: { making }, mockup, order, isNewest }: Told,
  context: CallContext,
  speech: Speech,
): Promise<Leaf> {
  const { words, tenant } = speech;
  const pictures = await Promise.all(
    mockup.files.map(async ({ id, name, sha256 }) => {
      const picture = await context.files.picture(id);
      return { name, sha256, art: picture ? await artOf(picture) : undefined };
    }),
  );
  const { locale } = tenant;
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: context.tenant.timeZone }).format(
    context.now,
  );
  return {
    title: nameOf(making.work, speech),
    about: words('proofs.pdf.about', { shop: context.tenant.name, order, mockup: String(mockup.version) }),
    pictures,
    note: mockup.note,
    spec: isNewest ? { title: words('proofs.pdf.spec', { date }), lines: specOf(making, speech) } : null,
    words: { files: words('proofs.pdf.files'), noPicture: (name) => words('proofs.pdf.no-picture', { name }) },
  };
}

const specOf = ({ work, art }: Making, speech: Speech): readonly (readonly [string, string])[] => [
  ...work.spec.map(({ label, value }) => [speech.words(label), spoken(value, speech)] as const),
  ...art.map(({ name }) => [speech.words('proofs.line.artwork'), name] as const),
];
