import { expect, it } from 'vitest';
import { fileFacts, fileWarnings } from './file-facts.ts';
import { languageOf } from '@docket/ui/language.ts';
import { wordsIn } from './words.ts';

const t = wordsIn(languageOf(undefined, undefined), []);

it('says what a picture is made of', () => {
  const facts = { kind: 'png', raster: { width: 3600, height: 4200, density: 300 } };
  expect(fileFacts(facts, t, 'inch')).toEqual(['PNG', '3,600 × 4,200 px at 300 dpi']);
});

it('measures a page in the unit of the shop', () => {
  const facts = { kind: 'pdf', page: { width: 288, height: 216, content: 'vector' }, pdf: { pages: 2 } };
  expect(fileFacts(facts, t, 'inch')).toEqual(['PDF', '4 × 3 in, vector', '2 pages']);
  expect(fileFacts(facts, t, 'mm')).toEqual(['PDF', '102 × 76 mm, vector', '2 pages']);
});

it('says nothing of a file that nobody has looked at', () => {
  expect(fileFacts(null, t, 'mm')).toEqual([]);
  expect(fileWarnings(null, t)).toEqual([]);
});

it('warns of what a file carries and of what stopped the look at it', () => {
  const facts = { problem: 'damaged', security: { reasons: ['macros'], warnings: ['pdf-embedded-files'] } };
  expect(fileWarnings(facts, t)).toEqual([
    'The file is damaged.',
    'It holds macros. Do not allow them.',
    'It carries other files inside.',
  ]);
});

it('calls malware what the scanner called it', () => {
  const facts = { malware: 'Eicar-Test-Signature', security: { reasons: ['malware'], warnings: [] } };
  expect(fileWarnings(facts, t)).toEqual(['The malware scanner found Eicar-Test-Signature in it.']);
});

it('says why the scanner cannot tell of a file, in its words', () => {
  const facts = { unscannable: 'INSTREAM size limit exceeded. ERROR', security: { reasons: [], warnings: [] } };
  expect(fileWarnings(facts, t)).toEqual([
    'The malware scanner cannot tell of this file: INSTREAM size limit exceeded. ERROR',
  ]);
});
