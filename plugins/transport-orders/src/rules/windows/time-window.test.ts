import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockAt } from '../local-times.ts';
import { readWindow, sequenceFault, type TimeWindow, type TypedWindow } from './time-window.ts';
import type { OnRepeated, TypedEnd } from './window-end.ts';

const zone = 'Europe/Brussels';
const end = (text: string, pick?: 'first' | 'second'): TypedEnd => {
  const [date = '', time] = text.split(' ');
  return { date, time, pick };
};
const typed = (earliest: string, latest: string, where = zone): TypedWindow => ({
  zone: where,
  earliest: end(earliest),
  latest: end(latest),
});
const read = (earliest: string, latest: string, onRepeated: OnRepeated = 'ask') =>
  readWindow(typed(earliest, latest), onRepeated);
const windowOf = (earliest: string, latest: string, where = zone): TimeWindow =>
  readWindow(typed(earliest, latest, where), 'ask').window!;

describe('a window', () => {
  it('keeps what was typed beside the instants that it is', () => {
    expect(read('2026-06-17 08:00', '2026-06-17 11:00')).toEqual({
      faults: [],
      window: {
        zone,
        precision: 'time',
        earliest: { day: '2026-06-17', time: '08:00', at: new Date('2026-06-17T06:00Z') },
        latest: { day: '2026-06-17', time: '11:00', at: new Date('2026-06-17T09:00Z') },
      },
    });
  });

  it('of days stays days, from the start of the first to the end of the last', () => {
    expect(read('2026-06-17', '2026-06-18').window).toEqual({
      zone,
      precision: 'date',
      earliest: { day: '2026-06-17', at: new Date('2026-06-16T22:00Z') },
      latest: { day: '2026-06-18', at: new Date('2026-06-18T22:00Z') },
    });
  });

  it('of one day is as long as the day is', () => {
    const hours = ({ earliest, latest }: TimeWindow) => (latest.at.getTime() - earliest.at.getTime()) / 3_600_000;
    expect(['2026-03-29', '2026-06-17', '2026-10-25'].map((day) => hours(windowOf(day, day)))).toEqual([23, 24, 25]);
  });

  it('starts when the day does where the clock leaves midnight out', () => {
    // Lebanon sets its clocks at midnight: 2026-03-29 starts at 01:00.
    expect(windowOf('2026-03-29', '2026-03-29', 'Asia/Beirut').earliest.at).toEqual(new Date('2026-03-28T22:00Z'));
  });

  it('starts with the first of two midnights, when the day before is over', () => {
    // Cuba sets its clocks back at 01:00, to midnight.
    const [before, day] = ['2026-10-31', '2026-11-01'].map((some) => windowOf(some, some, 'America/Havana'));
    expect(day?.earliest.at).toEqual(new Date('2026-11-01T04:00Z'));
    expect(before?.latest.at).toEqual(day?.earliest.at);
  });

  it('is of times as soon as one end has one', () => {
    expect(windowOf('2026-06-17 08:00', '2026-06-17').precision).toBe('time');
    expect(windowOf('2026-06-17', '2026-06-17 17:00').precision).toBe('time');
  });

  it('ends on the day it starts on where nothing else is said', () => {
    expect(windowOf('2026-06-17 08:00', ' 11:00').latest).toMatchObject({ day: '2026-06-17', time: '11:00' });
    expect(windowOf('2026-06-17', '').latest.day).toBe('2026-06-17');
  });

  it('may be an appointment', () => {
    expect(read('2026-06-17 08:00', '2026-06-17 08:00').faults).toEqual([]);
  });

  it.each([
    ['2026-02-30', 'not-a-date', '2026-02-30'],
    ['31/06', 'not-a-date', '31/06'],
    ['2026-13-01', 'not-a-date', '2026-13-01'],
    ['2026-6-17', 'not-a-date', '2026-6-17'],
    ['+002026-06-17', 'not-a-date', '+002026-06-17'],
  ])('[H7] refuses %s, which is no date', (date, code, shown) => {
    expect(read(date, '2026-06-18').faults).toEqual([
      { field: 'earliest.date', code, severity: 'refuse', params: { typed: shown } },
    ]);
  });

  it.each(['24:00', '8:00', '08:60', 'noon', '08:00:00'])('[H7] refuses %s, which is no time', (time) => {
    expect(read('2026-06-17', `2026-06-17 ${time}`).faults).toMatchObject([
      { field: 'latest.time', code: 'not-a-time', params: { typed: time } },
    ]);
  });

  it('names both ends where both are wrong, and a missing day', () => {
    expect(read('', '2026-02-30').faults.map(({ field, code }) => `${field} ${code}`)).toEqual([
      'earliest.date date-missing',
      'latest.date not-a-date',
    ]);
  });

  it.each(['', 'Europe/Atlantis', '+02:00', 'Brussels'])('needs a zone of the IANA database, not "%s"', (where) => {
    expect(readWindow(typed('2026-06-17', '2026-06-17', where), 'ask').faults).toMatchObject([
      { field: 'zone', code: 'zone-unknown' },
    ]);
  });
});

describe('a time that the clock leaves out', () => {
  it('[H9] is refused and never shifted, with the time that may be meant', () => {
    const { window, faults } = read('2026-03-29 02:30', '2026-03-29 11:00', 'assume');
    expect(window).toBeUndefined();
    expect(faults).toEqual([
      {
        field: 'earliest.time',
        code: 'time-skipped',
        severity: 'refuse',
        params: { day: '2026-03-29', time: '02:30', zone, meant: '03:30', meantDay: '2026-03-29' },
      },
    ]);
  });
});

describe('a time that the clock shows twice', () => {
  const night = '2026-10-25 02:30';

  it('[H10] is asked for', () => {
    const { window, faults } = read(night, '2026-10-25 11:00');
    expect(window).toBeUndefined();
    expect(faults).toMatchObject([{ field: 'earliest.time', code: 'time-repeated', severity: 'refuse' }]);
  });

  it.each([
    ['first', '2026-10-25T00:30Z'],
    ['second', '2026-10-25T01:30Z'],
  ] as const)('[H10] is the %s where that is chosen', (pick, at) => {
    const asked = { zone, earliest: end(night, pick), latest: end('2026-10-25 11:00') };
    const { window, faults } = readWindow(asked, 'ask');
    expect(faults).toEqual([]);
    expect(window?.earliest).toEqual({ day: '2026-10-25', time: '02:30', pick, at: new Date(at) });
  });

  it('[H10] makes the window of a machine as long as it can be, with a warning', () => {
    const { window, faults } = read(night, night, 'assume');
    expect([window?.earliest.at, window?.latest.at]).toEqual([
      new Date('2026-10-25T00:30Z'),
      new Date('2026-10-25T01:30Z'),
    ]);
    expect(faults.map(({ code, severity, params }) => [code, severity, params['assumed']])).toEqual([
      ['time-repeated-assumed', 'warn', 'first'],
      ['time-repeated-assumed', 'warn', 'second'],
    ]);
  });

  it('[H10] chosen in reverse is a window in reverse', () => {
    const asked = { zone, earliest: end(night, 'second'), latest: end(night, 'first') };
    expect(readWindow(asked, 'ask').faults).toMatchObject([{ code: 'latest-before-earliest' }]);
  });
});

describe('the sequence', () => {
  it.each([
    ['2026-06-17 11:00', '2026-06-17 08:00'],
    ['2026-06-17', '2026-06-16'],
    ['2026-06-17 08:00', '2026-06-16'],
    ['2026-06-17', '2026-06-16 23:59'],
  ])('[H15] of a window from %s to %s is refused, naming both', (earliest, latest) => {
    expect(read(earliest, latest)).toEqual({
      faults: [{ field: 'latest', code: 'latest-before-earliest', severity: 'refuse', params: { earliest, latest } }],
    });
  });

  it.each([
    ['2026-06-17 08:00', '2026-06-17 07:00'],
    ['2026-06-17 08:00', '2026-06-17 08:00'],
    ['2026-06-17', '2026-06-16'],
    ['2026-06-17 00:00', '2026-06-16'],
  ])('[H15] of a collection from %s and a delivery until %s is refused, naming both', (collection, delivery) => {
    const fault = sequenceFault(windowOf(collection, '2026-06-20'), windowOf('2026-06-01', delivery));
    expect(fault).toEqual({
      field: 'delivery.latest',
      code: 'delivery-before-collection',
      severity: 'refuse',
      params: { collection, delivery },
    });
  });

  it.each([
    ['2026-06-17', '2026-06-17'],
    ['2026-06-17 08:00', '2026-06-17 08:01'],
    ['2026-06-17 08:00', '2026-06-17'],
  ])('of a collection from %s and a delivery until %s may be', (collection, delivery) => {
    expect(sequenceFault(windowOf(collection, '2026-06-20'), windowOf('2026-06-01', delivery))).toBeUndefined();
  });

  it('goes by the clock of each stop', () => {
    const dublin = windowOf('2026-06-17 06:00', '2026-06-17 07:30', 'Europe/Dublin');
    expect(sequenceFault(windowOf('2026-06-17 08:00', '2026-06-17 09:00'), dublin)).toBeUndefined();
    expect(sequenceFault(dublin, windowOf('2026-06-17 06:30', '2026-06-17 07:00'))).toBeDefined();
  });
});

describe('whatever the zone', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const days = fc
    .integer({ min: 0, max: 9000 })
    .map((some) => new Date(Date.UTC(2005, 0, 1 + some)).toISOString().slice(0, 10));
  const times = fc.integer({ min: 0, max: 1439 }).map((some) => new Date(some * 60_000).toISOString().slice(11, 16));

  it('a time that is taken is what the clock of the stop shows at its instant', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), days, times, (where, date, time) => {
        const { window } = readWindow({ zone: where, earliest: { date, time }, latest: { date, time } }, 'assume');
        for (const { at } of window ? [window.earliest, window.latest] : [])
          expect(clockAt(at, where)).toEqual({ day: date, time });
      }),
      { numRuns: 2000 },
    );
  });

  it('whatever is typed is a window or has a fault that stops the order', () => {
    const text = fc.oneof(fc.string(), days, times);
    const someEnd = fc.record({ date: text, time: fc.option(text, { nil: undefined }) });
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...zones), fc.string()), someEnd, someEnd, (where, earliest, latest) => {
        const { window, faults } = readWindow({ zone: where, earliest, latest }, 'ask');
        expect(faults.some(({ severity }) => severity === 'refuse')).toBe(window === undefined);
      }),
      { numRuns: 2000 },
    );
  });
});
