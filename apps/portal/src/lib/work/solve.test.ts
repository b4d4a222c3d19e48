import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashesOf } from './sha256.ts';
import { solve } from './solve.ts';

const hex = (words: Int32Array): string =>
  [...words].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
const letters = fc.string({ unit: fc.constantFrom('a', 'Z', '0', '9', '.', '-', '_'), maxLength: 150 });

describe('the work of a page', () => {
  it('hashes like everybody else', () => {
    fc.assert(
      fc.property(
        letters,
        letters.map((text) => text.slice(0, 20)),
        (head, tail) => {
          expect(hex(hashesOf(head)(tail))).toBe(
            createHash('sha256')
              .update(head + tail)
              .digest('hex'),
          );
        },
      ),
    );
  });

  it('finds a number that begins the hash with as many zero bits as are asked for', () => {
    const puzzle = `1764100000.12.${'a'.repeat(43)}`;
    const work = solve('draft', puzzle);
    expect(work.startsWith(`${puzzle}.`)).toBe(true);
    expect(createHash('sha256').update(`draft.${work}`).digest('hex')).toMatch(/^000/);
  });
});
