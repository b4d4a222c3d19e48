import type { Problem } from './facts.ts';

const OUT_OF_MEMORY =
  /out of memory|allocation failed|bad_alloc|Cannot allocate|Invalid typed array length|cannot allocate|not enough memory/i;

/**
 * Tells a decoder's complaint about memory, and the system's about the machine (a full disk, a folder that is shut), from one about
 * the file. Texts are those of V8, libvips, libstdc++ and Emscripten.
 */
export function problemOf(error: unknown): Extract<Problem, 'damaged' | 'memory-limit' | 'busy'> {
  if (!(error instanceof Error)) return 'damaged';
  if ('syscall' in error) return 'busy';
  return OUT_OF_MEMORY.test(error.message) ? 'memory-limit' : 'damaged';
}

/** The same for the last words of a child on its standard error. */
export const diedOfMemory = (lastWords: string): boolean => OUT_OF_MEMORY.test(lastWords);
