import { translator } from '@docket/sdk/messages';
import { recordWords } from '@docket/sdk/record-words';
import { describe, expect, it } from 'vitest';
import { historyEvents } from './history.ts';
import { quantityText, shownStanding, stubOf } from './order-words.ts';

const t = translator('en', recordWords, {
  'stage.producing': 'In production',
  'stage.done': 'Done',
  'portal.order.stage.unknown': 'With the shop',
  'portal.order.quantity': '{count, plural, one {# piece} other {# pieces}}',
  'quantity.pallets': '{count, plural, one {# pallet} other {# pallets}}',
  'portal.order.was': 'was {number}',
  'portal.order.wasQuote': 'was quote {number}',
  'portal.history.requested': 'The order was sent',
  'event.charges.added': 'Charge added: {title}',
  'portal.history.corrected': 'Corrected',
  'portal.history.corrected.field': '{field}: {before} → {after}',
  'portal.history.corrected.more': '{count} more',
  'portal.history.empty': 'empty',
  'portal.history.yes': 'yes',
  'portal.history.no': 'no',
  'portal.history.by.staff': 'The shop',
  'portal.history.approval.approved': 'Approved: {question}',
  'press.mockup': 'Mockup of {title}',
  'press.back': 'Full back',
});
const speech = { words: t, locale: 'en' };

describe('where an order stands', () => {
  it('[G-77] is said by its stage', () => {
    expect(shownStanding(t, { stage: 'producing', tone: 'working' })).toEqual({
      label: 'In production',
      tone: 'production',
    });
  });

  it('looks done when it is', () => {
    expect(shownStanding(t, { stage: 'done', tone: 'done' })).toEqual({ label: 'Done', tone: 'done' });
  });

  it('is with the shop when its kind is offered no more', () => {
    expect(shownStanding(t, { stage: null, tone: null })).toEqual({ label: 'With the shop', tone: 'production' });
  });

  it('counts in the unit of the kind', () => {
    expect(quantityText(t, 'garment', 1)).toBe('1 piece');
    expect(quantityText(t, 'pallets', 3)).toBe('3 pallets');
  });

  it('has one colour of ticket for each kind', () => {
    const kinds = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => ({ id }));
    expect(kinds.map(({ id }) => stubOf(kinds, id))).toEqual(['manila', 'mint', 'sky', 'salmon', 'lilac', 'manila']);
  });
});

describe('the history of an order', () => {
  const row = (type: string, data: object, by: string) => ({
    id: '1',
    at: new Date('2026-04-10T14:05:00Z'),
    type,
    data: data as never,
    by: { type: by },
  });

  it('[G-77] says each change of stage in the customer’s words', () => {
    expect(historyEvents(speech, [row('status', { stage: 'producing', tone: 'working' }, 'staff')])).toEqual([
      { id: '1', at: '2026-04-10T14:05:00.000Z', title: 'In production', tone: 'production', by: 'The shop' },
    ]);
  });

  it('[T-69] says field by field what the shop corrected before it took the order', () => {
    const changes = [
      { path: 'title', label: 'Title', before: 'Run', after: 'Race' },
      { path: 'rush', label: 'Rush', before: false, after: true },
      { path: 'note', label: 'Note', before: 'x', after: '' },
      { path: 'rows.0.id', label: '', after: 'r1' },
    ];
    expect(historyEvents(speech, [row('corrected', { changes }, 'staff')])).toMatchObject([
      { title: 'Corrected', note: 'Title: Run → Race; Rush: no → yes; Note: x → empty; 1 more', by: 'The shop' },
    ]);
  });

  it('[T-12] says what the order went by before', () => {
    const was = (prefix: string) => ({ stage: 'received', tone: 'review', was: { prefix, number: 1042 } });
    const rows = [row('status', was('Q'), 'staff'), row('status', was(''), 'staff')];
    expect(historyEvents(speech, rows).map(({ note }) => note)).toEqual(['was quote Q-1042', 'was 1042']);
  });

  it('says of two questions of one title which was answered; of what was written before they were told apart, the title', () => {
    const question = { question: 'press.mockup', values: { title: 'a shirt' }, version: 1 };
    const rows = [{ apart: { type: 'words', key: 'press.back' } }, { apart: null }, {}].map((apart) =>
      row('approval.approved', { ...question, ...apart }, 'contact'),
    );
    expect(historyEvents(speech, rows).map(({ title }) => title)).toEqual([
      'Approved: Mockup of a shirt – Full back',
      'Approved: Mockup of a shirt',
      'Approved: Mockup of a shirt',
    ]);
  });

  it('lets a plugin tell its line in words of its own, with what it was written with', () => {
    const rows = [row('charges.added', { title: 'Waiting time', amount: null }, 'staff')];
    expect(historyEvents(speech, rows).map(({ title }) => title)).toEqual(['Charge added: Waiting time']);
  });

  it('keeps the type of a line that has no words', () => {
    const rows = [row('requested', {}, 'policy'), row('x.signed', {}, '')];
    expect(historyEvents(speech, rows).map(({ title }) => title)).toEqual(['The order was sent', 'x.signed']);
  });
});
