import { addDays, dayIn } from '@docket/sdk/content';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isQuiet, isReminderDue, type Dated, type Quiet, type Reminding } from './reminder-due.ts';

const chicago = 'America/Chicago';
const usual: Reminding = { beforeDays: 2, againDays: 3, most: 4 };
/** Noon in Chicago, in winter. */
const noon = (day: string): Date => new Date(`${day}T18:00:00Z`);
/** Asked on Monday, wished for by Friday of the week after. */
const question: Dated = { due: '2026-12-04', askedAt: noon('2026-11-23'), remindedAt: null, reminders: 0 };

/** Days on which it is reminded of, when somebody looks every day. */
function daysOf(asked: Partial<Dated>, how: Partial<Reminding> = {}): readonly string[] {
  let one = { ...question, ...asked };
  const days: string[] = [];
  for (let day = dayIn(chicago, one.askedAt); day < '2027-03-01'; day = addDays(day, 1)) {
    if (!isReminderDue(one, { ...usual, ...how }, noon(day), chicago)) continue;
    days.push(day);
    one = { ...one, remindedAt: noon(day), reminders: one.reminders + 1 };
  }
  return days;
}

describe('a question with a day', () => {
  it.each<[string, Partial<Dated>, Partial<Reminding>, readonly string[]]>([
    [
      'two days before, on the day, the day after, and again',
      {},
      {},
      ['2026-12-02', '2026-12-04', '2026-12-05', '2026-12-08'],
    ],
    ['on the day alone at first', {}, { beforeDays: 0 }, ['2026-12-04', '2026-12-05', '2026-12-08', '2026-12-11']],
    ['no more often than the shop wants', {}, { most: 2 }, ['2026-12-02', '2026-12-04']],
    ['never, where the shop does not want it', {}, { most: 0 }, []],
    ['every day once it is late', {}, { againDays: 1 }, ['2026-12-02', '2026-12-04', '2026-12-05', '2026-12-06']],
    [
      'not on the day of asking',
      { askedAt: noon('2026-12-02') },
      {},
      ['2026-12-04', '2026-12-05', '2026-12-08', '2026-12-11'],
    ],
    ['not for a step before it was asked', { askedAt: noon('2026-12-03') }, { most: 2 }, ['2026-12-04', '2026-12-05']],
    ['the day after, when it was asked on its day', { askedAt: noon('2026-12-04') }, { most: 1 }, ['2026-12-05']],
    ['from the next step on, when its day was past', { askedAt: noon('2026-12-05') }, { most: 1 }, ['2026-12-08']],
    ['through the turn of a year', { due: '2026-12-31' }, { most: 3 }, ['2026-12-29', '2026-12-31', '2027-01-01']],
  ])('is reminded of %s', (_, asked, how, days) => {
    expect(daysOf(asked, how)).toEqual(days);
  });

  it('is reminded of once for all steps that went by', () => {
    expect(isReminderDue(question, usual, noon('2026-12-09'), chicago)).toBe(true);
    const after = { ...question, remindedAt: noon('2026-12-09'), reminders: 1 };
    expect(isReminderDue(after, usual, noon('2026-12-10'), chicago)).toBe(false);
    expect(isReminderDue(after, usual, noon('2026-12-11'), chicago)).toBe(true);
  });

  it('counts days by the clock of the shop', () => {
    const evening = new Date('2026-12-02T04:00:00Z');
    expect(isReminderDue(question, usual, evening, 'Europe/Berlin')).toBe(true);
    expect(isReminderDue(question, usual, evening, chicago)).toBe(false);
  });
});

describe('quiet hours', () => {
  const night: Quiet = { from: '20:00', until: '08:00', weekends: true };
  it.each<[string, string, Partial<Quiet>, boolean]>([
    ['in the evening', '2026-12-04T20:00', {}, true],
    ['before the evening', '2026-12-04T19:59', {}, false],
    ['in the night', '2026-12-04T00:00', {}, true],
    ['just before the morning', '2026-12-04T07:59', {}, true],
    ['from the morning on', '2026-12-04T08:00', {}, false],
    ['on a Saturday', '2026-12-05T12:00', {}, true],
    ['on a Sunday', '2026-12-06T12:00', {}, true],
    ['on a weekend that is none', '2026-12-05T12:00', { weekends: false }, false],
    ['on the night of a weekend that is none', '2026-12-05T22:00', { weekends: false }, true],
    ['over lunch', '2026-12-04T12:30', { from: '12:00', until: '13:00' }, true],
    ['after lunch', '2026-12-04T13:00', { from: '12:00', until: '13:00' }, false],
    ['where both times are the same', '2026-12-04T00:00', { from: '00:00', until: '00:00' }, false],
  ])('%s: %s', (_, local, more, quiet) => {
    expect(isQuiet({ ...night, ...more }, new Date(`${local}:00-06:00`), chicago)).toBe(quiet);
  });

  it('follow the clock when it is set', () => {
    // On 8 March the clock of Chicago goes from 01:59 to 03:00, on 1 November from 01:59 back to 01:00.
    const until = (time: string): Quiet => ({ from: '23:00', until: time, weekends: false });
    expect(isQuiet(until('02:30'), new Date('2026-03-08T07:59:00Z'), chicago)).toBe(true);
    expect(isQuiet(until('02:30'), new Date('2026-03-08T08:00:00Z'), chicago)).toBe(false);
    expect(isQuiet(until('01:30'), new Date('2026-11-01T06:45:00Z'), chicago)).toBe(false);
    expect(isQuiet(until('01:30'), new Date('2026-11-01T07:15:00Z'), chicago)).toBe(true);
  });
});

const hour = 3_600_000;

describe('whoever looks every hour, in any zone', () => {
  const times = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
  const years = { min: new Date('2005-01-02T00:00Z'), max: new Date('2030-01-01T00:00Z'), noInvalidDate: true };
  const runs = fc.record({
    zone: fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
    askedAt: fc.date(years),
    daysLeft: fc.integer({ min: -3, max: 15 }),
    how: fc.record({
      beforeDays: fc.integer({ min: 0, max: 10 }),
      againDays: fc.integer({ min: 1, max: 10 }),
      most: fc.integer({ min: 0, max: 6 }),
    }),
    quiet: fc.record({ from: times, until: times, weekends: fc.boolean() }),
    /** Hours after asking in which nobody looked. */
    asleep: fc.integer({ min: 0, max: 400 }),
    answeredAfter: fc.integer({ min: 0, max: 800 }),
  });

  it('reminds at most once a day and step, never on the day of asking, in quiet hours or too often', () => {
    fc.assert(
      fc.property(runs, ({ zone, askedAt, daysLeft, how, quiet, asleep, answeredAfter }) => {
        const due = addDays(dayIn(zone, askedAt), daysLeft);
        let one: Dated = { due, askedAt, remindedAt: null, reminders: 0 };
        const sent: Date[] = [];
        for (let at = asleep; at < answeredAfter; at += 1) {
          const now = new Date(askedAt.getTime() + at * hour);
          if (isQuiet(quiet, now, zone) || !isReminderDue(one, how, now, zone)) continue;
          sent.push(now);
          one = { ...one, remindedAt: now, reminders: one.reminders + 1 };
        }
        const days = sent.map((moment) => dayIn(zone, moment));
        expect(new Set(days).size).toBe(days.length);
        expect(sent.length).toBeLessThanOrEqual(how.most);
        expect(sent.filter((moment) => isQuiet(quiet, moment, zone))).toEqual([]);
        const first = [addDays(dayIn(zone, askedAt), 1), addDays(due, -how.beforeDays)].toSorted().at(-1)!;
        expect(days.filter((day) => day < first)).toEqual([]);
        // Between two reminders lies the step of the second one.
        const late = days.filter((day) => day > due);
        expect(new Set(late.map((day) => stepAfter(due, day, how.againDays))).size).toBe(late.length);
        const early = days.filter((day) => day < due);
        expect(early.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 40 },
    );
  });

  const stepAfter = (due: string, day: string, every: number): number =>
    Math.floor((Date.parse(day) - Date.parse(due) - 24 * hour) / (24 * hour * every));
});
