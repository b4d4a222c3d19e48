import type { CallContext } from '@docket/sdk';
import { clockOf, judge, verdictOf } from '../intake/judgement.ts';
import { deadlineClocks } from '../rules/cutoffs/deadline-clocks.ts';
import { decidingDeadline, type CutoffDecision } from '../rules/cutoffs/decide-cutoff.ts';
import type { Simulated } from '../rules/simulation.ts';
import { subjectOf } from '../services/available.ts';
import { termsOf, type Service } from '../services/terms.ts';
import { settingsOf } from '../settings.ts';
import { explainCutoff, explainService, explainStatus } from './explained.ts';

/** An order that nobody sent. */
export interface AskedOrder {
  readonly customer: string | undefined;
  readonly service: Service;
  readonly level: string;
  readonly collection: { readonly date: string; readonly zone: string };
  readonly sent: Date;
}

/** What would become of it, by the same settings and the same cut-off as a submit. */
export async function outcomeOf(order: AskedOrder, context: CallContext): Promise<Simulated> {
  const subject = subjectOf({ customerId: order.customer, serviceId: order.service.id });
  const { values, origins } = await context.settingsFor(subject);
  const settings = settingsOf(values);
  const terms = termsOf(order.service, settings);
  const isAvailable = terms.isFor(order.customer);
  const sending = { collection: order.collection, terms, level: order.level, receivedAt: order.sent };
  const { decision, next } = judge(sending, clockOf(settings, context.tenant));
  const by = origins['initialStatus'] ?? 'default';
  return {
    becomes: isAvailable ? verdictOf(decision, settings) : 'refused',
    status: { id: settings.initialStatus, by },
    isAvailable,
    outcome: decision.outcome,
    deadline: deadlineOf(decision),
    next: next ?? null,
    rules: [explainService(isAvailable), explainStatus(by), ...decision.rules.map(explainCutoff)],
  };
}

function deadlineOf(decision: CutoffDecision): Simulated['deadline'] {
  const closing = decidingDeadline(decision)?.closing;
  if (!closing) return null;
  const { place } = deadlineClocks(closing.at, closing.zone).there;
  return { day: closing.day, time: closing.time, place };
}
