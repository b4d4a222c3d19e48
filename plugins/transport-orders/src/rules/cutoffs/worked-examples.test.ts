import { describe, expect, it } from 'vitest';
import { deadlineClocks } from './deadline-clocks.ts';
import { decideCutoff, type CutoffDecision } from './decide-cutoff.ts';
import { at, BRU, clockOf, dayBefore, easter, LON, mondayToFriday, NYC, question, sameDay } from './samples.fixture.ts';

/** `Tue 16 Jun 2026 12:00` in UTC, as the table of examples writes deadlines. */
const utc = (shown: string): Date => at(shown, 'UTC');

const decided = (decision: CutoffDecision): [CutoffDecision['outcome'], Date | undefined] => [
  decision.outcome,
  decision.deadline,
];

describe('the worked examples of cut-offs', () => {
  const brussels14 = { service: sameDay('14:00') };
  const brussels16 = { service: dayBefore('16:00') };

  it('1: [T-21] a millisecond before 14:00 is in time', () => {
    const asked = question({ ...brussels14, receivedAt: at('2026-06-16 13:59:59.999') });
    expect(decided(decideCutoff(asked))).toEqual(['in-time', utc('2026-06-16 12:00')]);
  });

  it('2: [T-21] at exactly 14:00 it is late', () => {
    const asked = question({ ...brussels14, receivedAt: at('2026-06-16 14:00:00.000') });
    expect(decided(decideCutoff(asked))).toEqual(['late', utc('2026-06-16 12:00')]);
  });

  it('3: [T-21] a collection tomorrow is not same-day', () => {
    const asked = question({
      ...brussels14,
      collection: { date: '2026-06-17' },
      receivedAt: at('2026-06-16 18:30'),
    });
    expect(decided(decideCutoff(asked))).toEqual(['in-time', utc('2026-06-17 12:00')]);
  });

  it.each([
    [
      '4: [T-20] tomorrow, a minute before the time today',
      '2026-06-17',
      '2026-06-16 15:59',
      'in-time',
      '2026-06-16 14:00',
    ],
    ['5: [T-20] tomorrow, at the time today', '2026-06-17', '2026-06-16 16:00', 'late', '2026-06-16 14:00'],
    ['6: [T-19] the same day never', '2026-06-16', '2026-06-16 07:00', 'late', '2026-06-15 14:00'],
    ['7: [T-20] Monday on Sunday, by the calendar', '2026-06-22', '2026-06-21 11:00', 'in-time', '2026-06-21 14:00'],
  ])('%s', (_name, date, received, outcome, deadline) => {
    const asked = question({ ...brussels16, collection: { date }, receivedAt: at(received) });
    expect(decided(decideCutoff(asked))).toEqual([outcome, utc(deadline)]);
  });

  it('8: [T-20] Monday on Sunday, by working days', () => {
    const asked = question({
      service: dayBefore('16:00', 'business'),
      collection: { date: '2026-06-22' },
      receivedAt: at('2026-06-21 11:00'),
      clock: clockOf(BRU, mondayToFriday),
    });
    expect(decided(decideCutoff(asked))).toEqual(['late', utc('2026-06-19 14:00')]);
  });

  it('9: [T-20] after Easter Monday, by working days and by the calendar', () => {
    const asked = question({
      service: dayBefore('12:00', 'business'),
      collection: { date: '2026-04-07' },
      receivedAt: at('2026-04-03 13:00'),
      clock: clockOf(BRU, easter),
    });
    expect(decided(decideCutoff(asked))).toEqual(['late', utc('2026-04-03 10:00')]);
    expect(decided(decideCutoff({ ...asked, service: dayBefore('12:00') }))).toEqual([
      'in-time',
      utc('2026-04-06 10:00'),
    ]);
  });

  it('10: [T-21] 13:30 in London is after 14:00 in Brussels, and both clocks are told', () => {
    const decision = decideCutoff(question({ ...brussels14, receivedAt: at('2026-06-16 13:30', LON) }));
    expect(decided(decision)).toEqual(['late', utc('2026-06-16 12:00')]);
    expect(deadlineClocks(decision.deadline!, BRU, LON)).toMatchObject({
      there: { time: '14:00', place: 'Brussels' },
      yours: { time: '13:00', place: 'London' },
    });
  });

  it('11: [T-21] 19:30 in Brussels is before 14:00 in New York', () => {
    const asked = question({ ...brussels14, receivedAt: at('2026-06-16 19:30'), clock: clockOf(NYC) });
    expect(decided(decideCutoff(asked))).toEqual(['in-time', utc('2026-06-16 18:00')]);
  });

  it('12: [T-20] the day before a day of 23 hours is a day of the calendar', () => {
    const asked = question({
      service: dayBefore('14:00'),
      collection: { date: '2026-03-29' },
      receivedAt: at('2026-03-28 13:30', LON),
      clock: clockOf(LON),
    });
    expect(decided(decideCutoff(asked))).toEqual(['in-time', utc('2026-03-28 14:00')]);
  });

  it.each([
    ['2026-03-29 00:59:59', 'in-time'],
    ['2026-03-29 01:00:00', 'late'],
  ])('13: [T-21] a time that the clock leaves out closes when the clock is set (%s UTC)', (received, outcome) => {
    const asked = question({
      service: sameDay('02:30'),
      collection: { date: '2026-03-29' },
      receivedAt: utc(received),
    });
    const decision = decideCutoff(asked);
    expect(decided(decision)).toEqual([outcome, utc('2026-03-29 01:00')]);
    expect(decision.rules).toMatchObject([{}, { closing: { clock: 'missing' } }]);
  });

  it.each([
    ['2026-10-25 00:45', 'in-time'],
    ['2026-10-25 01:29:59', 'in-time'],
    ['2026-10-25 01:30', 'late'],
  ])('14: [T-21] a time that the clock shows twice closes at the second (%s UTC)', (received, outcome) => {
    const asked = question({
      service: sameDay('02:30'),
      collection: { date: '2026-10-25' },
      receivedAt: utc(received),
    });
    const decision = decideCutoff(asked);
    expect(decided(decision)).toEqual([outcome, utc('2026-10-25 01:30')]);
    expect(decision.rules).toMatchObject([{}, { closing: { clock: 'repeated' } }]);
  });

  it.each([
    ['2026-06-15 23:59:59', 'in-time'],
    ['2026-06-16 00:00:01', 'late'],
  ])('15: [T-21] midnight means no collection on the same day (%s)', (received, outcome) => {
    const asked = question({ service: sameDay('00:00'), receivedAt: at(received) });
    expect(decided(decideCutoff(asked))).toEqual([outcome, utc('2026-06-15 22:00')]);
  });

  it('16: [T-67] the level closes earlier than the service', () => {
    const decision = decideCutoff(
      question({
        service: sameDay('14:00'),
        level: dayBefore('16:00'),
        collection: { date: '2026-06-17' },
        receivedAt: at('2026-06-16 16:30'),
      }),
    );
    expect(decided(decision)).toEqual(['late', utc('2026-06-16 14:00')]);
    expect(decision.rules).toMatchObject([{}, { by: 'service', decides: false }, { by: 'level', decides: true }]);
  });

  it('17: [T-21] what counts is when a form is sent, not when it was opened', () => {
    const [opened, sent] = [at('2026-06-16 13:50'), at('2026-06-16 14:03')];
    expect(decideCutoff(question({ ...brussels14, receivedAt: opened })).outcome).toBe('in-time');
    expect(decided(decideCutoff(question({ ...brussels14, receivedAt: sent })))).toEqual([
      'late',
      utc('2026-06-16 12:00'),
    ]);
  });

  it('18: [T-21] what counts is when a file had arrived, for each of its rows, not when it was read', () => {
    const arrived = at('2026-06-16 13:58');
    const rows = Array.from({ length: 400 }, () => decideCutoff(question({ ...brussels14, receivedAt: arrived })));
    expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(new Set(['in-time']));
    expect(decideCutoff(question({ ...brussels14, receivedAt: at('2026-06-16 14:20') })).outcome).toBe('late');
  });

  it('19: [T-66] moving today’s collection to tomorrow is late after today’s deadline', () => {
    const asked = question({
      ...brussels14,
      receivedAt: at('2026-06-16 15:00'),
      collection: { date: '2026-06-17' },
      update: { before: { ...brussels14, collection: { date: '2026-06-16' } } },
    });
    expect(decided(decideCutoff(asked))).toEqual(['late', utc('2026-06-16 12:00')]);
  });
});
