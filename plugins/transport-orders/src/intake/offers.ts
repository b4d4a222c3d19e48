import type { OfferContext } from '@docket/sdk';
import { decideCutoff, decidingDeadline, type CutoffClock } from '../rules/cutoffs/decide-cutoff.ts';
import { nextFeasibleDate } from '../rules/cutoffs/next-feasible-date.ts';
import type { CutoffRule } from '../rules/cutoffs/cutoff-rule.ts';
import { deadlineClocks } from '../rules/cutoffs/deadline-clocks.ts';
import type { NextCollection, OfferedService, TransportOffers } from '../rules/offers.ts';
import { availableServices, settingsFor } from '../services/available.ts';
import { equipmentOf, type ServiceTerms } from '../services/terms.ts';
import { clockOf } from './judgement.ts';

/** The services that this customer may choose, each with when it may collect next, and what else may be asked for. */
export async function offersOf(context: OfferContext): Promise<TransportOffers> {
  const { tenant, now } = context;
  const shop = await settingsFor(context, {});
  const services = await availableServices(context, context.customerId);
  const clock = clockOf(shop, tenant);
  return {
    services: services.map((terms) => offered(terms, clock, now)),
    equipment: equipmentOf(shop),
    now: now.toISOString(),
    zone: tenant.timeZone,
    currency: tenant.currency,
  };
}

function offered(terms: ServiceTerms, clock: CutoffClock, now: Date): OfferedService {
  const { id, title, cutoff, levels, dangerousGoods, weightOfSpace } = terms;
  const nextOf = (level?: CutoffRule): NextCollection => nextCollection({ service: cutoff, level }, clock, now);
  return {
    id,
    title,
    dangerousGoods,
    ...weightOfSpace,
    next: nextOf(),
    levels: levels.map((level) => ({ id: level.id, title: level.title, next: nextOf(level.cutoff) })),
  };
}

interface Rules {
  readonly service: CutoffRule;
  readonly level: CutoffRule | undefined;
}

const never: NextCollection = { date: '', closes: '', time: '', day: '', place: '' };

function nextCollection(rules: Rules, clock: CutoffClock, receivedAt: Date): NextCollection {
  const question = { ...rules, clock, receivedAt };
  const date = nextFeasibleDate({ ...question, collection: {} });
  if (date === undefined) return never;
  const closing = decidingDeadline(decideCutoff({ ...question, collection: { date } }))?.closing;
  if (!closing) return { ...never, date };
  const { place } = deadlineClocks(closing.at, closing.zone).there;
  return { date, closes: closing.at.toISOString(), time: closing.time, day: closing.day, place };
}
