import { describe, expect, it } from 'vitest';
import { firstCollection } from './first-collection.ts';
import { BRU, NYC } from './samples.fixture.ts';

describe('the collection that the cut-off is about', () => {
  it('is the one that may start first, whatever the sequence of the stops', () => {
    const stops = [
      { date: '2026-06-18', from: '08:00', zone: BRU },
      { date: '2026-06-17', from: '11:00', zone: BRU },
      { date: '2026-06-17', from: '10:00', zone: BRU },
    ];
    expect(firstCollection(stops, BRU)).toBe(stops[2]);
  });

  it('is told by the clock of each stop', () => {
    // 08:00 in New York is 14:00 in Brussels.
    const stops = [
      { date: '2026-06-17', from: '08:00', zone: NYC },
      { date: '2026-06-17', from: '13:00', zone: BRU },
    ];
    expect(firstCollection(stops, NYC)?.zone).toBe(BRU);
    expect(firstCollection([stops[0]!, { ...stops[1]!, from: '15:00' }], BRU)?.zone).toBe(NYC);
  });

  it('starts with the day where no time is given, by the carrier’s clock where a stop has none', () => {
    const stops = [{ date: '2026-06-17', from: '00:01' }, { date: '2026-06-17' }];
    expect(firstCollection(stops, BRU)).toBe(stops[1]);
    expect(
      firstCollection(
        [
          { date: '2026-06-17', from: '03:00' },
          { date: '2026-06-17', from: '07:00', zone: BRU },
        ],
        NYC,
      )?.zone,
    ).toBe(BRU);
  });

  it('keeps the date that was typed, also where the clock leaves the time out or shows it twice', () => {
    expect(firstCollection([{ date: '2026-03-29', from: '02:30' }], BRU)?.date).toBe('2026-03-29');
    expect(firstCollection([{ date: '2026-10-25', from: '02:30' }], BRU)?.date).toBe('2026-10-25');
  });

  it('is none without a collection', () => {
    expect(firstCollection([], BRU)).toBeUndefined();
  });
});
