import { describe, expect, it } from 'vitest';
import { cutoffRule, type CutoffRule } from './cutoff-rule.ts';
import { decideCutoff, decidingDeadline, type CutoffClock, type CutoffDecision } from './decide-cutoff.ts';
import { at, BRU, clockOf, dayBefore, mondayToFriday, none, NYC, question, sameDay } from './samples.fixture.ts';

type Outcome = CutoffDecision['outcome'];

const decide = (service: CutoffRule, date: string, received: string, clock: CutoffClock = clockOf(BRU)): Outcome =>
  decideCutoff(question({ service, collection: { date }, receivedAt: at(received), clock })).outcome;

describe('the decision table of cut-offs', () => {
  // 2026-06-16 is a Tuesday, 2026-06-19 a Friday.
  const [before, exactly, after] = ['2026-06-16 13:59', '2026-06-16 14:00', '2026-06-16 18:00'];
  const business = clockOf(BRU, mondayToFriday);

  it.each<[string, CutoffRule, string, string, Outcome, CutoffClock?]>([
    ['[T-18] no cut-off takes a collection today', none, '2026-06-16', after, 'in-time'],
    ['[T-18] no cut-off takes a collection tomorrow', none, '2026-06-17', after, 'in-time'],
    ['[T-19] the day before never takes a collection today', dayBefore('14:00'), '2026-06-16', before, 'late'],
    ['[T-19] the day before takes none today late either', dayBefore('14:00'), '2026-06-16', after, 'late'],
    ['[T-20] the day before takes tomorrow before the time', dayBefore('14:00'), '2026-06-17', before, 'in-time'],
    ['[T-20] the day before refuses tomorrow at the time', dayBefore('14:00'), '2026-06-17', exactly, 'late'],
    ['[T-20] the day before refuses tomorrow after it', dayBefore('14:00'), '2026-06-17', after, 'late'],
    ['[T-20] the day before takes later days', dayBefore('14:00'), '2026-06-18', after, 'in-time'],
    [
      '[T-20] the working day before takes Monday on Friday before the time',
      dayBefore('14:00', 'business'),
      '2026-06-22',
      '2026-06-19 13:59',
      'in-time',
      business,
    ],
    [
      '[T-20] the working day before refuses Monday on Friday at the time',
      dayBefore('14:00', 'business'),
      '2026-06-22',
      '2026-06-19 14:00',
      'late',
      business,
    ],
    [
      '[T-20] the working day before takes Tuesday on Friday after the time',
      dayBefore('14:00', 'business'),
      '2026-06-23',
      '2026-06-19 18:00',
      'in-time',
      business,
    ],
    ['[T-21] the same day takes today before the time', sameDay('14:00'), '2026-06-16', before, 'in-time'],
    ['[T-21] the same day refuses today at the time', sameDay('14:00'), '2026-06-16', exactly, 'late'],
    ['[T-21] the same day refuses today after it', sameDay('14:00'), '2026-06-16', after, 'late'],
    ['[T-21] the same day takes tomorrow at any time', sameDay('14:00'), '2026-06-17', after, 'in-time'],
    ['[T-18] no cut-off refuses yesterday', none, '2026-06-15', before, 'past'],
    ['[T-19] the day before refuses yesterday as past', dayBefore('14:00'), '2026-06-15', before, 'past'],
    ['[T-21] the same day refuses yesterday as past', sameDay('14:00'), '2026-06-15', before, 'past'],
  ])('%s', (_name, rule, date, received, outcome, clock) => {
    expect(decide(rule, date, received, clock)).toBe(outcome);
  });
});

describe('the collection date', () => {
  const christmas = { ...mondayToFriday, holidays: ['2026-12-25'] };

  it.each([
    ['[T-18] no cut-off', none],
    ['[T-19] the day before', dayBefore('14:00')],
    ['[T-20] the working day before', dayBefore('14:00', 'business')],
    ['[T-21] the same day', sameDay('14:00')],
  ])('%s refuses a day on which nothing is collected, before it looks at the time', (_name, service) => {
    const ask = (date: string) =>
      decideCutoff(question({ service, collection: { date }, clock: clockOf(BRU, christmas) }));
    expect(ask('2026-06-20')).toMatchObject({ outcome: 'closed' });
    expect(ask('2026-06-20').rules).toContainEqual({ by: 'calendar', date: '2026-06-20', closed: 'weekday' });
    expect(ask('2026-12-25').rules).toContainEqual({ by: 'calendar', date: '2026-12-25', closed: 'holiday' });
    expect(ask('2026-12-24').outcome).toBe('in-time');
  });

  it('is past rather than closed when it is both', () => {
    expect(decide(none, '2026-06-14', '2026-06-16 09:00', clockOf(BRU, mondayToFriday))).toBe('past');
  });

  it('is closed rather than late when it is both', () => {
    expect(decide(sameDay('08:00'), '2026-06-20', '2026-06-20 09:00', clockOf(BRU, mondayToFriday))).toBe('closed');
  });

  it('is closed on every day of a carrier that never works', () => {
    const clock = clockOf(BRU, { workdays: [], holidays: [] });
    expect(decide(dayBefore('14:00', 'business'), '2026-06-17', '2026-06-16 09:00', clock)).toBe('closed');
  });

  it('that does not exist is the caller’s mistake', () => {
    expect(() => decide(none, '2026-02-30', '2026-01-01 09:00')).toThrow(RangeError);
  });
});

describe('the zone of a cut-off', () => {
  const newYork = { date: '2026-06-16', zone: NYC };
  // 10:30 in New York.
  const receivedAt = at('2026-06-16 16:30');
  const ask = (zoneOf: CutoffClock['zoneOf'], collection: { date: string; zone?: string }) =>
    decideCutoff(question({ receivedAt, collection, clock: { ...clockOf(BRU), zoneOf } }));

  it('is the carrier’s', () => {
    expect(ask('tenant', newYork)).toMatchObject({ outcome: 'late', rules: [{ zone: BRU, from: 'tenant' }, {}] });
  });

  it('is the collection stop’s where the carrier wants it', () => {
    const rules = [{ by: 'zone', zone: NYC, from: 'collection-stop', today: '2026-06-16' }, {}];
    expect(ask('collection-stop', newYork)).toMatchObject({ outcome: 'in-time', rules });
  });

  it('is the carrier’s for a stop that has none', () => {
    const asked = ask('collection-stop', { date: '2026-06-16' });
    expect(asked).toMatchObject({ outcome: 'late', rules: [{ zone: BRU, from: 'tenant' }, {}] });
  });

  it('says what day it is: today is past already where it is tomorrow', () => {
    const late = question({ receivedAt: at('2026-06-17 01:00'), collection: newYork, service: none });
    expect(decideCutoff(late).outcome).toBe('past');
    expect(decideCutoff({ ...late, clock: { ...late.clock, zoneOf: 'collection-stop' } }).outcome).toBe('in-time');
  });
});

describe('several rules', () => {
  it('[T-67] decide by the earlier deadline, whichever of service and level it is of', () => {
    const [early, late] = [sameDay('10:00'), sameDay('16:00')];
    const ask = (service: CutoffRule, level?: CutoffRule) =>
      decidingDeadline(decideCutoff(question({ service, level })));
    expect(ask(early, late)).toMatchObject({ by: 'service', closing: { time: '10:00' } });
    expect(ask(late, early)).toMatchObject({ by: 'level', closing: { time: '10:00' } });
    expect(ask(none, early)).toMatchObject({ by: 'level', closing: { time: '10:00' } });
    expect(ask(early, none)).toMatchObject({ by: 'service', closing: { time: '10:00' } });
    expect(ask(late)).toMatchObject({ by: 'service', closing: { time: '16:00' } });
    expect(ask(none)).toBeUndefined();
  });

  it('are all told, and which of them decided', () => {
    const clock = clockOf(BRU, { ...mondayToFriday, holidays: ['2026-06-19'] });
    const decision = decideCutoff(
      question({
        clock,
        collection: { date: '2026-06-22' },
        service: sameDay('14:00'),
        level: dayBefore('16:00', 'business'),
      }),
    );
    expect(decision).toEqual({
      outcome: 'in-time',
      deadline: at('2026-06-18 16:00'),
      rules: [
        { by: 'zone', from: 'tenant', zone: BRU, today: '2026-06-16' },
        {
          by: 'service',
          of: 'after',
          mode: 'same-day',
          decides: false,
          closing: {
            day: '2026-06-22',
            time: '14:00',
            zone: BRU,
            clock: 'once',
            skipped: [],
            at: at('2026-06-22 14:00'),
          },
        },
        {
          by: 'level',
          of: 'after',
          mode: 'day-before',
          decides: true,
          closing: {
            day: '2026-06-18',
            time: '16:00',
            zone: BRU,
            clock: 'once',
            skipped: ['2026-06-21', '2026-06-20', '2026-06-19'],
            at: at('2026-06-18 16:00'),
          },
        },
      ],
    });
  });
});

describe('a change of an order', () => {
  const moved = (changes: { date: string; from: string; received: string; service?: CutoffRule }) =>
    decideCutoff(
      question({
        receivedAt: at(changes.received),
        collection: { date: changes.date },
        update: { before: { collection: { date: changes.from }, service: changes.service ?? sameDay('14:00') } },
      }),
    );

  it('[T-66] closes with the order as it was, though the new day is open', () => {
    const late = moved({ from: '2026-06-16', date: '2026-06-17', received: '2026-06-16 15:00' });
    expect(late).toMatchObject({ outcome: 'late', deadline: at('2026-06-16 14:00') });
    expect(decidingDeadline(late)?.of).toBe('before');
  });

  it('[T-66] closes with the order as it would be, though it was open', () => {
    const late = moved({ from: '2026-06-18', date: '2026-06-16', received: '2026-06-16 15:00' });
    expect(late).toMatchObject({ outcome: 'late', deadline: at('2026-06-16 14:00') });
    expect(decidingDeadline(late)?.of).toBe('after');
  });

  it('[T-66] is in time before both', () => {
    expect(moved({ from: '2026-06-16', date: '2026-06-17', received: '2026-06-16 13:59' }).outcome).toBe('in-time');
  });

  it('[T-66] is judged by the rules that the order had', () => {
    const from = { from: '2026-06-17', date: '2026-06-18', received: '2026-06-16 17:00' };
    expect(moved({ ...from, service: dayBefore('16:00') }).outcome).toBe('late');
    expect(moved({ ...from, service: none }).outcome).toBe('in-time');
  });

  it('[T-66] to a day that has passed is past', () => {
    expect(moved({ from: '2026-06-18', date: '2026-06-15', received: '2026-06-16 09:00' }).outcome).toBe('past');
  });

  it('[T-66] of nothing but fields that may change at any time is in time', () => {
    const before = { collection: { date: '2026-06-16' }, service: sameDay('14:00') };
    const ask = (touched?: string[], exempt?: string[]) =>
      decideCutoff(
        question({
          receivedAt: at('2026-06-16 15:00'),
          update: { before, ...(touched && { touched }), ...(exempt && { exempt }) },
        }),
      );
    expect(ask(['notes'], ['notes', 'references'])).toEqual({
      outcome: 'in-time',
      rules: [{ by: 'exempt', fields: ['notes'] }],
    });
    expect(ask(['notes', 'goods'], ['notes']).outcome).toBe('late');
    expect(ask(['notes']).outcome).toBe('late');
    expect(ask([], ['notes']).outcome).toBe('late');
    expect(ask().outcome).toBe('late');
  });
});

describe('the settings of a cut-off', () => {
  it.each(['', undefined])('[T-22] make no rule with a deadline without a time (%j)', (time) => {
    expect(cutoffRule('day-before', time, 'calendar')).toBeUndefined();
    expect(cutoffRule('same-day', time, 'calendar')).toBeUndefined();
    expect(cutoffRule('none', time, 'calendar')).toEqual(none);
  });

  it('[T-22] make the rule with its time', () => {
    expect(cutoffRule('day-before', '16:00', 'business')).toEqual(dayBefore('16:00', 'business'));
    expect(cutoffRule('same-day', '14:00', 'business')).toEqual(sameDay('14:00'));
    expect(cutoffRule('none', '14:00', 'business')).toEqual(none);
  });
});
