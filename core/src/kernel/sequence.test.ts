import type { Position } from '@docket/sdk';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sequence, type Placed } from './sequence.ts';

const here = 'hook intake.validate';
const item = (plugin: string, position: Position = {}): Placed => ({ plugin, position });
const sort = (items: readonly Placed[], distribution = items.map(({ plugin }) => plugin)) =>
  sequence(here, items, new Set(distribution));
const ids = (items: readonly Placed[]): string => items.map(({ plugin }) => plugin).join(' ');

describe('sequence of handlers', () => {
  it.each([
    ['keeps the sequence of the distribution without wishes', [item('a'), item('b'), item('c')], 'a b c'],
    ['puts stages first', [item('a', { stage: 'late' }), item('b'), item('c', { stage: 'early' })], 'c b a'],
    ['moves a plugin before another', [item('a'), item('b'), item('c', { before: ['a'] })], 'b c a'],
    ['moves a plugin after another', [item('a', { after: ['c'] }), item('b'), item('c')], 'b c a'],
    [
      'keeps two handlers of one plugin as they are listed',
      [item('a'), item('b'), item('a', { after: ['b'] })],
      'a b a',
    ],
    ['allows a wish that the stages grant anyway', [item('a'), item('b', { stage: 'early', before: ['a'] })], 'b a'],
  ] as const)('%s', (_, items, expected) => {
    const { items: sorted, faults, notes } = sort(items);
    expect([ids(sorted), faults, notes]).toEqual([expected, [], []]);
  });

  it('prints a cycle of three with its place', () => {
    const { faults } = sort([
      item('a', { after: ['c'] }),
      item('b', { after: ['a'] }),
      item('c', { after: ['b'] }),
      item('d'),
    ]);
    expect(faults).toEqual(['The plugins wait for each other: a → b → c → a at hook intake.validate.']);
  });

  it('prints the contradiction of a wish against the stages', () => {
    const { faults } = sort([item('a', { stage: 'late', before: ['b'] }), item('b')]);
    expect(faults).toEqual([
      'The plugins contradict their stages: a → b → a at hook intake.validate ("a" is late, "b" is normal).',
    ]);
  });

  it('calls a plugin that wants to stand before itself a cycle', () => {
    expect(sort([item('a', { before: ['a'] })]).faults).toEqual([
      'The plugins wait for each other: a → a at hook intake.validate.',
    ]);
  });

  it('notes wishes about plugins that are absent, and says whether they are in the distribution', () => {
    const { items, faults, notes } = sort([item('a', { before: ['ghost'], after: ['quiet'] })], ['a', 'quiet']);
    expect([ids(items), faults]).toEqual(['a', []]);
    expect(notes).toEqual([
      'Plugin "a" names "ghost" for its place at hook intake.validate, which is not in the distribution.',
      'Plugin "a" names "quiet" for its place at hook intake.validate, which does nothing there.',
    ]);
  });

  const size = fc.integer({ min: 1, max: 12 });
  const stage = fc.constantFrom('early', 'normal', 'late');
  const rank = { early: 0, normal: 1, late: 2 } as const;
  /** Wishes that agree with a hidden sequence (stage, then a shuffle), so that one exists. */
  const sortable = size.chain((count) =>
    fc.record({
      stages: fc.array(stage, { minLength: count, maxLength: count }),
      hidden: fc.shuffledSubarray([...Array(count).keys()], { minLength: count, maxLength: count }),
      pairs: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1), fc.boolean()), { maxLength: 30 }),
    }),
  );

  it('grants every wish of any set of wishes that has a sequence, and loses nobody', () => {
    fc.assert(
      fc.property(sortable, ({ stages, hidden, pairs }) => {
        const place = (n: number): number => rank[stages[n]!] * 100 + hidden.indexOf(n);
        const wishes = pairs.filter(([a, b]) => place(a) < place(b));
        const items = stages.map((at, n) =>
          item(`p${n}`, {
            stage: at,
            before: wishes.filter(([a, , says]) => a === n && says).map(([, b]) => `p${b}`),
            after: wishes.filter(([, b, says]) => b === n && !says).map(([a]) => `p${a}`),
          }),
        );
        const { items: sorted, faults } = sort(items);
        const at = (n: number): number => sorted.indexOf(items[n]!);
        expect(faults).toEqual([]);
        expect(new Set(sorted)).toEqual(new Set(items));
        for (const [a, b] of wishes) expect(at(a)).toBeLessThan(at(b));
        expect(sorted.map(({ position }) => rank[position.stage!])).toEqual(
          sorted.map(({ position }) => rank[position.stage!]).toSorted((a, b) => a - b),
        );
      }),
    );
  });

  it('reports a cycle of any length, whatever stands beside it, and prints exactly that cycle', () => {
    fc.assert(
      fc.property(size, size, fc.boolean(), (length, others, isAfter) => {
        const next = (n: number): string => `c${(n + 1) % length}`;
        const ring = Array.from({ length }, (_, n) =>
          item(`c${n}`, isAfter ? { after: [next(n)] } : { before: [next(n)] }),
        );
        const rest = Array.from({ length: others }, (_, n) => item(`o${n}`, { after: ['c0'] }));
        const { items, faults } = sort([...rest, ...ring]);
        const printed = /: (.*) at hook/.exec(faults.join())?.[1]?.split(' → ') ?? [];
        expect(items).toEqual([]);
        expect(printed).toHaveLength(length + 1);
        expect(printed[0]).toBe(printed.at(-1));
        expect(new Set(printed)).toEqual(new Set(ring.map(({ plugin }) => plugin)));
        for (const [n, id] of printed.slice(0, -1).entries()) {
          const from = Number(id.slice(1));
          expect(Number(printed[n + 1]!.slice(1))).toBe((isAfter ? from + length - 1 : from + 1) % length);
        }
      }),
    );
  });
});
