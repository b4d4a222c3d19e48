import { describe, expect, it } from 'vitest';
import { decideCutoff } from './decide-cutoff.ts';
import { nextFeasibleDate } from './next-feasible-date.ts';
import { at, BRU, clockOf, dayBefore, mondayToFriday, none, NYC, question, sameDay } from './samples.fixture.ts';

describe('the next feasible collection date', () => {
  const friday = '2026-06-19 15:00';
  const week = clockOf(BRU, { ...mondayToFriday, holidays: ['2026-06-22'] });

  it.each([
    ['[T-21] today while the day is open', sameDay('14:00'), '2026-06-16 13:59', '2026-06-16'],
    ['[T-21] tomorrow from the time on', sameDay('14:00'), '2026-06-16 14:00', '2026-06-17'],
    ['[T-20] tomorrow before the time of the day before', dayBefore('16:00'), '2026-06-16 15:59', '2026-06-17'],
    ['[T-20] the day after tomorrow from it on', dayBefore('16:00'), '2026-06-16 16:00', '2026-06-18'],
    ['[T-18] today without a cut-off', none, '2026-06-16 23:59', '2026-06-16'],
    ['[T-21] after the weekend and the holiday', sameDay('14:00'), friday, '2026-06-23'],
    ['[T-20] the second working day after Friday’s time', dayBefore('14:00', 'business'), friday, '2026-06-24'],
  ])('is %s', (_name, service, received, date) => {
    const asked = question({ service, receivedAt: at(received), clock: week });
    expect(nextFeasibleDate({ ...asked, collection: {} })).toBe(date);
  });

  it('is looked for from the asked day on, and from today where that has passed', () => {
    const asked = question({ clock: week, receivedAt: at('2026-06-16 09:00') });
    expect(nextFeasibleDate({ ...asked, collection: { date: '2026-06-20' } })).toBe('2026-06-23');
    expect(nextFeasibleDate({ ...asked, collection: { date: '2026-06-01' } })).toBe('2026-06-16');
  });

  it('is after holidays that take weeks', () => {
    const holidays = Array.from({ length: 25 }, (_, some) => `2026-12-${String(some + 7).padStart(2, '0')}`);
    const clock = clockOf(BRU, { ...mondayToFriday, holidays });
    const asked = question({ clock, receivedAt: at('2026-12-05 09:00') });
    expect(nextFeasibleDate({ ...asked, collection: {} })).toBe('2027-01-01');
    expect(nextFeasibleDate({ ...asked, service: dayBefore('14:00', 'business'), collection: {} })).toBe('2027-01-04');
    const newYear = question({ clock, service: dayBefore('14:00', 'business'), collection: { date: '2027-01-01' } });
    expect(decideCutoff(newYear).deadline).toEqual(at('2026-12-04 14:00'));
  });

  it('goes by the clock of the stop where the cut-off does', () => {
    const asked = question({ receivedAt: at('2026-06-17 01:00'), service: sameDay('23:00') });
    const clock = { ...asked.clock, zoneOf: 'collection-stop' as const };
    expect(nextFeasibleDate({ ...asked, clock, collection: { zone: NYC } })).toBe('2026-06-16');
  });

  it('[T-66] is none for a change of an order that has closed', () => {
    const before = { collection: { date: '2026-06-16' }, service: sameDay('14:00') };
    const asked = question({ receivedAt: at('2026-06-16 15:00'), update: { before } });
    expect(nextFeasibleDate(asked)).toBeUndefined();
  });

  it('is none where no day of the week is worked', () => {
    expect(nextFeasibleDate(question({ clock: clockOf(BRU, { workdays: [], holidays: [] }) }))).toBeUndefined();
  });
});
