import { expect, it } from 'vitest';
import { givenAt, giverOf, missingNames } from './answers.ts';

const written = { at: '2026-11-26T12:00:00Z', by: { type: 'staff', name: 'Robin' } };
const offline = { way: 'phone', name: 'Sarah Smith', at: '2026-11-25T09:30:00Z', evidence: [] } as const;

it('[G-65] an answer that staff wrote down is of whoever gave it, at the moment when it was given', () => {
  const answer = { ...written, offline };
  expect([giverOf(answer), givenAt(answer)]).toEqual(['Sarah Smith', '2026-11-25T09:30:00Z']);
});

it('an answer in the portal is of whoever sent it, when it was sent', () => {
  const answer = { ...written, by: { type: 'contact', name: 'Sarah' }, offline: null };
  expect([giverOf(answer), givenAt(answer)]).toEqual(['Sarah', '2026-11-26T12:00:00Z']);
});

it('nobody is named to whom it is not told', () => {
  expect(giverOf({ by: { type: 'staff', name: '' }, offline: null })).toBe('');
});

it('who is missing is named while the answer is waited for', () => {
  const people = [
    { id: null, name: 'Sarah', isMissing: false },
    { id: null, name: 'Bob', isMissing: true },
  ];
  expect(missingNames({ approvers: { rule: 'all', people } })).toEqual(['Bob']);
  expect(missingNames({ approvers: null })).toEqual([]);
});
