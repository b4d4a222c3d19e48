import { describe, expect, it } from 'vitest';
import { languageOf } from '@docket/ui/language.ts';
import { wordsIn } from './words.ts';
import { orderEvents } from './order-events.ts';
import type { OrderEvent } from './order-page.ts';

const language = languageOf(undefined, undefined);
const words = wordsIn(language, [{ 'status.garment.press': 'On press', 'event.proofs.sent': 'Proof sent: {title}' }]);
const speech = { words, locale: language.format };
const order = { kind: 'garment' } as Parameters<typeof orderEvents>[0]['order'];
const statuses = [{ id: 'press', stage: 'producing', tone: 'working' }] as const;
const event = (change: Partial<OrderEvent>): OrderEvent => ({
  id: '1',
  at: '2026-03-01T10:00:00.000Z',
  type: 'status',
  by: { type: 'staff', id: 'robin', name: '' },
  data: { from: 'new', to: 'press' },
  ...change,
});
const told = (change: Partial<OrderEvent>) =>
  orderEvents({ order, statuses, timeline: [event(change)] }, 'robin', speech)[0];

it('tells a move by the shop’s word for the status, in its tone', () => {
  expect(told({})).toMatchObject({ title: 'Moved to “On press”', tone: 'production', by: 'You' });
});

it('[T-12] tells what the order went by before a move', () => {
  const was = (prefix: string) => told({ data: { to: 'press', was: { prefix, number: 1042 } } })?.note;
  expect([was('Q'), was('')]).toEqual(['was quote Q-1042', 'was 1042']);
  expect(told({})).not.toHaveProperty('note');
});

it('names others by what they are', () => {
  expect(told({ by: { type: 'staff', id: 'kim', name: '' } })?.by).toBe('The shop');
  expect(told({ by: { type: 'stranger', id: '', name: 'Bob' } })?.by).toBe('Bob');
});

it('tells the events of plugins in their own words, with what they were written with', () => {
  expect(told({ type: 'proofs.sent', data: { title: 'Shirt – Back' } })?.title).toBe('Proof sent: Shirt – Back');
});

describe('an answer of the customer', () => {
  const question = { question: 'charges.question', values: {} };

  it('that is one of several says who gave it, and how many are left', () => {
    const by = { type: 'contact', id: 'ann', name: 'Ann' } as const;
    expect(told({ type: 'approval.agreed', by, data: { ...question, left: 1 } })?.title).toBe(
      'Ann approved; one more has to: charges.question',
    );
    expect(told({ type: 'approval.agreed', by, data: { ...question, left: 2 } })?.title).toContain('2 more have to');
  });

  it('says which of two questions of one title it is about; what was written before they were told apart says the title', () => {
    const apart = { type: 'text', text: 'Full back' };
    expect(told({ type: 'approval.approved', data: { ...question, apart } })?.title).toBe(
      'The customer approved: charges.question – Full back',
    );
    for (const data of [question, { ...question, apart: null }])
      expect(told({ type: 'approval.approved', data })?.title).toBe('The customer approved: charges.question');
  });

  it('that staff wrote down says how it came, of whom, and why', () => {
    const offline = { way: 'phone', name: 'Bob', at: '2026-03-01T09:00:00Z' };
    const data = { ...question, reason: 'Too much.', offline };
    expect(told({ type: 'approval.declined', data })?.note).toBe('Bob said so on the phone.\nToo much.');
    expect(told({ type: 'approval.approved', data: question })).not.toHaveProperty('note');
  });
});
