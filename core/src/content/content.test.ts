import type { ContentField, Json } from '@docket/sdk';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffContent, leaves, searchText } from './content.ts';

const fields: readonly ContentField[] = [
  { path: 'title', label: 'label.title', part: 'what' },
  { path: 'rows.*.sizes.*', label: 'label.size', part: 'rows' },
  { path: 'rows.*.color', label: 'label.color', part: 'rows', words: 'color' },
];

/** Contents as kinds hold them: keys without dots, since a dot parts the keys of a path. */
const key = fc.stringMatching(/^[a-zA-Z0-9_-]{1,8}$/).filter((name) => name !== '__proto__');
const content: fc.Arbitrary<Json> = fc.letrec<{ any: Json }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(key, tie('any'), { maxKeys: 4 }),
  ),
})).any;

describe('the leaves of a content', () => {
  it.each<[string, Json, [string, Json][]]>([
    ['a value alone', 'x', [['', 'x']]],
    ['nothing', null, [['', null]]],
    ['empty lists and groups', { a: [], b: {} }, []],
    [
      'lists by index',
      { a: ['x', ['y']] },
      [
        ['a.0', 'x'],
        ['a.1.0', 'y'],
      ],
    ],
    [
      'groups by key',
      { a: { b: { c: 0 } }, d: false },
      [
        ['a.b.c', 0],
        ['d', false],
      ],
    ],
  ])('are, of %s, named by path', (_, given, expected) => {
    expect([...leaves(given)]).toEqual(expected);
  });

  it('are plain values, each under a path that leads to it', () => {
    const at = (from: Json, path: string): unknown =>
      path === ''
        ? from
        : path.split('.').reduce<unknown>((inside, step) => (inside as Record<string, unknown>)[step], from);
    fc.assert(
      fc.property(content, (given) => {
        for (const [path, value] of leaves(given)) {
          expect(value === null || typeof value !== 'object').toBe(true);
          expect(at(given, path)).toEqual(value);
        }
      }),
    );
  });
});

describe('what differs between two contents', () => {
  it('[G-29] is said by field, with its label, in the sequence of the form', () => {
    const before = { title: 'Run', rows: [{ color: 'red', sizes: { S: 1, M: 2 } }], note: 'x' };
    const after = { title: 'Race', rows: [{ color: 'blue', sizes: { S: 1, M: 3, L: 4 } }] };
    expect(diffContent({ fields }, before, after)).toEqual([
      { path: 'title', label: 'label.title', before: 'Run', after: 'Race' },
      { path: 'rows.0.sizes.L', label: 'label.size', after: 4 },
      { path: 'rows.0.sizes.M', label: 'label.size', before: 2, after: 3 },
      { path: 'rows.0.color', label: 'label.color', words: 'color', before: 'red', after: 'blue' },
      { path: 'note', label: '', before: 'x' },
    ]);
  });

  it('has nothing of what follows from the rest', () => {
    const before = { goods: [{ gross: 1, grossKg: 1 }], total: 1 };
    const after = { goods: [{ gross: 2, grossKg: 2 }], total: 2 };
    const kind = { fields: [], derived: ['goods.*.grossKg', 'total'] };
    expect(diffContent(kind, before, after).map(({ path }) => path)).toEqual(['goods.0.gross']);
  });

  it('tells a number from its text, and nothing from no field', () => {
    expect(diffContent({ fields: [] }, { a: 1, b: null }, { a: '1' })).toEqual([
      { path: 'a', label: '', before: 1, after: '1' },
      { path: 'b', label: '', before: null },
    ]);
  });

  it('is nothing for the same content, whatever the sequence of its keys', () => {
    fc.assert(
      fc.property(fc.dictionary(key, content), (given) => {
        const turned = Object.fromEntries(Object.entries(given).toReversed());
        expect(diffContent({ fields }, given, turned)).toEqual([]);
      }),
    );
  });

  it('turns round when the contents do', () => {
    fc.assert(
      fc.property(content, content, (one, other) => {
        const there = diffContent({ fields }, one, other);
        const back = diffContent({ fields }, other, one);
        const turned = back.map(({ before, after, ...field }) => ({
          ...field,
          ...(after !== undefined && { before: after }),
          ...(before !== undefined && { after: before }),
        }));
        expect(there).toEqual(turned);
      }),
    );
  });

  it('names every path that differs once, and no other', () => {
    fc.assert(
      fc.property(content, content, (one, other) => {
        const [old, fresh] = [leaves(one), leaves(other)];
        const named = diffContent({ fields }, one, other).map(({ path }) => path);
        expect(new Set(named).size).toBe(named.length);
        for (const path of new Set([...old.keys(), ...fresh.keys()]))
          expect(named.includes(path)).toBe(old.get(path) !== fresh.get(path));
      }),
    );
  });
});

describe('the words an order is found by', () => {
  it('are title, reference and the kind’s own, without what is absent', () => {
    expect(searchText({ title: 'Run', quantity: 1, reference: 'PO-7', search: 'red blue' })).toBe('Run PO-7 red blue');
    expect(searchText({ title: 'Run', quantity: 1, search: '' })).toBe('Run');
  });
});
