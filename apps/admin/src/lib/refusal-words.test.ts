import { expect, it } from 'vitest';
import { languageOf } from '@docket/ui/language.ts';
import { wordsIn } from './words.ts';
import { refusalWords } from './refusal-words.ts';

const t = wordsIn(languageOf(undefined, undefined), []);

it('says what was refused and the next step, with its places filled', () => {
  expect(refusalWords(t, { code: 'limit.reached', params: { minutes: 15 } })).toEqual({
    what: 'That was too often.',
    next: 'Wait 15 minutes and try again.',
  });
});

it('says the sentence of the server where a code has no words here', () => {
  const told = { code: 'proofs.locked', params: {}, message: 'The proof is locked.' };
  expect(refusalWords(t, told).what).toBe('The proof is locked.');
});
