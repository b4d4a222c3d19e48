import { portal, staff, type CallContext, type GivenAnswer, type GivenFile, type OrderFacts } from '@docket/sdk';
import { givenAt, giverOf } from '@docket/sdk/answers';
import { momentText } from '@docket/sdk/moments';
import * as z from 'zod';
import { approvedEarlier } from '../designs/before.ts';
import { obstacleTo } from '../rules/composable.ts';
import type { Making, Mockup, Round } from '../rules/proof.ts';
import type {
  ShownAnswer,
  ShownAsking,
  ShownBefore,
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
import { lackIn, lackOf } from './drawn.ts';
import { expectingFor, todayAt } from './expecting.ts';
import { isAllApproved, isOver, madeWorks, readSheet, type WorkSheet } from './sheet.ts';

const ofOrder = z.strictObject({ order: z.uuid() });

/** Who looks, on which day of the shop, and the files that they may know of: none for customers, who have what is shown by its round. */
interface Reader extends Viewer {
  readonly today: string;
  readonly given: readonly GivenFile[];
  /** By work: what was approved before. */
  readonly before: ReadonlyMap<string, ShownBefore>;
  readonly over: boolean;
}

type MadeWork = WorkSheet & { readonly making: Making };

/**
 * What the customer was asked about what is made for an order; nothing where that is nothing. A mockup that was never sent is not in it,
 * nor is a work that is not made any more: what was answered about that is among the order's records.
 */
export const proofs = portal().query(ofOrder, async ({ order }, context): Promise<ShownProofs | null> => {
  const sheet = await readSheet(context, order);
  const sent = madeWorks(sheet).filter(({ rounds }) => rounds.length > 0);
  if (sent.length === 0) return null;
  const before = await approvedEarlier(context, sheet);
  const reader: Reader = { actor: context.actor, today: todayAt(context), given: [], before, over: isOver(sheet) };
  return { proofs: sent.map((work) => shownProof(asSent(work, context), reader)) };
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
  const [{ values }, asking, before] = await Promise.all([
    context.settingsFor({ customerId: sheet.order.customerId }),
    askingOf(context, sheet.order),
    approvedEarlier(context, sheet),
  ]);
  const reader: Reader = {
    actor: context.actor,
    today: todayAt(context),
    given: sheet.given,
    before,
    over: isOver(sheet),
  };
  return {
    proofs: works.map((work) => staffProof(work, reader)),
    sheet: sheet.version,
    allApproved: isAllApproved(sheet),
    required: settingsOf(values).required,
    over: reader.over,
    asking,
  };
});

/** People of the customer are named to whoever asks them. */
async function askingOf(context: CallContext, order: OrderFacts): Promise<ShownAsking | null> {
  const { actor, now, tenant } = context;
  const mayAsk = actor.type === 'staff' && asks.some((right) => actor.permissions.includes(right));
  if (!mayAsk) return null;
  const { people, today, usual } = await expectingFor(context, order);
  const { approvers, due } = usual;
  return {
    people,
    usual: { rule: approvers?.rule ?? 'whoever', contacts: approvers?.contacts ?? [], due: due ?? '' },
    today,
    clock: momentText(now.toISOString(), tenant.timeZone),
  };
}

const asks = ['proofs.edit', 'proofs.record'];

function shownProof(work: MadeWork, reader: Reader): ShownProof {
  const { id, making, rounds, judged } = work;
  const { name, place, spec, pieces } = making.work;
  const shown = rounds.map((round) => shownRound(round, work, reader)).toReversed();
  return {
    work: id,
    name,
    place,
    spec,
    art: making.art.map((file) => ({ id: file.id, name: file.name })),
    pieces,
    before: reader.before.get(id) ?? null,
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
    turn: question.turn,
  };
}

function shownRound(
  { version, mockup, sentAt, withdrawnReason: words }: Round,
  { mockups, questions, pins }: MadeWork,
  reader: Reader,
): ShownRound {
  const question = questions.find((one) => one.version === version);
  const pictured = mockups.find((one) => one.version === mockup);
  return {
    version,
    mockup,
    pictures: (pictured?.files ?? []).map(({ id, name }) => ({ id, name })),
    note: pictured?.note ?? '',
    pins: pinsIn(pins, version, reader),
    sentAt,
    state: question?.state ?? 'void',
    record: question && question.answers.length > 0 ? question.id : null,
    answers: (question?.answers ?? []).map((answer) => shownAnswer(answer, reader)),
    approvers: question?.approvers ?? null,
    due: question?.due ?? null,
    isOverdue: question?.state === 'open' && question.due !== null && question.due < reader.today,
    voided: question?.voided ? { ...question.voided, words } : null,
  };
}

function shownAnswer(answer: GivenAnswer, { given }: Reader): ShownAnswer {
  const { at, by, decision, offline } = answer;
  return {
    choice: decision.choice,
    at: givenAt(answer),
    by: giverOf(answer),
    reason: decision.reason ?? null,
    ticked: decision.ticked ?? [],
    offline: offline && {
      way: offline.way,
      writtenBy: by.name,
      writtenAt: at,
      evidence: given
        .filter(({ id }) => offline.evidence.some(({ file }) => file === id))
        .map(({ id, name }) => ({ id, name })),
    },
  };
}

function staffProof(work: MadeWork, reader: Reader): StaffProof {
  const needs = reader.over ? null : work.judged.needs;
  const { newest } = work.judged;
  const lack = newest ? lackIn(newest, reader.given) : null;
  return {
    ...shownProof(work, reader),
    mockups: work.mockups.map((mockup) => staffMockup(mockup, work, reader.given)).toReversed(),
    canSend: needs === 'sending' && lack === null,
    lack,
    obstacle: obstacleTo(work.making.work),
    needs,
  };
}

function staffMockup(
  { version, files, note, at }: Mockup,
  { rounds }: MadeWork,
  given: readonly GivenFile[],
): StaffMockup {
  const pictures = files.map(({ id, name }) => ({ id, name, lack: lackOf(given.find((one) => one.id === id)) }));
  return { version, pictures, note, at, sent: rounds.some(({ mockup }) => mockup === version) };
}
