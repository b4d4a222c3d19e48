import type { Question } from '@docket/sdk';
import { describe, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';
import { questionCalls, type Writing } from './asking.ts';

const order = '0190a000-0000-7000-8000-000000000001';
const point = { id: 'size', label: 'tallies.count' };
const picture = { file: '0190a000-0000-7000-8000-000000000002', sha256: 'ab'.repeat(32) };
const question: Question = {
  subject: '0190a000-0000-7000-8000-000000000003',
  version: 1,
  title: 'tallies.question',
  lines: [],
  pictures: [picture],
  ticks: [point],
  at: 'tally-one',
};
const writing: Writing = {
  plugin: 'tallies',
  // Nobody hears of it.
  shop: { tenant: { id: order }, hooks: { subscribers: () => [] } } as unknown as Writing['shop'],
  actor: { type: 'system', reason: 'tests' },
  now: new Date('2026-11-26T09:00:00Z'),
};
const ask = (more: Partial<Question> = {}) =>
  questionCalls(newId, writing, [{ order, asks: [{ ...question, ...more }] }]);

describe('what a plugin asks', () => {
  it('takes the place of what was asked about its subject', () => {
    expect(ask().map(({ name }) => name)).toEqual(['approvals.end', 'approvals.ask']);
  });

  it.each<[string, Partial<Question>]>([
    ['a point twice', { ticks: [point, { ...point, label: 'tallies.other' }] }],
    ['a point without a name for forms', { ticks: [{ ...point, id: 'Size, really' }] }],
    [
      'more points than anybody confirms',
      { ticks: Array.from({ length: 21 }, (_, at) => ({ ...point, id: `p${at}` })) },
    ],
    ['a picture without its bytes’ own hash', { pictures: [{ ...picture, sha256: 'none' }] }],
    ['a picture that is no file', { pictures: [{ ...picture, file: 'mockup.png' }] }],
    ['a place that is no element', { at: 'tally one' }],
  ])('is never %s', (_, more) => {
    // The field that is at fault is named.
    expect(() => ask(more)).toThrow(`"${Object.keys(more).join()}"`);
  });
});
