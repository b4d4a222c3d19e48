import { clockAt, type Day } from '../local-times.ts';
import { closingOf, type Closing, type CutoffMode, type CutoffRule } from './cutoff-rule.ts';
import { closedBecause, type WorkCalendar } from './work-calendar.ts';

/** The first collection of an order. */
export interface Collection {
  /** The day on which its window starts, as the customer typed it: the local date at the stop. */
  readonly date: Day;
  /** IANA zone of the stop. */
  readonly zone?: string | undefined;
}

/** What of an order the cut-off looks at. Service and level each have a rule; a missing level is ignored (T-67). */
export interface CutoffSubject {
  readonly collection: Collection;
  readonly service: CutoffRule;
  readonly level?: CutoffRule | undefined;
}

/** Whose clock and calendar count. A collection stop without a zone counts by the carrier's own. */
export interface CutoffClock {
  /** IANA zone of the carrier. */
  readonly zone: string;
  readonly zoneOf: 'tenant' | 'collection-stop';
  readonly calendar: WorkCalendar;
}

export interface CutoffQuestion extends CutoffSubject {
  /** The server's instant at which the whole submission or file had arrived: not when its form opened or a worker ran. */
  readonly receivedAt: Date;
  readonly clock: CutoffClock;
  /** For the change of an order: what it says until then, the fields that change, and those that may change at any time. */
  readonly update?:
    | { readonly before: CutoffSubject; readonly touched?: readonly string[]; readonly exempt?: readonly string[] }
    | undefined;
}

/** One rule that was looked at, in the sequence of the decision. */
export type CutoffTrace =
  | { readonly by: 'exempt'; readonly fields: readonly string[] }
  | {
      readonly by: 'zone';
      readonly from: CutoffClock['zoneOf'];
      readonly zone: string;
      /** The day that it was in this zone when the order arrived. */
      readonly today: Day;
    }
  | { readonly by: 'past'; readonly date: Day; readonly today: Day }
  | { readonly by: 'calendar'; readonly date: Day; readonly closed: 'weekday' | 'holiday' }
  | DeadlineTrace;

/** A service's or level's rule with the moment at which it closes; `before` is of the order that a change starts from. */
export interface DeadlineTrace {
  readonly by: 'service' | 'level';
  readonly of: 'before' | 'after';
  readonly mode: CutoffMode;
  readonly closing?: Closing | undefined;
  /** True for the one earliest deadline: the decision is by it. */
  readonly decides: boolean;
}

export interface CutoffDecision {
  /** `past` and `closed` are faults of the collection date, found in every mode, and come before `late`. */
  readonly outcome: 'in-time' | 'late' | 'past' | 'closed';
  /** The earliest of all deadlines; in time is what arrives before it. Absent where no rule has one. */
  readonly deadline?: Date | undefined;
  readonly rules: readonly CutoffTrace[];
}

/**
 * Whether an order arrived in time for its collection. Every way in asks this and nothing else: forms, imports, programs
 * and staff. It looks at nothing but what it is given, so the same order gets the same answer everywhere. What follows
 * from `late` (refuse, or refer to staff) is the caller's to decide. Throws a RangeError for a day, time or zone that
 * does not exist.
 */
export function decideCutoff(question: CutoffQuestion): CutoffDecision {
  const { receivedAt, clock, update } = question;
  const exempt = update && exemptFields(update.touched ?? [], update.exempt ?? []);
  if (exempt) return { outcome: 'in-time', rules: [{ by: 'exempt', fields: exempt }] };
  const deadlines = markEarliest([
    ...(update ? deadlinesOf(update.before, 'before', clock) : []),
    ...deadlinesOf(question, 'after', clock),
  ]);
  const zone = zoneTrace(question, clock, receivedAt);
  const fault = dateFault(question.collection.date, zone.today, clock.calendar);
  const deadline = deadlines.find(({ decides }) => decides)?.closing?.at;
  const rules = [zone, ...(fault ? [fault.rule] : []), ...deadlines];
  return { outcome: fault?.outcome ?? (isLate(receivedAt, deadline) ? 'late' : 'in-time'), deadline, rules };
}

/** The rule whose deadline decided, for the sentence that names it; nothing where no rule has one. */
export const decidingDeadline = ({ rules }: CutoffDecision): DeadlineTrace | undefined =>
  rules.find((rule): rule is DeadlineTrace => 'decides' in rule && rule.decides);

/** At exactly the time it is late: the rule says "before". */
const isLate = (receivedAt: Date, deadline: Date | undefined): boolean =>
  deadline !== undefined && receivedAt.getTime() >= deadline.getTime();

/** The touched fields, when there are any and all of them may change at any time. */
const exemptFields = (touched: readonly string[], exempt: readonly string[]): readonly string[] | undefined =>
  touched.length > 0 && touched.every((field) => exempt.includes(field)) ? touched : undefined;

/** The zone whose clock counts for a collection. */
export const zoneFor = ({ zone }: Pick<Collection, 'zone'>, clock: CutoffClock): string =>
  clock.zoneOf === 'collection-stop' && zone ? zone : clock.zone;

function zoneTrace({ collection }: CutoffSubject, clock: CutoffClock, receivedAt: Date) {
  const zone = zoneFor(collection, clock);
  const from = clock.zoneOf === 'collection-stop' && collection.zone ? 'collection-stop' : 'tenant';
  return { by: 'zone', from, zone, today: clockAt(receivedAt, zone).day } as const;
}

function dateFault(date: Day, today: Day, calendar: WorkCalendar) {
  if (date < today) return { outcome: 'past', rule: { by: 'past', date, today } } as const;
  const closed = closedBecause(date, calendar);
  return closed && ({ outcome: 'closed', rule: { by: 'calendar', date, closed } } as const);
}

function deadlinesOf(subject: CutoffSubject, of: DeadlineTrace['of'], clock: CutoffClock): DeadlineTrace[] {
  const trace = (by: DeadlineTrace['by'], rule: CutoffRule): DeadlineTrace => ({
    by,
    of,
    mode: rule.mode,
    closing: closingOf(rule, subject.collection.date, zoneFor(subject.collection, clock), clock.calendar),
    decides: false,
  });
  return [trace('service', subject.service), ...(subject.level ? [trace('level', subject.level)] : [])];
}

function markEarliest(deadlines: readonly DeadlineTrace[]): readonly DeadlineTrace[] {
  const earliest = Math.min(...deadlines.flatMap(({ closing }) => closing?.at.getTime() ?? []));
  const deciding = deadlines.find(({ closing }) => closing?.at.getTime() === earliest);
  return deadlines.map((deadline) => ({ ...deadline, decides: deadline === deciding }));
}
