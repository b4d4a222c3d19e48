import { describe, expect, it } from 'vitest';
import type { ShownValue } from './approval.ts';
import { translator } from './messages.ts';
import { questionName, shownText } from './question-name.ts';
import { recordWords } from './record-words.ts';

const own = { 'press.mockup': 'Mockup of {name}', 'press.front': 'Front of {size}', 'press.back': 'Rücken' };
const words = translator('en', recordWords, own);
const speech = { words, locale: 'en' };
const question = { title: 'press.mockup', values: { name: 'a shirt' } };

describe('what a question is called', () => {
  it('is its title, and what tells it apart from others of that title', () => {
    const front: ShownValue = { type: 'words', key: 'press.front', values: { size: 'M' } };
    expect(questionName({ ...question, apart: front }, speech)).toBe('Mockup of a shirt – Front of M');
    expect(questionName({ ...question, apart: { type: 'text', text: '{size}' } }, speech)).toBe(
      'Mockup of a shirt – {size}',
    );
  });

  it.each([
    ['nothing', null],
    ['what was written down before', undefined],
    ['an empty line', { type: 'text', text: '' } as const],
  ])('is its title alone, where %s tells it apart', (_, apart) => {
    expect(questionName({ ...question, apart }, speech)).toBe('Mockup of a shirt');
  });

  it('is put together as the shop’s own words want it', () => {
    const shops = translator('de', recordWords, own, { 'record.question': '{apart}: {title}' });
    const apart = { type: 'words', key: 'press.back' } as const;
    expect(questionName({ ...question, apart }, { words: shops, locale: 'de' })).toBe('Rücken: Mockup of a shirt');
  });
});

describe('a value in a line of text', () => {
  it.each<[ShownValue, string, string]>([
    [{ type: 'text', text: 'Left chest' }, 'en-US', 'Left chest'],
    [{ type: 'number', number: 1234.5 }, 'de', '1.234,5'],
    [{ type: 'words', key: 'press.back' }, 'en-US', 'Rücken'],
    [{ type: 'money', minor: 1250, currency: 'USD' }, 'en-US', '$12.50'],
    [{ type: 'money', minor: 1250, currency: 'JPY' }, 'en-US', '¥1,250'],
    [{ type: 'moment', at: '2026-11-26T12:00:00Z', zone: 'America/Chicago' }, 'en-US', 'Nov 26, 2026, 6:00 AM'],
  ])('%o in %s: %s', (value, locale, text) => {
    expect(shownText(value, { words, locale }).replaceAll(/[  ]/g, ' ')).toBe(text);
  });
});
