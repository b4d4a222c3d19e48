import type { CallContext, IntakeRequest } from '@docket/sdk';
import type { Stop, TransportContent } from '../rules/content.ts';
import {
  decideCutoff,
  type CutoffClock,
  type CutoffDecision,
  type CutoffSubject,
} from '../rules/cutoffs/decide-cutoff.ts';
import { firstCollection } from '../rules/cutoffs/first-collection.ts';
import { nextFeasibleDate } from '../rules/cutoffs/next-feasible-date.ts';
import type { Day } from '../rules/local-times.ts';
import type { ServiceTerms } from '../services/terms.ts';
import type { TransportSettings } from '../settings.ts';

/** What the cut-off is asked about. */
export interface Sending {
  readonly collection: Pick<Stop, 'date' | 'zone'>;
  readonly terms: ServiceTerms;
  /** Id of a level of the service. */
  readonly level: string;
  /** The server's instant of arrival. */
  readonly receivedAt: Date;
  /** What the order says until then, when this changes it: the earlier deadline counts, for the vehicle may be on its way. */
  readonly before?: Pick<Sending, 'collection' | 'terms' | 'level'> | undefined;
}

/** Whether an order is in time, and the first day from the asked one on that is. */
export interface Judgement {
  readonly decision: CutoffDecision;
  readonly next: Day | undefined;
}

/** The collection that decides over the cut-off, with its place on the way. Content that passed the check has one. */
export function decidingCollection({ stops }: Pick<TransportContent, 'stops'>): {
  readonly stop: Stop;
  readonly at: number;
} {
  const collections = stops.filter(({ action }) => action === 'collect');
  // Each of them names its zone.
  const stop = firstCollection(collections, 'UTC')!;
  return { stop, at: stops.indexOf(stop) };
}

/** The one way to the cut-off: every door's submit, the form's advice and the simulator ask here. */
export function judge({ receivedAt, before, ...asked }: Sending, clock: CutoffClock): Judgement {
  const update = before && { before: subjectOf(before) };
  const question = { receivedAt, clock, ...subjectOf(asked), update };
  return { decision: decideCutoff(question), next: nextFeasibleDate(question) };
}

const subjectOf = ({ collection, terms, level }: Pick<Sending, 'collection' | 'terms' | 'level'>): CutoffSubject => ({
  service: terms.cutoff,
  level: terms.levels.find(({ id }) => id === level)?.cutoff,
  collection,
});

/** Whose clock and calendar count at this shop. */
export const clockOf = (
  { cutoffZone, workdays, holidays }: TransportSettings,
  { timeZone }: CallContext['tenant'],
): CutoffClock => ({ zone: timeZone, zoneOf: cutoffZone, calendar: { workdays, holidays } });

/** Whose order it is, once that is proven: an address that a stranger typed opens no service. */
export const provenCustomer = ({ proof, customerId }: IntakeRequest): string | undefined =>
  proof === 'none' ? undefined : customerId;

/**
 * What becomes of an order: in time it is taken, late it may wait, where the shop says so or looks at such things anyway
 * (`refers`), and a day that is not to be had is refused.
 */
export function verdictOf(
  { outcome }: CutoffDecision,
  { late }: TransportSettings,
  refers = false,
): 'accepted' | 'waits' | 'refused' {
  if (outcome === 'in-time') return 'accepted';
  return outcome === 'late' && (refers || late === 'refer') ? 'waits' : 'refused';
}
