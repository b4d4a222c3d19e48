import type { Pipeline } from '@docket/sdk';
import { describe, expect, it } from 'vitest';
import { customerPage, customerRow } from './customer-view.ts';
import type { OrderDetailRow, TimelineRow } from './store.ts';

const pipeline: Pipeline = {
  initial: 'new',
  statuses: [
    { id: 'new', stage: 'received', tone: 'review' },
    { id: 'films', stage: 'preparing', tone: 'working' },
    { id: 'screens', stage: 'preparing', tone: 'working' },
    { id: 'dispute', stage: 'stopped', tone: 'problem' },
  ],
  moves: {},
};
const at = new Date('2026-04-10T14:05:00Z');
const order = {
  id: 'o1',
  number: 1001,
  prefix: '',
  former: [],
  kind: 'note',
  status: 'dispute',
  title: 'Paint',
  content: { title: 'Paint' },
  request_trace: [{ by: 'secret-plugin' }],
  request_issues: [{ code: 'credit.bad', audience: 'staff' }],
  identity: { email: 'other@x.test' },
} as unknown as OrderDetailRow;
const event = (type: string, data: TimelineRow['data'], shown = true): TimelineRow => ({
  id: type,
  at,
  type,
  by: { type: 'staff', id: 'staff-7' },
  shown,
  sight: null,
  data,
});
const plain = { offersChanges: false, recordable: null, rights: [] };
const moved = (from: string, to: string): TimelineRow => event('status', { from, to });

describe('what a customer sees of an order', () => {
  it('is the stage, never the shop’s own status', () => {
    const row = customerRow(order, pipeline);
    expect(row).toMatchObject({ number: 1001, stage: 'stopped', tone: 'problem' });
    expect(JSON.stringify(row)).not.toContain('dispute');
  });

  it('has no byte of what is for staff: statuses, traces, issues, identities, names of staff, hidden lines', () => {
    const lines = [
      moved('new', 'dispute'),
      event('note', { text: 'He never pays.' }, false),
      event('revised', { version: 2 }),
    ];
    const text = JSON.stringify(customerPage(order, lines, [], pipeline, plain));
    for (const inside of ['dispute', 'secret-plugin', 'credit.bad', 'other@x.test', 'staff-7', 'never pays'])
      expect(text).not.toContain(inside);
    expect(text).toContain('"version":2');
  });

  it('tells a move between stages once, and none within a stage', () => {
    const page = customerPage(order, [moved('new', 'films'), moved('films', 'screens')], [], pipeline, plain);
    expect(page.timeline.map(({ data }) => data)).toEqual([{ stage: 'preparing', tone: 'working' }]);
    expect(page.stages).toEqual(['received', 'preparing', 'stopped']);
  });

  it('[T-12] tells a move within a stage that gave another number, and nothing else of it', () => {
    const numbers = { was: { prefix: 'Q', number: 1000 }, now: { prefix: '', number: 1001 } };
    const renumbered = event('status', { from: 'films', to: 'screens', ...numbers });
    const page = customerPage(order, [renumbered], [], pipeline, plain);
    expect(page.timeline.map(({ data }) => data)).toEqual([{ stage: 'preparing', tone: 'working', ...numbers }]);
  });

  it('says of each part what happened there, as the kind has it, and nothing of parts that are gone', () => {
    const marks = {
      s2: { done: '2026-04-11T09:00:00Z', arrived: '2026-04-11T08:00:00Z' },
      gone: { done: '2026-04-10T09:00:00Z' },
    };
    const parts = [
      { id: 's1', name: 'Antwerp' },
      { id: 's2', name: 'Dublin', zone: 'Europe/Dublin' },
    ];
    const recordable = { types: ['arrived', 'done'], parts, isOpen: true };
    const page = customerPage({ ...order, marks }, [], [], pipeline, { ...plain, recordable });
    expect(page.happened).toEqual([
      {
        ...parts[1],
        happened: [
          { type: 'arrived', at: '2026-04-11T08:00:00Z' },
          { type: 'done', at: '2026-04-11T09:00:00Z' },
        ],
      },
    ]);
  });

  it('has no stage when nobody offers the kind any more', () => {
    expect(customerRow(order, undefined)).toMatchObject({ stage: null, tone: null });
  });
});
