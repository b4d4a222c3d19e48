import { languageOf } from '@docket/ui/language.ts';
import { expect, it } from 'vitest';
import { sentenceOf, tell, type AuditLine } from './audit-lines.ts';
import { wordsIn } from './words.ts';

const language = languageOf(undefined, undefined);
const words = wordsIn(language, [{ 'press.mockup': 'Mockup of {name}', 'press.back': 'Full back' }]);
const speech = { words, locale: language.format };
const line: AuditLine = {
  id: '1',
  at: '2026-03-01T10:00:00.000Z',
  by: { type: 'contact', id: 'sarah', name: 'Sarah' },
  onBehalf: null,
  action: 'approvals.decide',
  kind: 'order',
  subject: 'o1',
  subjectName: '1042',
  customer: '',
  before: { state: 'open' },
  after: { state: 'approved', version: 2 },
};
const question = { title: 'press.mockup', values: { name: 'a shirt' } };
const asked = (more: object): AuditLine => ({
  ...line,
  after: { state: 'approved', version: 2, question: { ...question, ...more } },
});

it('an answer is told with which of two questions of one title it is about', () => {
  const back = asked({ apart: { type: 'words', key: 'press.back' } });
  expect(sentenceOf(back, '', speech)).toBe(
    'Sarah answered what was asked of order 1042: Mockup of a shirt – Full back',
  );
  expect(sentenceOf(asked({ apart: null }), '', speech)).toBe(
    'Sarah answered what was asked of order 1042: Mockup of a shirt',
  );
  expect(tell(back, '', speech).differences.map(({ key }) => key)).toEqual(['state', 'version']);
});

it('an answer that was written down before its question was is told without it', () => {
  expect(sentenceOf(line, '', speech)).toBe('Sarah answered what was asked of order 1042');
});

it('a field of a plugin’s own line is a field, whatever it is called', () => {
  const own = { ...line, action: 'press.ask', before: null, after: { question: 'Which blue?' } };
  expect(tell(own, '', speech).differences).toMatchObject([{ key: 'question', after: 'Which blue?' }]);
});
