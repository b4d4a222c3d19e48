import { portal, staff, type Approval, type CallContext, type GivenFile } from '@docket/sdk';
import * as z from 'zod';
import { obstacleTo } from '../rules/composable.ts';
import type { Making, Mockup, Round } from '../rules/proof.ts';
import type {
  ShownDecision,
  ShownProof,
  ShownProofs,
  ShownRound,
  StaffMockup,
  StaffProof,
  StaffProofs,
} from '../rules/shown.ts';
import { pinsIn, type Viewer } from '../pins/shown-pins.ts';
import { judge, withoutUnsent } from '../rules/standing.ts';
import { settingsOf } from '../settings.ts';
import { isDrawn, isLookedAt } from './drawn.ts';
import { isAllApproved, madeWorks, readSheet, type WorkSheet } from './sheet.ts';

const ofOrder = z.strictObject({ order: z.uuid() });

type MadeWork = WorkSheet & { readonly making: Making };

/** What the customer was ever asked about an order; nothing where that is nothing. A mockup that was never sent is not in it. */
export const proofs = portal().query(ofOrder, async ({ order }, context): Promise<ShownProofs | null> => {
  const sheet = await readSheet(context, order);
  const sent = madeWorks(sheet).filter(({ rounds }) => rounds.length > 0);
  return sent.length === 0 ? null : { proofs: sent.map((work) => shownProof(asSent(work, context), context)) };
});

function asSent(work: MadeWork, { approvals }: Pick<CallContext, 'approvals'>): MadeWork {
  const sent = withoutUnsent(work);
  return { ...work, mockups: sent.mockups, judged: judge(sent, (question) => approvals.hashOf(question)) };
}

/** The works of an order for staff; nothing where nothing is made that has to be agreed on. */
export const board = staff('proofs.read').query(ofOrder, async ({ order }, context): Promise<StaffProofs | null> => {
  const sheet = await readSheet(context, order);
  const works = madeWorks(sheet);
  if (works.length === 0) return null;
  const { values } = await context.settingsFor({ customerId: sheet.order.customerId });
  return {
    proofs: works.map((work) => staffProof(work, sheet.given, context)),
    sheet: sheet.version,
    allApproved: isAllApproved(sheet),
    required: settingsOf(values).required,
  };
});

function shownProof(work: MadeWork, viewer: Viewer): ShownProof {
  const { id, making, rounds, judged } = work;
  const { name, place, spec, pieces } = making.work;
  const shown = rounds.map((round) => shownRound(round, work, viewer)).toReversed();
  return {
    work: id,
    name,
    place,
    spec,
    art: making.art.map((file) => ({ id: file.id, name: file.name })),
    pieces,
    standing: judged.standing,
    current: shown[0] ?? null,
    earlier: shown.slice(1),
    question: questionOf(work),
  };
}

/** Nothing where there is nothing to decide. */
function questionOf({ judged: { standing, question, round } }: MadeWork): ShownProof['question'] {
  if (standing !== 'waiting' || !question || !round) return null;
  const { terms: text, termsVersion: version } = round;
  return {
    id: question.id,
    hash: question.hash,
    ticks: round.ticks.map((tick) => ({ id: tick, label: `proofs.check.${tick}` })),
    terms: text === '' ? null : { version, text },
  };
}

function shownRound(
  { version, mockup, sentAt, withdrawnReason: words }: Round,
  { mockups, questions, pins }: MadeWork,
  viewer: Viewer,
): ShownRound {
  const question = questions.find((one) => one.version === version);
  const pictured = mockups.find((one) => one.version === mockup);
  return {
    version,
    mockup,
    pictures: (pictured?.files ?? []).map(({ id, name }) => ({ id, name })),
    note: pictured?.note ?? '',
    pins: pinsIn(pins, version, viewer),
    sentAt,
    state: question?.state ?? 'void',
    decision: decisionOf(question),
    voided: question?.voided ? { ...question.voided, words } : null,
  };
}

function decisionOf(question: Approval | undefined): ShownDecision | null {
  if (!question?.decided) return null;
  const { at, by, decision } = question.decided;
  return { choice: decision.choice, at, by: by.name, reason: decision.reason ?? null, ticked: decision.ticked ?? [] };
}

function staffProof(work: MadeWork, given: readonly GivenFile[], viewer: Viewer): StaffProof {
  const { needs } = work.judged;
  return {
    ...shownProof(work, viewer),
    mockups: work.mockups.map((mockup) => staffMockup(mockup, work, given)).toReversed(),
    canSend: needs === 'sending',
    obstacle: obstacleTo(work.making.work),
    needs,
  };
}

function staffMockup(
  { version, files, note, at }: Mockup,
  { rounds }: MadeWork,
  given: readonly GivenFile[],
): StaffMockup {
  const pictures = files.map(({ id, name }) => {
    const file = given.find((one) => one.id === id);
    const looking = file !== undefined && isLookedAt(file);
    const undrawn = file?.state === 'stored' && !looking && !isDrawn(file);
    return { id, name, state: file?.state ?? 'gone', looking, undrawn };
  });
  return { version, pictures, note, at, sent: rounds.some(({ mockup }) => mockup === version) };
}
