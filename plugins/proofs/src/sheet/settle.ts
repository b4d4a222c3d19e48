import { isStale, PlatformError, type CallContext } from '@docket/sdk';
import { errors } from '../errors.ts';
import { consequenceOf, type Life } from '../rules/follow.ts';
import { settingsOf } from '../settings.ts';
import { askAbout, askedBy } from './asking.ts';
import type { Change } from './change-sheet.ts';
import { approvalsIn, findSheet, isAllApproved, isPictured, lifeOf, type Sheet, type WorkSheet } from './sheet.ts';
import { forgetWanted, noteMoved, noteWanted, turnSheet } from './statements.ts';

/** How often an order may change between being read and written before somebody is asked to come again. */
const patience = 5;

/**
 * Brings what is asked to what the order is now: what holds no more is void, and asked again where its mockup still fits; what its
 * customer wants instead is noted for the shop. Asked for again it changes nothing. Looks again after it wrote, since the order
 * may have changed meanwhile. Answers the sheet as it is then; nothing for an order that the caller does not see.
 */
export async function settle(context: CallContext, order: string): Promise<Sheet | undefined> {
  for (let round = 0; round < patience; round += 1) {
    const sheet = await findSheet(context, order);
    // While nobody offers its kind, nobody knows what is made: all stays as it is.
    if (!sheet || sheet.order.stage === null) return sheet;
    const change = changeFor(context, sheet);
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
  const { status, stage } = sheet.order;
  const isFurther =
    stage === 'stopped' || guardedStages.some((one) => one === stage) || lifeOf(sheet.order) !== 'goes-on';
  const isThere = approvedStatus === '' || approvedStatus === status || isFurther;
  if (isThere || (await context.orders.move(order, approvedStatus)))
    await context.data.write([], noteMoved({ order, rounds }));
}

/** Nothing where all is as it should be. */
function changeFor(context: CallContext, sheet: Sheet): Change | undefined {
  const life = lifeOf(sheet.order);
  const changes = sheet.works.flatMap((work) => [
    ...askingFor(context, sheet, work, life),
    ...notingFor(context, sheet, work, life),
  ]);
  if (changes.length === 0) return undefined;
  return {
    told: changes.flatMap(({ told }) => told),
    statements: changes.flatMap(({ statements }) => statements),
  };
}

/** What is asked about a work no more, or anew. */
function askingFor(context: CallContext, sheet: Sheet, work: WorkSheet, life: Life): readonly Change[] {
  const { order } = sheet;
  const { subject, judged, making, rounds } = work;
  const { newest } = judged;
  const circumstances = { life, isPictured: newest !== undefined && isPictured(sheet, newest) };
  const consequence = consequenceOf(work, judged, circumstances);
  if (consequence.type === 'holds') return [];
  const data = { title: making?.work.name ?? work.id };
  const before = { work: data.title, version: rounds.at(-1)?.version ?? 0 };
  if (consequence.type === 'void') {
    const history = { type: 'proofs.voided', shown: true, data };
    return [
      {
        told: [{ order: order.id, action: 'proofs.void', before, history, voids: [{ subject, ...consequence.ends }] }],
        statements: [],
      },
    ];
  }
  if (!making || !newest) return [];
  const { question, statements } = askAbout(
    context,
    order.id,
    { ...work, making },
    newest,
    askedBy(settingsOf(context.settings)),
  );
  const voids = [{ subject, reason: 'proofs.void.spec' }];
  const history = { type: 'proofs.asked-again', shown: true, data };
  const after = { work: data.title, version: question.version };
  return [
    {
      told: [{ order: order.id, action: 'proofs.ask-again', before, after, history, asks: [question], voids }],
      statements,
    },
  ];
}

/** Notes what the customer wants instead, or that nobody has to follow up any more. */
function notingFor(context: CallContext, { order }: Sheet, work: WorkSheet, life: Life): readonly Change[] {
  const { id, judged, rounds } = work;
  const wants = life === 'goes-on' ? judged.wants : null;
  const noted = rounds.find((round) => round.wants !== null);
  if (wants === (noted?.wants ?? null) && (wants === null || noted === judged.round)) return [];
  const ofWork = { order: order.id, work: id };
  const { round } = judged;
  const since = judged.question?.decided?.at ?? context.now.toISOString();
  const statements = [
    forgetWanted(ofWork),
    ...(wants && round ? [noteWanted({ ...ofWork, version: round.version, wants, since })] : []),
  ];
  return [{ told: [], statements }];
}
