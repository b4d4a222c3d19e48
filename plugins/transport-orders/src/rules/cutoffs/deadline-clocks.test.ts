import { describe, expect, it } from 'vitest';
import { deadlineClocks } from './deadline-clocks.ts';
import { at, BRU, NYC } from './samples.fixture.ts';

describe('the clocks of a deadline', () => {
  const deadline = at('2026-06-16 01:30');

  it('are one where the reader’s shows the same', () => {
    const there = { place: 'Brussels', zone: BRU, day: '2026-06-16', time: '01:30' };
    expect(deadlineClocks(deadline, BRU)).toEqual({ there });
    expect(deadlineClocks(deadline, BRU, 'Europe/Paris')).toEqual({ there });
  });

  it('are two, each with its day, where they differ', () => {
    const yours = { place: 'New York', zone: NYC, day: '2026-06-15', time: '19:30' };
    expect(deadlineClocks(deadline, BRU, NYC)).toMatchObject({ there: { time: '01:30' }, yours });
  });

  it('are two where only the day differs', () => {
    const clocks = deadlineClocks(deadline, 'Pacific/Kiritimati', 'Pacific/Honolulu');
    expect(clocks).toMatchObject({
      there: { day: '2026-06-16', time: '13:30' },
      yours: { day: '2026-06-15', time: '13:30' },
    });
  });
});
