import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { addDays, clockAt, localTime } from '../local-times.ts';
import { dayBefore, none, sameDay } from './samples.fixture.ts';
import type { CutoffRule } from './cutoff-rule.ts';
import { decideCutoff, type CutoffClock, type CutoffQuestion } from './decide-cutoff.ts';
import { nextFeasibleDate } from './next-feasible-date.ts';
import { weekdays } from './work-calendar.ts';

const zones = Intl.supportedValuesOf('timeZone');
const runs = { numRuns: 12 };

/** Instants around which clocks of a zone are set, or ordinary ones: what goes wrong goes wrong there. */
function moments(zone: string): fc.Arbitrary<Date> {
  const made = momentsOf.get(zone) ?? momentsAround(changesOf(zone));
  momentsOf.set(zone, made);
  return made;
}

const momentsOf = new Map<string, fc.Arbitrary<Date>>();

function changesOf(zone: string): readonly number[] {
  const start = Temporal.Instant.from('2005-01-01T00:00Z').toZonedDateTimeISO(zone);
  const changes: number[] = [];
  for (let at = start.getTimeZoneTransition('next'); at && at.year < 2030; at = at.getTimeZoneTransition('next'))
    changes.push(at.epochMilliseconds);
  return changes;
}

function momentsAround(changes: readonly number[]): fc.Arbitrary<Date> {
  const near = fc.integer({ min: -100_000, max: 100_000 }).map((seconds) => seconds * 1000);
  const ordinary = fc.integer({ min: Date.UTC(2005, 0), max: Date.UTC(2030, 0) }).map((at) => new Date(at));
  if (changes.length === 0) return ordinary;
  return fc.oneof(
    ordinary,
    fc.tuple(fc.constantFrom(...changes), near).map(([at, seconds]) => new Date(at + seconds)),
  );
}

const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

const rules: fc.Arbitrary<CutoffRule> = fc.oneof(
  fc.constant(none),
  times.map(sameDay),
  fc.tuple(times, fc.constantFrom('calendar' as const, 'business' as const)).map((parts) => dayBefore(...parts)),
);

const days = fc.integer({ min: -2, max: 9 });

/** A clock with holidays around the day of the order. */
const clocks = (zone: string, today: string): fc.Arbitrary<CutoffClock> =>
  fc.record({
    zone: fc.constant(zone),
    zoneOf: fc.constantFrom('tenant' as const, 'collection-stop' as const),
    calendar: fc.record({
      workdays: fc.subarray([...weekdays], { minLength: 1 }),
      holidays: fc.array(
        fc.integer({ min: -5, max: 9 }).map((some) => addDays(today, some)),
        { maxLength: 3 },
      ),
    }),
  });

/** Any order in a zone: new or changed, with and without a level. */
const questions = (zone: string): fc.Arbitrary<CutoffQuestion> =>
  moments(zone).chain((receivedAt) => {
    const today = clockAt(receivedAt, zone).day;
    const collection = days.map((some) => ({ date: addDays(today, some), zone }));
    const subject = { collection, service: rules, level: fc.option(rules, { nil: undefined }) };
    return fc.record({
      ...subject,
      receivedAt: fc.constant(receivedAt),
      clock: clocks(zone, today),
      update: fc.option(fc.record({ before: fc.record(subject) }), { nil: undefined }),
    });
  });

const outcome = (question: CutoffQuestion) => decideCutoff(question).outcome;
const inTime = (question: CutoffQuestion): boolean => outcome(question) === 'in-time';
const forEveryZone = (claim: (zone: string) => void): void => zones.forEach((zone) => claim(zone));

// Every zone of the world takes its seconds, on slow machines more.
describe('whatever the zone, the rules and the hour', { timeout: 60_000 }, () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  });

  it('[T-20] [T-21] arriving later never turns late into in time', () => {
    forEveryZone((zone) =>
      fc.assert(
        fc.property(questions(zone), fc.integer({ min: 1, max: 400_000 }), (question, seconds) => {
          const later = new Date(question.receivedAt.getTime() + seconds * 1000);
          return outcome(question) !== 'late' || !inTime({ ...question, receivedAt: later });
        }),
        runs,
      ),
    );
  });

  it('[T-20] [T-21] collecting later never turns in time into late', () => {
    forEveryZone((zone) =>
      fc.assert(
        fc.property(questions(zone), fc.integer({ min: 1, max: 9 }), (question, more) => {
          const date = addDays(question.collection.date, more);
          return !inTime(question) || outcome({ ...question, collection: { ...question.collection, date } }) !== 'late';
        }),
        runs,
      ),
    );
  });

  it('[T-20] [T-21] what is in time the day before is in time on the same day, for the same hour', () => {
    forEveryZone((zone) =>
      fc.assert(
        fc.property(questions(zone), times, fc.boolean(), (question, time, business) => {
          const before = { ...question, service: dayBefore(time, business ? 'business' : 'calendar') };
          return !inTime(before) || inTime({ ...question, service: sameDay(time) });
        }),
        runs,
      ),
    );
  });

  it('[T-66] an order is decided alike through every door: by what it says, not by where or when that is asked', () => {
    vi.useFakeTimers();
    const worked = fc.integer({ min: Date.UTC(2005, 0), max: Date.UTC(2030, 0) });
    fc.assert(
      fc.property(fc.tuple(...zones.map(questions)), worked, fc.constantFrom(...zones), (asked, later, machine) => {
        const answers = asked.map((question) => decideCutoff(question));
        vi.setSystemTime(later);
        vi.stubEnv('TZ', machine);
        expect(asked.map((question) => decideCutoff(structuredClone(question)))).toEqual(answers);
      }),
      { numRuns: 5 },
    );
  });

  it('[T-20] [T-21] the next feasible day is in time, and none between it and the asked day is', () => {
    forEveryZone((zone) =>
      fc.assert(
        fc.property(questions(zone), (question) => {
          const { collection, receivedAt } = question;
          const found = nextFeasibleDate(question);
          const today = clockAt(receivedAt, zone).day;
          const first = collection.date > today ? collection.date : today;
          const on = (some: number) => ({ ...question, collection: { ...collection, date: addDays(first, some) } });
          // Longer than six weeks no carrier of these is closed: it works once a week and has three holidays.
          const sought = Array.from({ length: 45 }, (_, some) => some).find((some) => inTime(on(some)));
          return found === (sought === undefined ? undefined : addDays(first, sought));
        }),
        { numRuns: 3 },
      ),
    );
  });

  it('nobody is late while the clock shows less than the time, and nobody in time once it shows more for good', () => {
    forEveryZone((zone) =>
      fc.assert(
        fc.property(moments(zone), times, (receivedAt, time) => {
          const shown = clockAt(receivedAt, zone);
          const asked = { receivedAt, collection: { date: shown.day }, service: sameDay(time) };
          const clock = { zone, zoneOf: 'tenant' as const, calendar: { workdays: weekdays, holidays: [] } };
          const decided = inTime({ ...asked, clock });
          const local = localTime(shown.day, time, zone);
          if (shown.time < time) return decided;
          return !decided || local.clock === 'repeated';
        }),
        runs,
      ),
    );
  });
});
