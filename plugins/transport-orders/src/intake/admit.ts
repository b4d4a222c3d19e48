import { intake, on, type CallContext, type IntakeRequest } from '@docket/sdk';
import type { TransportContent } from '../rules/content.ts';
import { transportId } from '../rules/kind.ts';
import { serviceById } from '../services/available.ts';
import { settingsOf } from '../settings.ts';
import { clockOf, decidingCollection, judge, provenCustomer, verdictOf } from './judgement.ts';
import { deadlineWords } from './said.ts';

/** What comes late waits for staff where the shop wants to decide itself. The reason is for staff alone. */
export const admit = on(intake.admit, async (request: IntakeRequest, context: CallContext) => {
  if (request.kind !== transportId) return undefined;
  const content = request.content as TransportContent;
  const settings = settingsOf(context.settings);
  const terms = await serviceById(context, content.service, provenCustomer(request));
  if (!terms) return undefined;
  const collection = decidingCollection(content).stop;
  const sending = { collection, terms, level: content.level, receivedAt: context.now };
  const { decision } = judge(sending, clockOf(settings, context.tenant));
  if (verdictOf(decision, settings) !== 'waits') return undefined;
  const { time, place, day } = deadlineWords(decision, context.tenant.locale);
  const reason = `After the cut-off: orders for this collection closed at ${time} (${place}) on ${day}.`;
  return { decision: 'wait' as const, reason };
});
