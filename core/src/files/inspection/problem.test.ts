import { expect, it } from 'vitest';
import { problemOf } from './problem.ts';

it.each(['not enough memory', 'PDFium made no room: out of memory', 'std::bad_alloc', 'JavaScript heap out of memory'])(
  'a decoder that says "%s" met the limit of memory',
  (words) => expect(problemOf(new Error(`Error: ${words}`))).toBe('memory-limit'),
);

it('any other complaint is about the file', () => {
  expect(problemOf(new Error('PDFium made no page'))).toBe('damaged');
});
