import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';
import { isLongAway, markAt, momentOf, shortlyBefore } from './marks.ts';

const moment = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });

it('a mark comes before every id of its millisecond, and after every id of the one before', () => {
  fc.assert(
    fc.property(moment, (at) => {
      const before = new Date(Math.max(0, at.getTime() - 1));
      expect(markAt(at) <= newId(at)).toBe(true);
      if (before < at) expect(newId(before) < markAt(at)).toBe(true);
      expect(momentOf(newId(at))).toEqual(at);
    }),
  );
});

it('looks back half a minute, since what has an earlier id may be committed later', () => {
  const at = new Date('2026-11-26T10:00:00Z');
  expect(momentOf(shortlyBefore(at))).toEqual(new Date('2026-11-26T09:59:30Z'));
});

it.each([
  ['2026-11-26T09:51:00Z', false],
  ['2026-11-26T09:49:00Z', true],
])('takes a browser that heard last at %s for one that was away too long: %s', (last, expected) => {
  expect(isLongAway(markAt(new Date(last)), new Date('2026-11-26T10:00:00Z'))).toBe(expected);
});

it.each(['', 'x', '018f-7', "'; drop table core.orders", 'ffffffff-ffff-4fff-bfff-ffffffffffff'])(
  'takes a mark that is none for one of a browser that was away too long: %j',
  (mark) => expect(isLongAway(mark, new Date())).toBe(true),
);
