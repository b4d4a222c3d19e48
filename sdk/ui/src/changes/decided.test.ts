import { translator } from '@docket/sdk/messages';
import { describe, expect, it } from 'vitest';
import { obstacleIn, obstacleText, reasonsIn, rejectedIn } from './decided.ts';

describe('what a decision about a change keeps', () => {
  const decision = {
    decision: 'decline',
    obstacle: { code: 'order-import.collected', params: { stop: 'Ghent', other: null } },
    reasons: [{ code: 'late' }, 'nonsense', {}],
    rejected: [{ path: 'stops', label: 'transport.stops', reason: 'Planned already.' }],
  };

  it('is read with what is in it, and no more', () => {
    expect(obstacleIn(decision)).toEqual({ code: 'order-import.collected', params: { stop: 'Ghent' } });
    expect(reasonsIn(decision)).toEqual([{ code: 'late', params: {} }]);
    expect(rejectedIn(decision)).toEqual([{ path: 'stops', label: 'transport.stops', reason: 'Planned already.' }]);
  });

  it.each([[null], [{}], ['text'], [{ obstacle: {}, reasons: 'x', rejected: null }]])('is nothing in %j', (empty) => {
    expect([obstacleIn(empty), ...reasonsIn(empty), ...rejectedIn(empty)]).toEqual([undefined]);
  });
});

describe('what stands in the way', () => {
  const t = translator('en', { 'eligible.late': 'Too late for {stop}.', other: 'Something else ({code}).' });

  it('is said in the words of whoever said so', () => {
    expect(obstacleText(t, { code: 'late', params: { stop: 'Ghent' } }, 'other')).toBe('Too late for Ghent.');
  });

  it('is named by its code where nobody has words for it', () => {
    expect(obstacleText(t, { code: 'gone' }, 'other')).toBe('Something else (gone).');
  });
});
