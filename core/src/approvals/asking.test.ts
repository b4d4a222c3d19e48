import { mostApprovers, type Question } from '@docket/sdk';
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

  it('ends with the reason that the plugin gives, in whichever of its changes that stands', () => {
    const given = { order, voids: [{ subject: question.subject, reason: 'tallies.gone' }] };
    const asking = { order, asks: [question] };
    for (const changes of [
      [given, asking],
      [asking, given],
    ]) {
      const [ended] = questionCalls(newId, writing, changes);
      expect(JSON.stringify(ended?.values)).toContain('tallies.gone');
      expect(JSON.stringify(ended?.values)).not.toContain('void.superseded');
    }
  });

  it('is told apart by one of its lines, and by one alone', () => {
    const place = { label: 'tallies.place', value: { type: 'words', key: 'tallies.front' } } as const;
    const other = { label: 'tallies.count', value: { type: 'number', number: 2 } } as const;
    const told = (lines: Question['lines'], apart?: string): unknown => {
      const asked = ask({ lines, ...(apart !== undefined && { apart }) }).find(({ name }) => name === 'approvals.ask');
      const [row] = JSON.parse(String(asked?.values.find((one) => String(one).startsWith('[{')))) as {
        apart: unknown;
      }[];
      return row?.apart;
    };
    expect(told([other, place], 'tallies.place')).toEqual(place.value);
    expect(told([other, place])).toBeNull();
    expect(() => told([place, place], 'tallies.place')).toThrow('"apart"');
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
    ['told apart by what no line of its own says', { apart: 'tallies.place' }],
    ['a place that is no element', { at: 'tally one' }],
    ['to nobody by name', { approvers: { rule: 'any', contacts: [] } }],
    ['to somebody twice', { approvers: { rule: 'all', contacts: [order, order] } }],
    [
      'to more people than anybody waits for',
      { approvers: { rule: 'all', contacts: Array.from({ length: mostApprovers + 1 }, () => newId()) } },
    ],
    ['by a day that is none', { due: '2026-02-30' }],
    ['with an amount in no currency', { counter: { type: 'money', currency: 'euros' } }],
  ])('is never %s', (_, more) => {
    // The field that is at fault is named.
    expect(() => ask(more)).toThrow(`"${Object.keys(more).join()}"`);
  });
});
