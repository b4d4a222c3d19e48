import type { Json, Proposal } from '@docket/sdk';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeProposals } from './prefill.ts';

const propose = (path: string, value: Json): Proposal => ({ path, value, source: 'A document', confidence: 'high' });

describe('proposed values', () => {
  it.each<[string, Json, Proposal[], Json]>([
    ['fill what is empty', { a: '', b: null }, [propose('a', 'x'), propose('b', 1)], { a: 'x', b: 1 }],
    [
      'leave what is typed',
      { a: 'mine', n: 0, no: false },
      [propose('a', 'x'), propose('n', 5), propose('no', true)],
      { a: 'mine', n: 0, no: false },
    ],
    ['the first for a place wins', { a: '' }, [propose('a', 'first'), propose('a', 'second')], { a: 'first' }],
    ['the first wins also inside of a group', {}, [propose('a', { b: 1 }), propose('a.b', 2)], { a: { b: 1 } }],
    ['the first wins also around a value', {}, [propose('a.b', 1), propose('a', { b: 2 })], { a: { b: 1 } }],
    ['make the groups on the way', {}, [propose('a.b.c', 'x')], { a: { b: { c: 'x' } } }],
    ['go into a row that is there', { rows: [{ a: '' }] }, [propose('rows.0.a', 'x')], { rows: [{ a: 'x' }] }],
    [
      'make no rows',
      { rows: [] },
      [propose('rows.0.a', 'x'), propose('rows.-1', 'x'), propose('rows.x', 'x'), propose('rows.0.5', 'x')],
      { rows: [] },
    ],
    ['never lead through a value', { a: 'text' }, [propose('a.b', 'x')], { a: 'text' }],
  ])('%s', (_, draft, proposals, expected) => {
    expect(mergeProposals(draft, proposals)).toEqual(expected);
  });

  it('[CVE-2025-62381] reach no prototype', () => {
    const merged = mergeProposals({}, [
      propose('__proto__.polluted', true),
      propose('constructor.prototype.polluted', true),
    ]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
  });

  it('[G-21] keep every typed value, whatever is proposed', () => {
    const path = fc
      .array(fc.constantFrom('a', 'b', '0', '1'), { minLength: 1, maxLength: 3 })
      .map((keys) => keys.join('.'));
    const proposals = fc.array(
      fc.tuple(path, fc.string()).map(([where, value]) => propose(where, value)),
      { maxLength: 8 },
    );
    const draft = fc.record({
      a: fc.record({ b: fc.string({ minLength: 1 }), '0': fc.integer() }),
      b: fc.array(fc.string({ minLength: 1 })),
    });
    fc.assert(
      fc.property(draft, proposals, (typed, proposed) => {
        expect(mergeProposals(typed, proposed)).toMatchObject(typed);
      }),
    );
  });
});
