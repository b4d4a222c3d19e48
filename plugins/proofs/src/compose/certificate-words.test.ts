import type { ProvenAnswer } from '@docket/sdk';
import { translator } from '@docket/sdk/messages';
import { recordWords } from '@docket/sdk/record-words';
import { describe, expect, it } from 'vitest';
import english from '../../messages/en.json' with { type: 'json' };
import { answerLines, momentOf, standingOf } from './certificate-words.ts';

const words = translator('en', recordWords, english);
const clock = { locale: 'en-US', timeZone: 'America/Chicago' };
const speech = { words, tenant: { locale: 'en-US', units: 'inch' } } as const;
const at = '2026-11-26T12:00:05.000Z';
const approved: ProvenAnswer = {
  at,
  by: { type: 'contact', name: 'Sarah' },
  decision: { choice: 'approve', ticked: ['spelling'] },
  offline: null,
  from: { address: '192.0.2.7', device: 'Firefox, Windows' },
  email: 'sarah@smith.test',
};
const question = {
  subject: '',
  version: 1,
  title: '',
  lines: [],
  apart: null,
  ticks: [
    { id: 'spelling', label: 'proofs.check.spelling' },
    { id: 'size', label: 'proofs.check.size' },
  ],
};
const said = (answer: ProvenAnswer, kept = {}) =>
  Object.fromEntries(answerLines(answer, { question, kept }, speech, clock));
const states = { approve: 'approved', decline: 'declined', revise: 'revision' } as const;
const stood = (choice: keyof typeof states, reason?: string, isIntact = true) =>
  standingOf(
    {
      state: reason === undefined ? states[choice] : 'void',
      decided: { at, by: approved.by, decision: { choice } },
      voided: reason === undefined ? null : { at, reason },
      isIntact,
    },
    clock,
    words,
  );

describe('the words of a certificate', () => {
  it('tell a moment by the shop’s clock, with its zone, and to the second by UTC', () => {
    expect(momentOf(at, clock)).toBe('Nov 26, 2026, 6:00 AM America/Chicago\n2026-11-26 12:00:05 UTC');
  });

  it.each([
    ['approve', 'This approval holds'],
    ['decline', 'Declined: nothing of this is agreed to'],
    ['revise', 'Another version is wanted: nothing of this is agreed to'],
  ] as const)('say first what stands: %s', (choice, sentence) => {
    expect(stood(choice)).toEqual([sentence]);
  });

  it('never say of what is void that it holds, and say why, since when and what it was', () => {
    const sentences = stood('approve', 'proofs.void.mockup');
    expect(sentences[0]).toBe('This holds no more');
    expect(sentences[1]).toMatch(/^It holds no more since Nov 26, 2026/);
    expect(sentences[2]).toBe(english['proofs.void.mockup']);
    expect(sentences[3]).toBe('It was approved before, and that approval holds no more.');
    expect(sentences.join(' ')).not.toContain('This approval holds');
  });

  it('warn of what is not what was answered any more', () => {
    expect(stood('approve', undefined, false)).toEqual([
      'This approval holds',
      expect.stringMatching(/^What is kept is not/),
      expect.stringMatching(/Take nothing of this record/),
    ]);
  });

  it('tell who, when, how and from where, and each point that was confirmed', () => {
    expect(said(approved)).toMatchObject({
      Who: 'Sarah\nsarah@smith.test',
      Answer: 'Approved',
      'Confirmed one by one': english['proofs.check.spelling'],
      How: 'In the customer portal, signed in',
      'Sent from': '192.0.2.7\nFirefox, Windows',
    });
  });

  it('tell a customer neither address nor device', () => {
    const lines = said({ ...approved, email: null, from: null });
    expect(lines['Who']).toBe('Sarah');
    expect(lines).not.toHaveProperty('Sent from');
  });

  it('name who gave an answer that staff wrote down, when, and who wrote it, with what proves it', () => {
    const evidence = [{ file: 'f1', sha256: 'ab'.repeat(32) }];
    const offline = { way: 'phone', name: 'Sarah Smith', at: '2026-11-25T12:00:00Z', evidence } as const;
    const lines = said(
      { ...approved, by: { type: 'staff', name: 'Robin' }, offline, from: null, email: null },
      { f1: 'call.m4a' },
    );
    expect(lines).toMatchObject({
      Who: 'Sarah Smith',
      How: 'By phone, outside of the portal',
      When: expect.stringContaining('2026-11-25 12:00:00 UTC') as string,
      'Written down by': expect.stringMatching(/^Robin\n.*\n2026-11-26 12:00:05 UTC$/s) as string,
      'What proves it': `call.m4a\nSHA-256 ${'ab'.repeat(32)}`,
    });
  });

  it('call an approval with words of its own one with a correction', () => {
    const lines = said({ ...approved, decision: { choice: 'approve', reason: 'Make it blue.' } });
    expect(lines).toMatchObject({ Answer: 'Approved with a correction', 'In their words': 'Make it blue.' });
  });

  it('call no wish for another version, and nothing that was declined, one', () => {
    const answered = (choice: 'revise' | 'decline') =>
      said({ ...approved, decision: { choice, reason: 'Smaller.' } })['Answer'];
    expect([answered('revise'), answered('decline')]).toEqual([
      words('record.answer.revise'),
      words('record.answer.decline'),
    ]);
    expect(words('record.answer.revise')).not.toMatch(/^record|correction/);
  });
});
