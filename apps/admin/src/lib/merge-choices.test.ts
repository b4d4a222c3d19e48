import { describe, expect, it } from 'vitest';
import { decided, differing } from './merge-choices.ts';

const from = { name: 'Smith', email: 'a@smith.test', phone: null, note: 'Old.' };
const into = { name: 'Smith & Sons', email: null, phone: '1', note: 'New.' };

describe('what holds after two customers became one', () => {
  it('is asked only where both have something, and not the same', () => {
    expect(differing({ from, into })).toEqual(['name', 'note']);
    expect(differing({ from: into, into })).toEqual([]);
  });

  it.each([
    ['into', { ...into, email: 'a@smith.test' }],
    ['from', { name: 'Smith', email: 'a@smith.test', phone: '1', note: 'Old.' }],
    ['both', { ...into, email: 'a@smith.test', note: 'New.\n\nOld.' }],
    ['', { ...into, email: 'a@smith.test' }],
  ])('is, where "%s" is chosen, of one or of both', (choice, expected) => {
    expect(decided({ from, into }, () => choice)).toEqual(expected);
  });

  it('never makes a note longer than one may be', () => {
    const long = { ...from, note: 'x'.repeat(3999) };
    expect(decided({ from: long, into }, () => 'both').note).toHaveLength(4000);
  });
});
