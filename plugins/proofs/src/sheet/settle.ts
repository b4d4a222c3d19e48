import { isStale, PlatformError, type Approval, type CallContext, type Void } from '@docket/sdk';
import { dayIn } from '@docket/sdk/content';
import { errors } from '../errors.ts';
import { expectedAgain, type Expected, type Present } from '../rules/expected.ts';
import { consequenceOf, type Consequence, type Life } from '../rules/follow.ts';
import { settingsOf } from '../settings.ts';
import { askAbout, askedBy } from './asking.ts';
import { calledStill } from './called.ts';
import type { Change } from './change-sheet.ts';
import { presentFor } from './expecting.ts';
import { approvalsIn, findSheet, isAllApproved, isPictured, lifeOf, type Sheet, type WorkSheet } from './sheet.ts';
import { forgetFollowUp, noteMoved, noteWanted, sheetOf, turnSheet } from './statements.ts';

/** How often an order may change between being read and written before somebody is asked to come again. */
const patience = 5;

/**
 * Brings what is asked to what the order is now: what holds no more is void, and asked again where its mockup still fits; what its
 * customer wants instead is noted for the shop. Asked for again it changes nothing. Looks again after it wrote, since the order
 * may have changed meanwhile. Answers the sheet as it is then; nothing for an order that never had a mockup, or that the caller does not see.
 */
export async function settle(context: CallContext, order: string): Promise<Sheet | undefined> {
  const [known] = await context.data.read(sheetOf({ order }));
  // Most orders that are told of have no mockup.
  if (known.length === 0) return undefined;
  for (let round = 0; round < patience; round += 1) {
    const sheet = await findSheet(context, order);
    // While nobody offers its kind, nobody knows what is made: all stays as it is.
    if (!sheet || sheet.order.stage === null) return sheet;
    const change = await changeFor(context, sheet);
    if (!change) return sheet;
    try {
      const turning = turnSheet({ tenant: context.tenant.id, order, seen: sheet.version });
      await context.data.write(change.told, turning, ...change.statements);
    } catch (cause) {
      if (!isStale(cause)) throw cause;
    }
  }
  throw new PlatformError(errors['proofs.changed']);
}

/**
 * An answer was given, or the order is another: settles it, and moves it on once all that is made for it is approved. Each approval
 * moves it once: where staff take it afterwards is theirs, also where this is told again.
 */
export async function follow(context: CallContext, order: string): Promise<void> {
  const sheet = await settle(context, order);
  if (!sheet || !isAllApproved(sheet)) return;
  const rounds = approvalsIn(sheet);
  if (rounds.every((round) => sheet.movedFor.includes(round))) return;
  const { approvedStatus, guardedStages } = settingsOf(context.settings);
  const { stage } = sheet.order;
  const isFurther =
    stage === 'stopped' || guardedStages.some((one) => one === stage) || lifeOf(sheet.order) !== 'goes-on';
  // Where no way leads there now, it is not taken on another day: staff move it once nothing is in the way.
  if (approvedStatus !== '' && !isFurther) await context.orders.move(order, approvedStatus);
  await context.data.write([], noteMoved({ order, rounds }));
}

/** Nothing where all is as it should be. */
async function changeFor(context: CallContext, sheet: Sheet): Promise<Change | undefined> {
  const life = lifeOf(sheet.order);
  const followed = await Promise.all(
    sheet.works.map(async (work) => {
      const { newest } = work.judged;
      const isThere = newest !== undefined && isPictured(sheet, newest);
      const consequence = consequenceOf(work, work.judged, { life, isPictured: isThere });
      return { work, consequence, title: consequence.type === 'holds' ? '' : await calledStill(context, work) };
    }),
  );
  // Who may approve is asked for where somebody is asked again, which is seldom.
  const isAskedAgain = followed.some(({ consequence }) => consequence.type === 'again');
  const present = isAskedAgain ? await presentFor(context, sheet.order.id) : undefined;
  const changes = followed.flatMap(({ work, consequence, title }) => [
    ...askingFor(context, sheet, work, { consequence, title, present }),
    // Who is asked again is followed up anew.
    ...(consequence.type === 'again' ? [] : notingFor(context, sheet, work, life)),
  ]);
  if (changes.length === 0) return undefined;
  return {
    told: changes.flatMap(({ told }) => told),
    statements: changes.flatMap(({ statements }) => statements),
  };
}

interface Following {
  readonly consequence: Consequence;
  /** What the work is called; empty where nothing becomes of it. */
  readonly title: string;
  /** There where anything is asked again. */
  readonly present: Present | undefined;
}

/** Whom a question asks, as it is asked with. */
const whomAsked = ({ approvers }: Approval): Expected['approvers'] =>
  approvers && { rule: approvers.rule, contacts: approvers.people.flatMap(({ id }) => id ?? []) };

/** What is asked about a work no more, or anew. */
function askingFor(
  context: CallContext,
  { order }: Sheet,
  work: WorkSheet,
  { consequence, title, present }: Following,
): readonly Change[] {
  if (consequence.type === 'holds') return [];
  if (consequence.type === 'void') return [ending(order.id, title, work, consequence.ends)];
  const { making, judged, subject, rounds } = work;
  const { newest: mockup, round, question: before } = judged;
  if (!making || !mockup || !round || !before || !present) return [];
  // A colleague whom one of those asked is asked from then on.
  const expected = expectedAgain(
    { approvers: whomAsked(before), due: round.due },
    dayIn(context.tenant.timeZone, new Date(round.sentAt)),
    present,
  );
  // Whom to ask instead of those who are gone is for staff to say.
  if (!expected) return [ending(order.id, title, work, { reason: 'proofs.void.nobody' })];
  const asked = askedBy(settingsOf(context.settings));
  const { question, statements } = askAbout(context, order.id, { ...work, making }, { mockup, asked, expected });
  return [
    {
      told: [
        {
          order: order.id,
          action: 'proofs.ask-again',
          before: { work: title, version: versionOf(rounds) },
          after: { work: title, version: question.version },
          history: { type: 'proofs.asked-again', shown: true, data: { title } },
          asks: [question],
          voids: [{ subject, reason: 'proofs.void.spec' }],
        },
      ],
      statements,
    },
  ];
}

/** What was asked holds no more, and nothing is asked instead. */
function ending(order: string, title: string, { subject, rounds }: WorkSheet, ends: Omit<Void, 'subject'>): Change {
  const before = { work: title, version: versionOf(rounds) };
  const history = { type: 'proofs.voided', shown: true, data: { title } };
  return {
    told: [{ order, action: 'proofs.void', before, history, voids: [{ subject, ...ends }] }],
    statements: [],
  };
}

const versionOf = (rounds: WorkSheet['rounds']): number => rounds.at(-1)?.version ?? 0;

/** Notes what the customer wants instead, or that nobody has to follow up any more. */
function notingFor(context: CallContext, { order }: Sheet, work: WorkSheet, life: Life): readonly Change[] {
  const { id, judged, rounds } = work;
  const wants = life === 'goes-on' ? judged.wants : null;
  const noted = rounds.find((round) => round.wants !== null);
  const isNoted = wants === (noted?.wants ?? null) && (wants === null || noted === judged.round);
  // An answer that came is waited for no more, whichever it is.
  const isAnswered = judged.question?.state !== 'open' && rounds.some(({ waitsUntil }) => waitsUntil !== null);
  if (isNoted && !isAnswered) return [];
  const ofWork = { order: order.id, work: id };
  const { round } = judged;
  const since = judged.question?.decided?.at ?? context.now.toISOString();
  const statements = [
    forgetFollowUp(ofWork),
    ...(wants && round ? [noteWanted({ ...ofWork, version: round.version, wants, since })] : []),
  ];
  return [{ told: [], statements }];
}
