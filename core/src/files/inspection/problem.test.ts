import { expect, it } from 'vitest';
import { problemOf } from './problem.ts';

it.each(['not enough memory', 'PDFium made no room: out of memory', 'std::bad_alloc', 'JavaScript heap out of memory'])(
  'a decoder that says "%s" met the limit of memory',
  (words) => expect(problemOf(new Error(`Error: ${words}`))).toBe('memory-limit'),
);

it('a system that refuses to write is no fault of the file', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' });
  expect(problemOf(full)).toBe('busy');
});

it('any other complaint is about the file', () => {
  expect(problemOf(new Error('PDFium made no page'))).toBe('damaged');
});
