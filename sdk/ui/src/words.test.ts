import { describe, expect, it } from 'vitest';
import { choiceWords } from './words.ts';

const words: Readonly<Record<string, string>> = { 'method.dtg': 'Direct to garment', Plain: 'Simple' };
const say = (key: string): string => words[key] ?? key;

describe('the words of a choice', () => {
  it.each([
    ['method', 'dtg', 'Direct to garment'],
    ['method', 'gone', 'gone'],
    [undefined, 'Plain', 'Simple'],
    [undefined, 'dtg', 'dtg'],
  ])('with the prefix %s say %s as %s', (prefix, value, said) => {
    expect(choiceWords(say, prefix, value)).toBe(said);
  });
});
