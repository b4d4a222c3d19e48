import { translator } from '@docket/sdk/messages';
import { describe, expect, it } from 'vitest';
import { isSequence, proposedName, proposedRow, proposedText } from './proposed.ts';

const t = translator('en', {
  'note.lines': 'Lines',
  'note.text': 'Text',
  'note.colour.red': 'Red',
});
const parts = [{ id: 'lines', title: 'note.lines', about: '', keys: ['lines'] }];
const row = { id: '0190a000-0000-7000-8000-000000000001', text: 'blue', count: 2, saved: '', deep: { more: true } };

describe('a change that somebody proposes', () => {
  it('is called by its label, and a whole row by the part that holds it', () => {
    expect(proposedName(t, parts, { path: 'lines.a.text', label: 'note.text', group: 'lines' })).toBe('Text');
    expect(proposedName(t, parts, { path: 'lines.a', label: '', group: 'lines' })).toBe('Lines');
    expect(proposedName(t, [], { path: 'other', label: '', group: 'other' })).toBe('other');
  });

  it('is told as words: a row by what was typed into it, never by an id', () => {
    expect(proposedText(t, row)).toBe('blue, 2');
    expect(proposedText(t, undefined)).toBe('');
    expect(proposedText(t, 'red', 'note.colour')).toBe('Red');
  });

  it('counts rows from one, and knows none that is not there', () => {
    expect(proposedRow({ lines: [{ id: 'x' }, { id: 'a' }] }, 'lines.a.text')).toBe(2);
    expect(proposedRow({ lines: [{ id: 'x' }] }, 'lines.a.text')).toBeUndefined();
    expect(proposedRow({ title: '' }, 'title')).toBeUndefined();
  });

  it('knows rows that only change places', () => {
    const change = { path: 'lines', label: '', group: 'lines' };
    expect(isSequence({ ...change, current: ['a', 'b'], proposed: ['b', 'a'] })).toBe(true);
    expect(isSequence({ ...change, current: ['a'], proposed: ['b'] })).toBe(false);
    expect(isSequence({ ...change, current: 'a', proposed: 'b' })).toBe(false);
  });
});
